"""The list of takes, session by session, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.session import sessions_of
from voice_star.report.cells import (
    PARTS_WIDTH,
    VERDICT_WIDTH,
    length_of_take,
    parts_head,
    parts_of,
    question_in,
    verdict_of,
)
from voice_star.report.dates import long_day, time_of_day
from voice_star.report.plain import clock, counted
from voice_star.report.styled import BOLD, DIM, Line, Piece, painted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from voice_star.domain.record import Record
    from voice_star.domain.session import Session

NOTHING = "No takes yet."

_ID, _LENGTH = 5, 7
"""Columns of what a take is called by, and of its length."""

_REST = _ID + 2 + _LENGTH + PARTS_WIDTH + 2 + VERDICT_WIDTH
"""Columns of all but the question."""


def history_as_text(
    records: Sequence[Record],
    *,
    now: datetime,
    colour: bool,
    width: int = 80,
    limit: int | None = None,
) -> str:
    """Return takes as a list of lines of at most `width` columns.

    Args:
        records: In any order.
        now: In the zone of the user.
        colour: Whether it is coloured; without it carries the same.
        width: Columns of the longest line, 70 at least.
        limit: Takes that are listed, the latest ones; all of them if None.
    """
    lines = history_lines(records, now=now, width=width, limit=limit)
    return painted(lines, colour=colour)


def history_lines(
    records: Sequence[Record], *, now: datetime, width: int, limit: int | None = None
) -> Iterator[Line]:
    """Yield what `history_as_text` shows."""
    if not records:
        yield (Piece(NOTHING, DIM),)
        return
    left = len(records) if limit is None else limit
    yield _head(width)
    for session in reversed(sessions_of(records)):
        if left <= 0:
            break
        yield _heading(session, now=now)
        for record in session.records[::-1][:left]:
            yield _row(record, width)
        left -= len(session.records)
    if limit is not None and len(records) > limit:
        earlier = counted(len(records) - limit, "earlier take")
        yield (Piece(f"{earlier} not shown", DIM),)


def _head(width: int) -> Line:
    question = "  question".ljust(2 + width - _REST)
    return (
        Piece("take".rjust(_ID) + question + "length".rjust(_LENGTH), DIM),
        *parts_head(),
        Piece("  fix next", DIM),
    )


def _heading(session: Session, *, now: datetime) -> Line:
    day = long_day(session.moment, now=now)
    facts = [time_of_day(session.moment, now=now)]
    facts.append(counted(len(session.records), "take"))
    if session.spoken:
        facts.append(f"{clock(session.spoken)} spoken")
    return (Piece(day, BOLD), Piece(f"  {' · '.join(facts)}", DIM))


def _row(record: Record, width: int) -> Line:
    is_asked = record.question is not None
    question = question_in(record.question or "no question", width - _REST)
    return (
        Piece(f"{record.id:>{_ID}}  "),
        Piece(question, "" if is_asked else DIM),
        Piece(length_of_take(record).rjust(_LENGTH)),
        *parts_of(record),
        Piece("  "),
        verdict_of(record),
    )
