"""Small things said the same way everywhere: times, counts, names of files."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds


JOINER = "\u200d"
"""What makes one emoji of several. It has no width, and steers nothing."""


def printable(text: str) -> str:
    """Return text that cannot steer a terminal: what cannot be seen becomes "?".

    File names, transcripts and titles come from outside and may hold escape codes.
    """
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() or letter == "\n" else "?" for letter in text
    )


def columns(text: str) -> int:
    """Return how many columns of a terminal text fills: two for a wide letter.

    Combining marks are counted as well: rather a line too short than one too long.
    """
    if text.isascii():
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def clock(seconds: Seconds) -> str:
    """Return a time as ``1:07``, or ``1:02:07`` beyond an hour."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    if hours:
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return f"{rest // 60}:{rest % 60:02}"


def counted(number: int, noun: str) -> str:
    """Return a count with its noun: ``1 pause``, ``2 pauses``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
