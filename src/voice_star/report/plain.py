"""Small things said the same way everywhere: times, counts, names of files."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.timeline import Seconds


_MOST_NAMED = 12
"""Numbers, or runs of them, that fit in two lines."""

_PAIR = 2

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


def named(numbers: Sequence[int]) -> str:
    """Return what attempts go by, in order, in short: ``#1 to #4, #7``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [text for run in runs[:_MOST_NAMED] for text in _run(run)]
    more = [f"{len(numbers) - sum(map(len, runs[:_MOST_NAMED]))} more"]
    return ", ".join(shown + (more if len(runs) > _MOST_NAMED else []))


def _run(numbers: Sequence[int]) -> list[str]:
    """Name a run of numbers; of two both are named."""
    if len(numbers) > _PAIR:
        return [f"#{numbers[0]} to #{numbers[-1]}"]
    return [f"#{number}" for number in numbers]
