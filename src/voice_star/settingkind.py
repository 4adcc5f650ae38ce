"""What a setting is, for people: its name, what it does, what it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Kind(Enum):
    """What sort of value a setting has."""

    SWITCH = "yes or no"
    CHOICE = "one of several"
    MODEL = "a speech model"
    MICROPHONE = "a microphone"
    NUMBER = "a number"
    BAND = "two numbers"
    LENGTH = "a length of time"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        key: As `voice_star.settings.KEYS` has it.
        name: For people.
        what: What it does, in a sentence.
        allowed: What it may be.
        kind: What sort of value it has.
        choices: All that it may be, of a choice.
    """

    key: str
    name: str
    what: str
    allowed: str
    kind: Kind = Kind.NUMBER
    choices: tuple[str, ...] = ()

    def shown(self, value: object) -> str:
        """Return a value as people read it."""
        if value is None:
            return "the usual one" if self.kind is Kind.MODEL else "the system's"
        if self.kind is Kind.SWITCH:
            return "yes" if value else "no"
        if self.kind is Kind.LENGTH and isinstance(value, float):
            return f"{value:g} s"
        if isinstance(value, tuple):
            return " to ".join(f"{one:g}" for one in value)
        return f"{value:g}" if isinstance(value, float) else str(value)

    def typed(self, value: object) -> str:
        """Return a value as a user would type it."""
        if isinstance(value, tuple):
            return " ".join(f"{one:g}" for one in value)
        return "" if value is None else self.shown(value)

    def meant(self, text: str) -> Any:  # noqa: ANN401 - whatever TOML knows
        """Return what somebody means who types a text; whatever is no value stays one.

        Two numbers may have anything between them: 110 190, 110-190, [110, 190].
        """
        text = text.strip()
        if self.kind is Kind.BAND:
            parts = [_number(one) for one in _BETWEEN.sub(" ", text).split()]
            return parts if len(parts) > 1 else next(iter(parts), "")
        return _number(text) if self.kind is Kind.NUMBER else text


_BETWEEN = re.compile(r"[\[\],;]|(?<=\d)\s*[-–]\s*(?=\d)|\bto\b")
"""What people write between two numbers, and around them."""


def _number(text: str) -> float | str:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
