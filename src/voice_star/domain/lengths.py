"""Lengths of time as people write them: 2m, 90s, 1:30, or seconds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from voice_star.domain.bands import LONGEST_TARGET, SHORTEST_TARGET

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds

_COUNT = r"[0-9]+(?:\.[0-9]+)?"
_CLOCK = re.compile(r"(?P<minutes>[0-9]+):(?P<seconds>[0-5][0-9])")
_UNITS = re.compile(
    rf"(?:(?P<minutes>{_COUNT}) ?m(?:in)?)? ?(?:(?P<seconds>{_COUNT}) ?s?(?:ec)?)?"
)


def length_of_answer(text: str) -> Seconds:
    """Read a length such as ``2m``, ``90s``, ``1m30s``, ``1:30`` or ``120``.

    Raises:
        ValueError: If it is none, or no answer lasts that long; the message begins
            with the text.
    """
    seconds = _seconds(text)
    if not SHORTEST_TARGET <= seconds <= LONGEST_TARGET:
        raise ValueError(
            f"{text!r} is no length of an answer: aim at 10 seconds to an hour"
        )
    return seconds


def length_of_time(text: str) -> Seconds:
    """Read a length as `length_of_answer` does, of any size above 0.

    Raises:
        ValueError: If it is none; the message begins with the text.
    """
    seconds = _seconds(text)
    if seconds == 0:
        raise ValueError(f"{text!r} is no time at all")
    return seconds


def _seconds(text: str) -> Seconds:
    stripped = text.strip().lower()
    found = _CLOCK.fullmatch(stripped) or _UNITS.fullmatch(stripped)
    if not stripped or found is None:
        raise ValueError(
            f"{text!r} is no length of time; write 2m, 90s, 1:30, or seconds: 120"
        )
    return 60 * float(found["minutes"] or 0) + float(found["seconds"] or 0)
