"""A review as text for people, with or without colour."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.report.bar import bar_of_parts
from voice_star.report.coverage import table_of_coverage
from voice_star.report.figures import figures
from voice_star.report.flags import flags_by_weight, next_step, strengths, verdict
from voice_star.report.marked import marked_transcript
from voice_star.report.notes import notes_on, notes_on_parts
from voice_star.report.parts import table_of_parts
from voice_star.report.plain import clock
from voice_star.report.styled import (
    BOLD,
    DIM,
    Line,
    Piece,
    painted,
    paragraph,
    shortened,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.review import Review


def review_as_text(
    review: Review, *, colour: bool, width: int, bands: Bands = DEFAULT_BANDS
) -> str:
    """Return a review as lines of at most `width` columns, no line end at the end.

    Without colour it carries the same: parts have letters and fills, fillers stand in
    angle brackets, flagged words in « ». From 60 columns on everything has its place.
    """
    blocks = (
        _heading(review, width, bands=bands),
        chain(
            bar_of_parts(review.answer, width),
            table_of_parts(review.answer, width, bands=bands),
        ),
        marked_transcript(review, width),
        table_of_coverage(review.answer, width),
        flags_by_weight(review, width),
        strengths(review, width),
        _facts(review, width, bands=bands),
        next_step(review, width),
    )
    return painted(_apart(*blocks), colour=colour)


def _apart(*blocks: Iterator[Line]) -> Iterator[Line]:
    """Yield the lines of all blocks, a blank one between two that are not empty."""
    is_first = True
    for block in blocks:
        lines = list(block)
        if lines and not is_first:
            yield ()
        is_first = is_first and not lines
        yield from lines


def _heading(review: Review, width: int, *, bands: Bands) -> Iterator[Line]:
    yield from paragraph(words_of(review.question or "An answer", BOLD), width)
    take, hearing = review.take, review.hearing
    if take is not None:
        facts = [take.path.name, clock(take.duration)]
        if hearing is not None:
            facts.append(f"heard with {hearing.model}")
        yield (Piece(shortened(" · ".join(facts), width), DIM),)
    yield from verdict(review, width, bands=bands)


def _facts(review: Review, width: int, *, bands: Bands) -> Iterator[Line]:
    for label, figure in figures(review.answer, bands):
        lead = (Piece(f"{label:<9}"),) if label else ()
        yield from paragraph(words_of(figure), width, first=lead)
    for note in (*notes_on(review), *notes_on_parts(review.answer)):
        yield from paragraph(words_of(note), width, first=(Piece("Note: ", DIM),))
