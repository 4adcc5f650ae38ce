"""An attempt: a review that was kept, with the moment of its take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from voice_star.domain.review import Review


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer to a question, as it is kept.

    Attributes:
        id: What it is named by on the command line, 1 or more.
        moment: When its take began, with its time zone.
        review: What was heard and what is made of it.
        story: Which of the user's stories was told; None where nobody said.
        notes: What the user noted of it; empty where nothing.

    Raises:
        ValueError: If the moment has no time zone or the id is below 1.
    """

    id: int
    moment: datetime
    review: Review
    story: str | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        if self.id < 1:
            raise ValueError("an attempt is numbered from 1 on")
        if self.moment.utcoffset() is None:
            raise ValueError("the moment of an attempt needs its time zone")
