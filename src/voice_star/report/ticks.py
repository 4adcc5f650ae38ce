"""The scale of a chart: which figures its rows stand for, and which are written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from voice_star.domain.bands import Band
    from voice_star.report.smoothing import Numbers

_DOTS_DOWN = 4
"""Dots in the height of a row."""

_ROWS_A_TICK = 3
"""Rows from one written figure to the next, about: closer they are hard to read."""

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Steps that people count in, of a power of ten."""

_TINY = 1e-9
"""Of a step: what rounding may have added to a figure that is a multiple of it."""

_MOST_LETTERS = 5
"""Of a written figure."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Rows from the top, each with the figures it stands for.

    Attributes:
        low: The figure at the foot of the lowest row.
        high: The figure at the head of the top row; above `low`.
        n_rows: Rows.
        step: From one written figure to the next.
    """

    low: float
    high: float
    n_rows: int
    step: float

    def dots(self, values: Numbers) -> NDArray[np.int64]:
        """Return the dot of each value, counted from the foot; all within."""
        n_dots = self.n_rows * _DOTS_DOWN
        dots = (values - self.low) / (self.high - self.low) * n_dots
        return np.clip(np.floor(dots), 0, n_dots - 1).astype(np.int64)

    def row(self, value: float) -> int:
        """Return the row of a value, from the top."""
        dot = int(self.dots(np.array([value]))[0])
        return self.n_rows - 1 - dot // _DOTS_DOWN

    def meets(self, row: int, band: Band) -> bool:
        """Tell whether a row stands for any figure of a band."""
        return self.row(band[1]) <= row <= self.row(band[0])

    def labels(self) -> dict[int, str]:
        """Return the figures that are written, by the row in which each stands."""
        first = math.ceil(self.low / self.step - _TINY)
        stop = math.ceil(self.high / self.step)
        ticks = (index * self.step for index in range(first, stop))
        return {self.row(tick): self._written(tick) for tick in ticks}

    def _written(self, value: float) -> str:
        n_decimals = next(
            (n for n in range(4) if math.isclose(self.step, round(self.step, n))), 4
        )
        text = f"{value:.{n_decimals}f}"
        return text if len(text) <= _MOST_LETTERS else f"{value:.0e}"


def scale_of(
    values: Numbers, band: Band | None, n_rows: int, *, is_from_zero: bool
) -> Scale:
    """Return a scale on which all values have room, and the band where it is near.

    Args:
        values: At least one; none is below 0.
        band: What is aimed at.
        n_rows: Rows there are.
        is_from_zero: Whether it begins at 0.
    """
    low, high = float(values.min()), float(values.max())
    if band is not None:
        low, high = min(low, band[0]), max(high, band[1])
    if is_from_zero:
        low = 0.0
    # What is 1 at least, and a little more than the values: none lies on the edge.
    span = max(high - low, 1.0)
    step = _step(span / max(1, n_rows // _ROWS_A_TICK))
    low = step * math.floor(low / step)
    return Scale(low, max(high + span / 20, low + 1.1 * step), n_rows, step)


def _step(least: float) -> float:
    """Return the smallest step that people count in and that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * step for step in _STEPS if power * step >= least * 0.999)
