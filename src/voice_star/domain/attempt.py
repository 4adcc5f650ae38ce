"""An attempt: a review that is kept, with the moment of its take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from voice_star.domain.review import Review


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer to one question, as it is kept.

    Attributes:
        id: What the user calls it by, from 1.
        moment: When its take began, in the zone in which it was spoken.
        review: What was made of it; the question stands in it.
        story: What the story told in it is called; None where nobody said.

    Raises:
        ValueError: If the id is below 1, or the moment has no zone.
    """

    id: int
    moment: datetime
    review: Review
    story: str | None = None

    def __post_init__(self) -> None:
        if self.id < 1:
            raise ValueError(f"attempts are counted from 1, not {self.id}")
        if self.moment.utcoffset() is None:
            raise ValueError("the moment of an attempt needs its zone")
