"""A take in a row of a list: its seconds by part, and its verdict in a few words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from voice_star.domain.answer import StarPart
from voice_star.domain.review import Severity
from voice_star.report.labels import COLOURS, LETTERS, title_of
from voice_star.report.plain import JOINER, clock, columns
from voice_star.report.styled import BOLD, DIM, RED, Line, Piece, both, shortened

if TYPE_CHECKING:
    from voice_star.domain.record import Record

STORY = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT)

PARTS_WIDTH = 16
"""Columns of the seconds of four parts."""

VERDICT_WIDTH = 20
"""Columns of the longest verdict: "stops at the actions"."""

UNKNOWN = "-"
"""Stands where a take does not tell a figure: a text has no seconds."""

_PART = PARTS_WIDTH // len(STORY)


def parts_head() -> Line:
    """Return the letters of the parts, above their seconds."""
    return tuple(
        Piece(LETTERS[part].rjust(_PART), both(BOLD, COLOURS[part])) for part in STORY
    )


def parts_of(record: Record | None) -> Line:
    """Return the seconds of each part; dashes where they are not known."""
    return tuple(_seconds(record, part) for part in STORY)


def _seconds(record: Record | None, part: StarPart) -> Piece:
    seconds = None if record is None else record.seconds_of(part)
    text = UNKNOWN if seconds is None else f"{seconds:.0f}"
    style = RED if part is StarPart.RESULT and text == "0" else ""
    return Piece(text.rjust(_PART), style)


def verdict_of(record: Record, width: int = VERDICT_WIDTH) -> Piece:
    """Return what is to be mended first; red where it is major."""
    if record.flags:
        first = record.flags[0]
        title = shortened(title_of(first.rule).lower(), width)
        return Piece(title, RED if first.severity is Severity.MAJOR else "")
    return Piece("strong", BOLD) if record.is_judged else Piece("not judged", DIM)


def length_of_take(record: Record) -> str:
    """Return how long an answer is: ``1:47``, or ``text`` where it was given."""
    return "text" if record.duration is None else clock(record.duration)


_OPENING = re.compile(
    r"^(tell me about|describe|when did you|when have you|when did|what is|which)\s+"
    r"((a|the) (time|decision|task|change) )?((that|when) )?"
    r"((you|something|somebody) )?",
    re.IGNORECASE,
)
"""With what many questions begin: it tells none of them from another."""


@lru_cache(maxsize=1024)
def question_in(text: str, width: int) -> str:
    """Return a question in exactly `width` columns: its telling part, if not all."""
    text = " ".join(text.split())
    if columns(text) > width:
        text = _OPENING.sub("…", text, count=1)
    return padded(text, width)


def padded(text: str, width: int) -> str:
    """Return text in exactly `width` columns, shortened or filled up with spaces."""
    text = shortened(" ".join(text.replace(JOINER, "").split()), width)
    return text + " " * (width - columns(text))
