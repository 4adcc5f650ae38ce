"""The history as the app lists it: a row a take, under the day of its session."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from voice_star.domain.record import Record
from voice_star.domain.session import Session, sessions_of
from voice_star.report.cells import (
    PARTS_WIDTH,
    STORY,
    UNKNOWN,
    VERDICT_WIDTH,
    length_of_take,
    parts_head,
    parts_of,
    question_in,
    verdict_of,
)
from voice_star.report.dates import long_day, time_of_day
from voice_star.report.labels import COLOURS, LETTERS, title_of
from voice_star.report.plain import clock, counted
from voice_star.report.series import SHORTEST
from voice_star.report.spark import BARS
from voice_star.report.styled import BOLD, DIM, RED, Line, Piece, both

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from voice_star.domain.answer import StarPart

Entry: TypeAlias = Session | Record
"""A row: the heading of a session, or a take."""

GUTTER = 2
"""Blank columns on the left, for whoever marks a row."""

_WIDE = 100
"""Columns from which on the seconds of the parts have room."""

_ID, _TIME, _LENGTH, _PACE, _FILLERS = 5, 8, 7, 6, 8
"""Columns of the number, the time of day, and three figures."""

_REST = (
    GUTTER + _ID + _TIME + _LENGTH + _PACE + _FILLERS + 2 + len(STORY) + 2
    + VERDICT_WIDTH
)  # fmt: skip

_FULL = 0.75
"""The share of the words or the time at which a bar is full: no part has more."""

_NONE = "0"
"""Stands for a part that is not told at all."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Takes as they are listed.

    Attributes:
        entries: The latest session first, its heading before its latest take.
        n_takes: Takes among them.
        n_sessions: Sessions of these.
        spoken: Seconds that were spoken in them.
    """

    entries: tuple[Entry, ...] = ()
    n_takes: int = 0
    n_sessions: int = 0
    spoken: float = 0.0


def listed(records: Sequence[Record]) -> Listed:
    """Return takes, in any order, as they are listed."""
    sessions = sessions_of(records)
    entries: list[Entry] = []
    for session in reversed(sessions):
        entries.append(session)
        entries.extend(reversed(session.records))
    spoken = sum(session.spoken for session in sessions)
    return Listed(tuple(entries), len(records), len(sessions), spoken)


def matching(records: Iterable[Record], said: str) -> tuple[Record, ...]:
    """Return the takes whose question, story or flags have all words of what was said.

    A flag is met by its title and by its name, a take by its number as ``#12``.
    """
    words = said.casefold().split()
    if not words:
        return tuple(records)
    return tuple(one for one in records if all(word in _sought(one) for word in words))


def _sought(record: Record) -> str:
    """Return what a take is found by."""
    flags = " ".join(_flag(flag.rule) for flag in record.flags)
    judged = "" if record.flags or not record.is_judged else "strong"
    told = (_folded(record.question), _folded(record.story), flags, judged)
    return f"#{record.id} {' '.join(told)}"


@lru_cache(maxsize=1024)
def _folded(text: str | None) -> str:
    return (text or "").casefold()


@lru_cache(maxsize=256)
def _flag(rule: str) -> str:
    return f"{title_of(rule)} {rule}".casefold()


def head_row(width: int) -> Line:
    """Return what stands above the columns."""
    is_wide = width >= _WIDE
    left = " " * GUTTER + "take".rjust(_ID) + "  time".ljust(_TIME)
    figures = "length".rjust(_LENGTH) + "pace".rjust(_PACE) + "um/min".rjust(_FILLERS)
    letters = (
        parts_head()
        if is_wide
        else tuple(Piece(LETTERS[one], both(BOLD, COLOURS[one])) for one in STORY)
    )
    return (
        Piece(left + "question".ljust(_room(width)) + figures + "  ", DIM),
        *letters,
        *((Piece(" " * (2 + len(STORY))),) if is_wide else ()),
        Piece("  fix next", DIM),
    )


def session_row(session: Session, *, now: datetime) -> Line:
    """Return the heading of a session: its day, its time, how much was spoken."""
    facts = [time_of_day(session.moment, now=now)]
    facts.append(counted(len(session.records), "take"))
    if session.spoken:
        facts.append(f"{clock(session.spoken)} spoken")
    day = long_day(session.moment, now=now)
    return (Piece(day, BOLD), Piece(f"  {' · '.join(facts)}", DIM))


def take_row(record: Record, width: int, *, now: datetime) -> Line:
    """Return a take; its first two columns are blank.

    Args:
        record: Which.
        width: Columns of the row, 78 at least.
        now: In the zone of the user.
    """
    is_asked = record.question is not None
    question = question_in(record.question or "no question", _room(width))
    is_wide = width >= _WIDE
    return (
        Piece(" " * GUTTER + f"{record.id}".rjust(_ID)),
        Piece(f"  {time_of_day(record.moment, now=now)}".ljust(_TIME), DIM),
        Piece(question, "" if is_asked else DIM),
        Piece(length_of_take(record).rjust(_LENGTH)),
        Piece(_figure(record.speech_rate, 0).rjust(_PACE)),
        Piece(_figure(_fillers(record), 1).rjust(_FILLERS)),
        Piece("  "),
        *(parts_of(record) if is_wide else ()),
        *((Piece("  "),) if is_wide else ()),
        *bars_of(record),
        Piece("  "),
        verdict_of(record),
    )


def bars_of(record: Record) -> Line:
    """Return a bar for the share of each part: of the time, or else of the words."""
    figures = record.seconds or record.words
    whole = sum(figures)
    if not whole:
        return (Piece(UNKNOWN * len(STORY), DIM),)
    return tuple(_bar(part, figures[place] / whole) for place, part in enumerate(STORY))


def _bar(part: StarPart, share: float) -> Piece:
    if not share:
        return Piece(_NONE, both(BOLD, RED))
    step = min(len(BARS) - 1, int(share / _FULL * len(BARS)))
    return Piece(BARS[step], COLOURS[part])


def _room(width: int) -> int:
    return width - _REST - (PARTS_WIDTH + 2 if width >= _WIDE else 0)


def _fillers(record: Record) -> float | None:
    """Return fillers a minute; None where the take is too short to tell."""
    if record.duration is None or record.duration < SHORTEST:
        return None
    return 60 * record.n_filled_pauses / record.duration


def _figure(value: float | None, n_decimals: int) -> str:
    return UNKNOWN if value is None else f"{value:.{n_decimals}f}"
