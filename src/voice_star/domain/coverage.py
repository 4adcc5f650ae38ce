"""Coverage: which of the things worth telling an answer tells, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.domain.transcript import WordRange


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where an answer tells how and why; what is empty was never said.

    The how: `interaction`, `problem`, `adversity`. The why: `gain` and `lasting`, which
    are the breadth of the results, and `meaning`.

    Attributes:
        interaction: Where the speaker deals with somebody.
        problem: Where something is figured out.
        adversity: Where something stands in the way.
        gain: Where somebody beside the speaker gains.
        lasting: Where results go beyond the moment.
        meaning: Where it is said why it matters to the speaker.
    """

    interaction: tuple[WordRange, ...] = ()
    problem: tuple[WordRange, ...] = ()
    adversity: tuple[WordRange, ...] = ()
    gain: tuple[WordRange, ...] = ()
    lasting: tuple[WordRange, ...] = ()
    meaning: tuple[WordRange, ...] = ()
