"""Which samples are kept: those that came between two keys, and what was on its way.

Blocks come later than they were captured, by a quarter of a second and in bursts, and
keys come at once. What was said before "pause" is kept though it comes after that; and
the end of a take is listened for in full. At the start of a take nothing is cut by
such times, which are rough: a little too much there is better than a word too few.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.timeline import Seconds


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a block that is kept.

    Attributes:
        start, stop: Which samples of the block, ``[start, stop)``; never none.
        is_first: Whether it is the first since the gate was opened.
    """

    start: int
    stop: int
    is_first: bool


@dataclass(slots=True)
class _Opening:
    """A time in which samples are kept, until it ends."""

    end: Seconds = math.inf
    has_begun: bool = False


class Gate:
    """Opens with the next block, and shuts at a moment in which blocks are captured.

    Args:
        samplerate: Of the blocks, in Hz.
    """

    def __init__(self, samplerate: int) -> None:
        self._rate = samplerate
        self._openings: deque[_Opening] = deque()

    def open(self) -> None:
        """Keep what comes from now on."""
        self._openings.append(_Opening())

    def shut(self, at: Seconds) -> None:
        """Keep nothing that is captured later than that."""
        if self._openings:
            self._openings[-1].end = min(self._openings[-1].end, at)

    @property
    def expects(self) -> bool:
        """Whether something may still come that is to be kept."""
        return bool(self._openings)

    @property
    def end(self) -> Seconds:
        """When it shuts for good: infinity while it is open, minus that afterwards."""
        return self._openings[-1].end if self._openings else -math.inf

    def pieces(self, captured: Seconds, n_samples: int) -> Iterator[Piece]:
        """Yield what is kept of a block whose first sample was captured then."""
        start = 0
        while self._openings:
            opening = self._openings[0]
            n_before_end = max(0.0, opening.end - captured) * self._rate
            stop = math.ceil(min(n_before_end, n_samples))
            if start < stop:
                yield Piece(start, stop, is_first=not opening.has_begun)
                opening.has_begun = True
            if n_before_end > n_samples:
                return
            start = max(start, stop)
            self._openings.popleft()
