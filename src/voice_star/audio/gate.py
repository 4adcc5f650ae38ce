"""Which samples are kept: those that were captured between two keys.

Blocks come later than they were captured, by a quarter of a second and in bursts,
and keys come at once. So a key counts from when it was pressed: what was said before
"pause" is kept though it arrives after it, and the end of a take is listened for in
full.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.timeline import Seconds

_MANY = 1 << 40
"""More samples than any block has."""


@dataclass(slots=True)
class _Window:
    """A time in which samples are kept."""

    start: Seconds
    end: Seconds = math.inf
    has_begun: bool = False


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


class Gate:
    """Opens and shuts at moments of the clock by which blocks are captured.

    Args:
        samplerate: Of the blocks, in Hz.
    """

    def __init__(self, samplerate: int) -> None:
        self._rate = samplerate
        self._windows: deque[_Window] = deque()

    def open(self, at: Seconds) -> None:
        """Keep what is captured from now on."""
        self._windows.append(_Window(at))

    def shut(self, at: Seconds) -> None:
        """Keep nothing that is captured from now on."""
        if self._windows:
            self._windows[-1].end = min(self._windows[-1].end, at)

    @property
    def expects(self) -> bool:
        """Whether something may still come that is to be kept."""
        return bool(self._windows)

    @property
    def end(self) -> Seconds:
        """When it is shut for good; never, if it is open."""
        return self._windows[-1].end if self._windows else -math.inf

    def pieces(self, captured: Seconds, n_samples: int) -> Iterator[Piece]:
        """Yield what is kept of a block whose first sample was captured then."""
        while self._windows:
            window = self._windows[0]
            # Only the first block is cut in front: when a block was captured is
            # known to some ten milliseconds, and within a take none may be lost.
            start = 0 if window.has_begun else self._nth(window.start - captured)
            stop = self._nth(window.end - captured)
            start, stop = min(start, n_samples), min(stop, n_samples)
            if start < stop:
                yield Piece(start, stop, is_first=not window.has_begun)
                window.has_begun = True
            if captured + n_samples / self._rate < window.end:
                return
            self._windows.popleft()

    def _nth(self, seconds: Seconds) -> int:
        """Return the first sample after so many seconds of a block, 0 at the least."""
        return math.ceil(min(max(0.0, seconds * self._rate), _MANY))
