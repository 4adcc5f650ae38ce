"""What is aimed at: the length of an answer, the shares of its parts, its pace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds

Band: TypeAlias = tuple[float, float]
"""From the first up to and with the second."""


@dataclass(frozen=True, slots=True)
class Bands:
    """What is aimed at. Every default says its source.

    Raises:
        ValueError: If a band is out of order.
    """

    target: Seconds = 120.0
    """Seconds an answer is to last. Coaches ask for 90 to 120 s."""
    situation: Band = (0.15, 0.20)
    task: Band = (0.05, 0.15)
    action: Band = (0.45, 0.60)
    result: Band = (0.20, 0.30)
    """Shares of the time. Published divisions run S/T/A/R 20/10/60/10, 15/10/60/15 and
    20/10/50/20; the results are given more here, since the article's point is that they
    are cut short."""


DEFAULT_BANDS = Bands()
"""What is aimed at where nobody says otherwise."""
