"""A review written as JSON is read back as it was, whichever version wrote it."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judged import judged_reviews
from tests.telling import tell
from tests.test_corrections import corrected
from tests.test_wire import HEARD, HEARD_AS_JSON
from voice_star.domain.answer import Mark, StarPart
from voice_star.domain.review import Review
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word
from voice_star.domain.wire import FORMAT, review_to_json
from voice_star.domain.wire_reader import review_from_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.corrections import Corrections
    from voice_star.domain.wire import Json

LATER_FIELDS = (
    "judging",
    "analysis",
    "parts",
    "voicing",
    "coverage",
    "strengths",
    "next",
    "corrections",
)
"""What documents of the first format 1 did not have yet."""


def through_json(review: Review) -> Json:
    document: Json = json.loads(json.dumps(review_to_json(review)))
    return document


@given(judged_reviews())
def test_reading_is_the_inverse_of_writing(review: Review) -> None:
    document = through_json(review)

    assert review_to_json(review_from_json(document)) == document


@given(judged_reviews())
def test_what_is_no_figure_is_read_back_exactly(review: Review) -> None:
    read = review_from_json(through_json(review))

    assert read.answer.transcript.text() == review.answer.transcript.text()
    assert read.answer.segments == review.answer.segments
    assert read.answer.job == review.answer.job
    assert read.flags == review.flags
    assert read.strengths == review.strengths
    assert read.question == review.question


def test_all_that_can_be_known_of_an_answer_is_read_back() -> None:
    read = review_from_json(through_json(HEARD))

    assert review_to_json(read) == HEARD_AS_JSON
    assert read.take is not None
    assert read.take.duration == 2.5
    assert read.hearing == replace(HEARD.hearing, aligned=0.667)  # type: ignore[type-var]
    assert read.answer.sentences[0].marks == (Mark.TEAM, Mark.PROBLEM)


@given(corrected())
def test_corrections_are_read_back_with_what_was_heard(
    corrections: Corrections,
) -> None:
    review = Review(tell("A I led."), corrections=corrections)

    read = review_from_json(through_json(review)).corrections

    assert read is not None
    assert read.heard.text() == corrections.heard.text()
    assert (read.done, read.undone) == (corrections.done, corrections.undone)
    assert read.draft.transcript.text() == corrections.draft.transcript.text()


def test_corrections_of_another_answer_are_no_review() -> None:
    document = through_json(HEARD)
    document["corrections"]["done"][0]["word"] = 7

    with pytest.raises(ValueError, match="no review that can be read"):
        review_from_json(document)


def test_an_hour_of_sound_that_is_not_there_takes_no_memory() -> None:
    document = through_json(HEARD)
    document["take"]["duration"] = 3600.0

    take = review_from_json(document).take

    assert take is not None
    assert take.duration == 3600
    assert take.pcm.strides == (0,)


def test_a_document_of_the_first_version_is_read() -> None:
    document = through_json(HEARD)
    for field in LATER_FIELDS:
        del document[field]
    del document["pacing"]["by_part"]

    read = review_from_json(document)

    assert read.answer.transcript.text() == "Um, I led."
    assert read.answer.by_part == ()
    assert read.answer.voicing is None
    assert read.judged_by is None
    assert read.corrections is None
    assert read.strengths == ()


def test_fields_of_a_version_to_come_are_left_alone() -> None:
    document = through_json(HEARD) | {"mood": "glad"}
    document["words"][0]["tone"] = "high"

    assert review_to_json(review_from_json(document)) == HEARD_AS_JSON


def test_words_whose_times_were_rounded_to_nothing_are_kept() -> None:
    words = (Word("I", Span(1.0, 1.0001)), Word("led.", Span(1.0002, 1.0004)))
    review = Review(
        replace(tell("A I led."), transcript=Transcript(words), pacing=None)
    )
    document = through_json(review)

    assert review_to_json(review_from_json(document)) == document


def test_a_document_of_a_later_format_is_refused() -> None:
    with pytest.raises(ValueError, match="later voice_star"):
        review_from_json(through_json(HEARD) | {"format": FORMAT + 1})


def places_in(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value within a document."""
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, inner in items:
        yield (*path, key)
        yield from places_in(inner, (*path, key))


@given(
    st.sampled_from(sorted(places_in(HEARD_AS_JSON), key=str)),
    st.sampled_from([None, "", "x", -1, 1e400, [], {}, [1], True]),
)
def test_what_is_no_review_is_a_value_error_and_nothing_else(
    place: tuple[Any, ...], value: object
) -> None:
    document = deepcopy(HEARD_AS_JSON)
    inner: Any = document
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value

    try:
        read = review_from_json(document)
    except ValueError:
        return
    assert isinstance(read, Review)


@pytest.mark.parametrize("document", [{}, {"format": "1"}, {"format": None}])
def test_something_else_is_no_review(document: Json) -> None:
    with pytest.raises(ValueError, match="no review"):
        review_from_json(document)


@pytest.mark.parametrize("part", StarPart)
def test_every_part_has_a_name_in_both_ways(part: StarPart) -> None:
    letter = part.value[0].upper()
    review = Review(tell(f"{letter} I led it."))

    assert review_from_json(through_json(review)).answer.sentences[0].part is part
