"""Cues: what a speaker may be told while speaking, and from when on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds


@dataclass(frozen=True, slots=True)
class CueBounds:
    """When a cue is given. Every default says its reason.

    Raises:
        ValueError: If a value makes no sense; the message begins with its name.
    """

    show: bool = True
    """Whether there are cues at all. Some are helped by them, some put off."""
    show_setting: bool = True
    """Whether somebody is told who is still at the situation or the task."""
    show_landing: bool = True
    """Whether it is told that the time is over."""
    show_no_result: bool = True
    """Whether a long silence after the actions is answered with a question."""
    setting: float = 0.5
    """Of the target. Of 2 min that is 60 s. Coaches give situation and task 20 to 35 %
    of the time: at half of it, even a judge who errs by some sentences is right."""
    landing: float = 1.0
    """Of the target: it is what the speaker aimed at, no more and no less."""
    silence: Seconds = 2.5
    """Seconds. Speakers who look for a word go on within 1 or 2; whoever is silent for
    longer is looking for what to say, or takes the answer to be over."""
    sure: float = 0.75
    """How sure the judge must be of the last sentences, 0 to 1. A cue that is wrong
    costs more than one that is left out."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, bool) and not (isfinite(value) and value > 0):
                raise ValueError(f"{field.name} must be a number above 0")
        if self.sure > 1:
            raise ValueError("sure is a chance and cannot be above 1")


DEFAULT_CUES = CueBounds()
"""When cues are given where nobody says otherwise."""
