"""What is aimed at: the length of an answer, the shares of its parts, its pace."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

from voice_star.domain.answer import StarPart

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds

Band: TypeAlias = tuple[float, float]
"""From the first up to and with the second."""

PART_BANDS = ("situation", "task", "action", "result")
"""The bands that are shares of the time, in STAR order."""


@dataclass(frozen=True, slots=True)
class Bands:
    """What is aimed at. Every default says its source.

    Raises:
        ValueError: If a value makes no sense or a band is out of order; the message
            begins with the name of the field.
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
    too_long: float = 1.25
    """Of the target. Of 2 min that is 2:30, well past every published length (90 to
    120 s); less would scold somebody for one more sentence."""
    far_too_long: float = 2.0
    """Of the target: from here on most of the answer is in the way of its point."""
    too_short: float = 0.5
    """Of the target. Of 2 min that is 60 s, some 140 words at a usual pace: four parts
    and a reason hardly fit, and published lengths begin at 90 s."""
    pace: Band = (110.0, 190.0)
    """Words a minute, pauses included. Others aim at 100 to 165 (Microsoft), 130 to 175
    (Read.ai) or 130 to 160 and flag what is under 110 or over 190."""
    long_pause: Seconds = 3.0
    """A second or two before a point is good speaking. Between the turns of a talk
    about 1 s is borne (Jefferson, 1989); three times that sounds like the end."""
    fillers: Band = (5.0, 12.0)
    """Filled pauses a minute: about 5 do no harm, 12 do, say those who count them."""
    monotone: float = 2.0
    """Semitones of deviation of the pitch; others call less than this monotone. The
    voices of our own recordings have 2.0 to 3.6."""
    fading_level_db: float = 3.0
    """Results this much softer than the actions: a difference that is plainly heard,
    and three times what fixed voices show by chance (1 dB, our own recordings)."""
    faded_level_db: float = 4.5
    """As much softer that nothing else need be heard. Speech loses 1 to 2 dB towards
    the end of a paragraph by itself."""
    fading_pitch: float = 0.7
    """Deviation of the pitch in the results, of that in the actions. Voices that do not
    fade keep 0.85 and more (our own recordings)."""
    fading_pace: float = 0.8
    """Articulation rate of the results, of that of the actions. A person's own rate
    wavers by 10 % from phrase to phrase."""
    hedges: float = 1.5
    """Weakening phrases in a hundred words, only the clear ones counted. Of the 880
    answers that the judge learnt from, 97 % have less than 0.7: twice that is a habit.
    """
    result_hedges: float = 2.0
    """So many in the results are too many at any rate: it is there that they shrink
    what was achieved."""
    repeats: float = 2.0
    """Words said over in a hundred. Conversation has about 1.5, of 6 disfluencies in a
    hundred words (Bortfeld and others, 2001); recognisers leave some of them out."""
    long_setup: float = 0.40
    """Situation and task together, as a share of the words: as the answers that the
    judge learnt from were labelled. Coaches give them 20 to 35 % of the time."""
    far_too_long_setup: float = 0.60
    """Of the words: from here on the setting is most of the answer."""

    def __post_init__(self) -> None:
        for field in fields(self):
            _check(field.name, getattr(self, field.name))
        shares = [getattr(self, name) for name in PART_BANDS]
        if not sum(low for low, _ in shares) <= 1 <= sum(high for _, high in shares):
            raise ValueError("situation, task, action and result cannot add up to 1")
        for low, high in _ORDERED:
            if getattr(self, low) >= getattr(self, high):
                raise ValueError(f"{low} must be below {high}")
        for name in ("fading_pitch", "fading_pace", "long_setup"):
            if getattr(self, name) >= 1:
                raise ValueError(f"{name} is a share and must be below 1")
        if not self.too_short < 1 < self.too_long:
            raise ValueError(
                "too_short must be below 1 and too_long above: of the target"
            )

    def share_of(self, part: StarPart) -> Band | None:
        """Return the share of the time that a part is to take; None for `other`."""
        if part is StarPart.OTHER:
            return None
        band: Band = getattr(self, part.value)
        return band

    def band_seconds(self, part: StarPart) -> Band | None:
        """Return how many seconds a part is to take; None for `other`."""
        share = self.share_of(part)
        return (
            None if share is None else (share[0] * self.target, share[1] * self.target)
        )

    @property
    def whole_seconds(self) -> Band:
        """How many seconds an answer may take before it is too short or too long."""
        return self.too_short * self.target, self.too_long * self.target


_ORDERED = (
    ("too_short", "too_long"),
    ("too_long", "far_too_long"),
    ("fading_level_db", "faded_level_db"),
)
"""Fields of which the first must be below the second."""


def _check(name: str, value: float | Band) -> None:
    """Refuse what is no number above 0, what is out of order, and shares beyond 1."""
    low, high = value if isinstance(value, tuple) else (value, value)
    if not (isfinite(low) and isfinite(high)):
        raise ValueError(f"{name} must be a finite number")
    if low > high:
        raise ValueError(f"{name} runs from {low:g} down to {high:g}: low end first")
    if low < 0 or high == 0:
        raise ValueError(f"{name} must be above 0")
    if name in PART_BANDS and high > 1:
        raise ValueError(f"{name} is a share of the time and cannot be above 1")


DEFAULT_BANDS = Bands()
"""What is aimed at where nobody says otherwise."""
