"""What a doctor has found, as lines: each with its verdict, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from voice_star.report.plain import counted
from voice_star.report.styled import BOLD, DIM, Line, Piece, both, paragraph, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GREEN, _YELLOW = "32", "33"

_SUBJECT = 12
"""Columns of what was looked at."""


class Found(Protocol):
    """What one check has found."""

    @property
    def subject(self) -> str:
        """What was looked at."""

    @property
    def text(self) -> str:
        """What was found."""

    @property
    def mend(self) -> str:
        """What to do about it; empty where all is well."""


def checkup_lines(findings: Iterable[Found], width: int) -> Iterator[Line]:
    """Yield each finding with its verdict, and below it what to do."""
    for one in findings:
        style = _YELLOW if one.mend else _GREEN
        head = "! mend " if one.mend else "✓ ok   "
        first = (
            Piece(head, both(BOLD, style)),
            Piece(f"{one.subject:<{_SUBJECT}}", BOLD),
        )
        yield from paragraph(words_of(one.text), width, first=first)
        if one.mend:
            lead = (Piece(" " * (len(head) + _SUBJECT - 3)), Piece("-> ", style))
            yield from paragraph(words_of(one.mend, style), width, first=lead)


def checkup_verdict(findings: Sequence[Found]) -> Line:
    """Return in one line whether all is well."""
    n_mends = sum(bool(one.mend) for one in findings)
    if n_mends:
        return (Piece(f"{counted(n_mends, 'thing')} to mend.", both(BOLD, _YELLOW)),)
    if not findings:
        return (Piece("Nothing was looked at.", DIM),)
    return (Piece("All is well.", both(BOLD, _GREEN)),)
