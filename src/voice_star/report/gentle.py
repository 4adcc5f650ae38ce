"""A review for whom figures make anxious: one strength and one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voice_star.report.bar import bar_of_parts
from voice_star.report.flags import without_flags
from voice_star.report.labels import title_of
from voice_star.report.marked import marked_sentences
from voice_star.report.styled import (
    BOLD,
    DIM,
    Line,
    Piece,
    paragraph,
    shortened,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.bands import Bands
    from voice_star.domain.review import Review
    from voice_star.report.marked import MarkedSentence

_PLAIN = "What you said is told in its parts, one below the other."
"""Said where nothing is strong enough to be named: there is always something to see."""


def gentle_head(review: Review, width: int) -> Iterator[Line]:
    """Yield what was asked, and nothing that counts."""
    yield (Piece(shortened(review.question or "An answer", width), BOLD),)
    yield (Piece("One strength and one step; all the rest is hidden.", DIM),)


def gentle_bar(review: Review, width: int) -> Iterator[Line]:
    """Yield the parts in true proportion, without moments, aims or lengths."""
    answer = review.answer
    lines = list(bar_of_parts(answer, width))
    has_axis = answer.transcript.is_timed and len(answer.segments) <= width
    yield from lines[:-1] if has_axis else lines


def gentle_panel(review: Review, width: int, *, bands: Bands) -> Iterator[Line]:
    """Yield one strength and one step."""
    yield (Piece("Strong", DIM),)
    strength = review.strengths[0].message if review.strengths else _PLAIN
    yield from paragraph(words_of(strength), width, first=(Piece("  + "),))
    yield ()
    yield (Piece("One step", DIM),)
    margin = (Piece("  "),)
    flag = review.next
    if flag is None:
        nothing = "No weakness was flagged."
        told = without_flags(review.answer, bands)
        words = "Tell it once more, as it is." if told == nothing else told
        yield from paragraph(words_of(words), width, first=margin)
        return
    step = flag.advice or title_of(flag.rule)
    yield from paragraph(words_of(step, BOLD), width, first=margin)
    for question in flag.questions[:1]:
        yield from paragraph(words_of(question), width, first=(Piece("  - "),))


def gentle_sentences(review: Review) -> Iterator[MarkedSentence]:
    """Yield the sentences with the letters of their parts, and nothing else."""
    for sentence in marked_sentences(replace(review, flags=())):
        letter = sentence.gutter[1:]  # the moment stands before it
        yield replace(sentence, gutter=letter, marks=(), flags="", pause=0.0)
