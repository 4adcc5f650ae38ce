"""A gentle review counts nothing, names one step, and fits its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judged import judged_reviews
from tests.staging import reviewed
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.report.gentle import (
    gentle_bar,
    gentle_head,
    gentle_panel,
    gentle_sentences,
)
from voice_star.report.styled import length_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voice_star.domain.review import Review
    from voice_star.report.styled import Line


def text_of(lines: Iterable[Line]) -> str:
    return "\n".join("".join(piece.text for piece in line) for line in lines)


@given(judged_reviews(), st.integers(20, 120))
def test_it_fits_its_columns(review: Review, width: int) -> None:
    lines = [
        *gentle_head(review, width),
        *gentle_bar(review, width),
        *gentle_panel(review, width, bands=DEFAULT_BANDS),
    ]

    assert all(length_of(line) <= max(width, 60) for line in lines)
    assert all(length_of(line) <= width for line in gentle_bar(review, width))


@given(judged_reviews())
def test_every_word_is_there_and_nothing_beside_it_counts(review: Review) -> None:
    sentences = list(gentle_sentences(review))

    n_words = len(review.answer.transcript.words)
    assert sum(len(one.words) for one in sentences) == n_words
    for one in sentences:
        assert (one.marks, one.flags, one.pause) == ((), "", 0.0)
        assert not any(letter.isdigit() for letter in text_of([one.gutter]))


@pytest.mark.parametrize("name", ["understated", "rambling", "strong"])
def test_there_is_one_strength_and_one_step(name: str) -> None:
    review = reviewed(name)
    said = review.answer.transcript.text()

    text = text_of(gentle_panel(review, 200, bands=DEFAULT_BANDS))
    bar = text_of(gentle_bar(review, 80))

    assert text.startswith("Strong\n  + ")
    assert text.count("One step") == 1
    assert not any(letter.isdigit() for letter in bar)
    for token in text.split():
        if any(letter.isdigit() for letter in token):
            assert token.strip('"“”.,') in said
