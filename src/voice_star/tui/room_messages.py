"""What the rooms that are reached from everywhere tell the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from voice_star.settings import Settings


@dataclass
class Wanted(Message):
    """Somebody wants a setting to be another.

    Attributes:
        key: Which.
        value: As it is to be; None for the usual one.
    """

    key: str
    value: str | None


@dataclass
class Settled(Message):
    """Something was settled.

    Attributes:
        settings: What holds now.
        is_microphone: Whether the microphone was chosen.
    """

    settings: Settings
    is_microphone: bool = False


@dataclass
class Looked(Message):
    """It has been looked for the speech model.

    Attributes:
        text: What came of it.
        look: How that is said.
    """

    text: str
    look: str
