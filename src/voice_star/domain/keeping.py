"""How long what was recorded is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_LONGEST = 36_500.0
"""Days. A hundred years: beyond them there are no dates to count back to."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long recordings are kept. Reviews are kept until they are forgotten.

    Raises:
        ValueError: If a value makes no sense; the message begins with its name.
    """

    sound_days: float = 0.0
    """Days after which a recording goes, counted from when it was made; 0 for never.
    Nothing that was recorded goes by itself, unless somebody has said so."""

    def __post_init__(self) -> None:
        days = self.sound_days
        if not (isfinite(days) and (days == 0 or 1 <= days <= _LONGEST)):
            raise ValueError(
                f"sound_days must be a number of days, 1 to {_LONGEST:.0f}, or 0 to "
                "keep recordings for ever"
            )

    def oldest(self, now: datetime) -> datetime | None:
        """Return the moment before which recordings go; None where all stay."""
        return now - timedelta(days=self.sound_days) if self.sound_days else None


KEEP_ALL = Keeping()
"""All is kept, where nobody says otherwise."""
