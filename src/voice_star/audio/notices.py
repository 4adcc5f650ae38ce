"""What a speaker is told while recording, in one sentence with a way out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds


class NoticeKind(StrEnum):
    """What a notice is about."""

    NO_SOUND = "no sound"
    SOUND_IS_BACK = "sound is back"
    TOO_QUIET = "too quiet"
    TOO_LOUD = "too loud"
    TOO_NOISY = "too noisy"
    LOST = "microphone lost"
    BACK = "microphone back"
    DISK = "disk"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that the speaker should know.

    Attributes:
        kind: What it is about.
        text: A sentence or two.
        at: Seconds of sound that had been kept.
    """

    kind: NoticeKind
    text: str
    at: Seconds = 0.0


_ALLOW = {
    "darwin": "Allow your terminal under System Settings > Privacy & Security > "
    "Microphone, then start it anew.",
    "win32": "Switch on Settings > Privacy & security > Microphone > Let desktop apps "
    "access your microphone.",
}

_UNMUTE = (
    "See that the microphone is not muted and is the chosen input in the sound "
    "settings, and that your terminal may use it if it runs in a sandbox."
)
"""Elsewhere nobody asks for a permission."""


def no_sound(platform: str = sys.platform) -> str:
    """Say that there is nothing but zeros, and what to allow in which settings."""
    return (
        "Nothing comes in from the microphone, not even noise: it is muted or not "
        f"allowed. {_ALLOW.get(platform, _UNMUTE)} The take goes on."
    )
