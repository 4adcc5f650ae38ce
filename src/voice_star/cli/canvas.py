"""Lines on a terminal that are drawn over again and again, where they stand."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from voice_star.cli.terminal import has_colour, write_to_stderr
from voice_star.report.styled import length_of, painted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voice_star.report.styled import Line

_NARROWEST, _LOWEST = 40, 8
"""Columns and rows that are filled even where the terminal has fewer."""

_WIDEST, _HIGHEST = 100, 20
"""Columns and rows that are filled at the most. Longer lines are hard to read, and more
text than that nobody reads who speaks."""

_UP, _TO_LINE_END, _TO_SCREEN_END = "\033[{}A", "\033[K", "\033[J"


class Canvas:
    """A place on stderr that is drawn over, and wiped in the end."""

    def __init__(self) -> None:
        self._drawn: tuple[int, ...] = ()
        self._last = ""

    def draw(self, make: Callable[[int, int], Sequence[Line]]) -> None:
        """Draw lines, made for so many columns and rows, over those drawn before."""
        width, height = self._size()
        lines = make(width, height)
        rows = [painted([line], colour=has_colour(sys.stderr)) for line in lines]
        frame = f"{_TO_LINE_END}\n".join(rows)
        if frame == self._last and len(self._drawn) == len(lines):
            return
        write_to_stderr(f"{self._home(width)}{frame}{_TO_LINE_END}{_TO_SCREEN_END}")
        self._drawn = tuple(length_of(line) for line in lines)
        self._last = frame

    def wipe(self) -> None:
        """Take away what was drawn."""
        if self._drawn:
            width, _ = self._size()
            write_to_stderr(f"{self._home(width)}{_TO_SCREEN_END}")
            self._drawn = ()

    def _home(self, width: int) -> str:
        """Return what leads to where the drawing begins.

        A terminal that has become narrower has broken its lines since.
        """
        n_rows = sum(max(1, -(-length // width)) for length in self._drawn)
        return "\r" + (_UP.format(n_rows - 1) if n_rows > 1 else "")

    @staticmethod
    def _size() -> tuple[int, int]:
        """Return columns and rows to fill. Of a full width some terminals make two."""
        try:
            columns, rows = os.get_terminal_size(sys.stderr.fileno())
        except (OSError, ValueError):
            columns, rows = 80, 24
        width = max(_NARROWEST, min(_WIDEST, columns - 1))
        return width, max(_LOWEST, min(_HIGHEST, rows - 1))
