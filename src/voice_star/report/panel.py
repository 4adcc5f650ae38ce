"""The flags of a review as a panel: one open, the others by their title."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from voice_star.domain.review import Severity
from voice_star.report.labels import title_of
from voice_star.report.moments import moments_of
from voice_star.report.styled import (
    BOLD,
    DIM,
    RED,
    Line,
    Piece,
    both,
    length_of,
    paragraph,
    shortened,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.review import Flag, Review, Strength

WEIGHTS = {Severity.MAJOR: "!!", Severity.MINOR: "! ", Severity.MILD: "· "}
"""What a flag weighs, in two columns."""


class PanelLine(NamedTuple):
    """A line, and the flag that it tells of; None for none."""

    line: Line
    flag: int | None = None


def panel_of_flags(review: Review, width: int, *, chosen: int) -> Iterator[PanelLine]:
    """Yield the flags by weight with `chosen` open, then what is strong.

    Args:
        review: Whose flags.
        width: Columns of the longest line.
        chosen: Which flag is open, from 0.
    """
    if not review.flags:
        yield PanelLine((Piece("No weakness was flagged.", BOLD),))
    for index, flag in enumerate(review.flags):
        is_open = index == chosen
        if index in {0, 1}:
            heading = "Fix this next" if index == 0 else "Then"
            yield PanelLine((Piece(heading, DIM),))
        yield PanelLine(_title(review.answer, flag, width, is_open=is_open), index)
        if is_open:
            yield from (PanelLine(line, index) for line in _told(flag, width))
    if review.strengths:
        yield PanelLine(())
        yield PanelLine((Piece("Strong", DIM),))
        for strength in review.strengths:
            yield from map(PanelLine, _strong(strength, width))


def _title(answer: Answer, flag: Flag, width: int, *, is_open: bool) -> Line:
    lead = (
        Piece("▸ " if is_open else "  ", BOLD),
        Piece(f"{WEIGHTS[flag.severity]} ", RED),
    )
    moment = next(iter(moments_of(answer, flag.evidence[:1])), "")
    room = width - length_of(lead) - len(moment) - 1
    title = shortened(title_of(flag.rule), room)
    return (
        *lead,
        Piece(title.ljust(room + 1), both(BOLD, RED) if is_open else ""),
        Piece(moment, DIM),
    )


def _told(flag: Flag, width: int) -> Iterator[Line]:
    margin = (Piece("  "),)
    yield from paragraph(words_of(flag.message), width, first=margin)
    if flag.advice:
        yield from paragraph(words_of(flag.advice, BOLD), width, first=margin)
    for question in flag.questions:
        lead = (Piece("  - "),)
        yield from paragraph(words_of(question), width, first=lead)
    if flag.idea:
        yield from paragraph(words_of(flag.idea, DIM), width, first=margin)


def _strong(strength: Strength, width: int) -> Iterator[Line]:
    yield from paragraph(words_of(strength.message), width, first=(Piece("  + "),))
