"""How the app looks and behaves, as the user has settled it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds

THEMES = ("dark", "light", "dark-safe", "light-safe")
"""Names of themes. The safe ones are for people who confuse colours."""

LONGEST_COUNTDOWN: Seconds = 120.0
"""Nobody is given longer in an interview before they are asked whether they heard."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the screens of the app do.

    Attributes:
        theme: One of `THEMES`.
        countdown: Seconds to prepare in before a take begins; 0 for none.
        focus: Whether a take begins with nothing shown but the time.
        notes: Whether the speaker's own notes are shown beside the words.
        gentle: Whether reviews are shown without figures at first.

    Raises:
        ValueError: If a value makes no sense; the message begins with its name.
    """

    theme: str = "dark"
    countdown: Seconds = 0.0
    focus: bool = False
    notes: bool = True
    gentle: bool = False

    def __post_init__(self) -> None:
        if self.theme not in THEMES:
            known = f"{', '.join(THEMES[:-1])} or {THEMES[-1]}"
            raise ValueError(f"theme must be {known}, not {self.theme!r}")
        seconds = self.countdown
        if not (isfinite(seconds) and 0 <= seconds <= LONGEST_COUNTDOWN):
            raise ValueError(f"countdown must be 0 to {LONGEST_COUNTDOWN:.0f} seconds")


DEFAULT_APPEARANCE = Appearance()
"""How the app is where nobody says otherwise."""
