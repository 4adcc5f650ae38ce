"""A take heard again: the new review says so, and it can be stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.listening import PATIENCE, FailingTranscriber, HeldTranscriber
from tests.saying import RehearsedTranscriber, say
from tests.sounds import part_known
from voice_star.domain.timeline import Span
from voice_star.errors import ModelError
from voice_star.pipeline import review_lines, review_take
from voice_star.rehearing import LargerModel, Rehearing, count_changes

if TYPE_CHECKING:
    from voice_star.domain.review import Review
    from voice_star.speech.transcriber import Transcriber

TAKE, SAID = part_known("strong", Span(0, 10))


class Larger(RehearsedTranscriber):
    """A model that hears more."""

    name = "small"


def larger(transcriber: Transcriber) -> LargerModel:
    return LargerModel(transcriber.name, lambda: (transcriber, None))


@pytest.fixture(scope="module")
def old() -> Review:
    """A review in which the last word was misheard."""
    words = [*SAID.words[:-1], replace(SAID.words[-1], text="folk.")]
    return review_take(TAKE, transcriber=RehearsedTranscriber(TAKE, words))


def test_the_new_review_says_by_whom_and_what_has_changed(old: Review) -> None:
    done = Rehearing(old, larger(Larger(TAKE, SAID.words))).result(PATIENCE)

    assert done is not None
    assert done.note.startswith("Heard again by small: 1 of ")
    assert "word is different" in done.note
    assert done.review.answer.transcript.words[-1].text == SAID.words[-1].text
    assert done.review.hearing is not None
    assert done.review.hearing.model == "small"


def test_where_nothing_changes_it_says_that(old: Review) -> None:
    words = old.answer.transcript.words
    done = Rehearing(old, larger(Larger(TAKE, words))).result(PATIENCE)

    assert done is not None
    assert done.note == "Heard again by small: every word is the same."


def test_it_can_be_cancelled_at_any_time(old: Review) -> None:
    held = HeldTranscriber(Larger(TAKE, SAID.words))
    rehearing = Rehearing(old, larger(held))
    assert held.has_begun.wait(PATIENCE)
    assert rehearing.result(0.0) is None
    assert not rehearing.is_done

    rehearing.cancel()

    assert rehearing.result(PATIENCE) is None
    assert rehearing.is_done


def test_a_failure_leaves_the_old_review_and_is_told(old: Review) -> None:
    failing = FailingTranscriber(ModelError("The model is damaged."))

    with pytest.raises(ModelError, match="damaged"):
        Rehearing(old, larger(failing)).result(PATIENCE)


def test_a_model_that_cannot_be_loaded_leaves_the_old_review(old: Review) -> None:
    def load() -> NoReturn:
        raise ModelError("The model is not on this machine.")

    with pytest.raises(ModelError, match="not on this machine"):
        Rehearing(old, LargerModel("small", load)).result(PATIENCE)


def test_a_text_cannot_be_heard_again() -> None:
    with pytest.raises(ValueError, match="text"):
        Rehearing(review_lines(["I led it."]), larger(Larger(TAKE, SAID.words)))


@pytest.mark.parametrize(
    ("before", "after", "n_changes"),
    [
        ("I led it.", "i led it", 0),
        ("I led it.", "I lead it.", 1),
        ("I led it.", "I led it well.", 1),
        ("um, I led it.", "I led it.", 0),
        ("I led it.", "We did", 3),
    ],
)
def test_changes_are_counted_in_words(before: str, after: str, n_changes: int) -> None:
    assert count_changes(say(before), say(after)) == n_changes
