"""A chart in the terminal: takes as dots, their moving median, the band beside it.

Only this module knows the library that sets the dots. It is given numbers alone, so no
text from outside can come near the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np

from voice_star.report.styled import BOLD, DIM, Line, Piece, both
from voice_star.report.ticks import Scale, scale_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from voice_star.domain.bands import Band
    from voice_star.report.smoothing import Numbers

TAKE, MEDIAN = "●", "━"
"""A take where there is room for each, and the median where there is not."""

_DOTS_ACROSS, _DOTS_DOWN = 2, 4
"""Dots in a character of braille."""

_BLANK = "\u2800"
"""Braille without a dot: not every font leaves it empty, so it becomes a space."""

_WIDEST_STEP = 12
"""Columns from one take to the next at most: three takes need not fill a screen."""

_EDGE = "┈"
"""Where the band begins and ends, behind everything else."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn.

    Attributes:
        values: A figure for each take, in order, never NaN; at least one.
        medians: The moving median at each of them.
        label: Returns what stands below one of them, by index: a day for instance.
        band: What is aimed at; None where nothing is.
        is_from_zero: Whether the axis begins at 0.
        colour: Style of the takes.
    """

    values: Numbers
    medians: Numbers
    label: Callable[[int], str]
    band: Band | None = None
    is_from_zero: bool = True
    colour: str = ""


_GUTTER = 7
"""Columns left of the drawing: a figure and the axis."""


_APART = 2
"""Columns between two labels of the axis of time."""


def has_room(n_values: int, width: int) -> bool:
    """Tell whether each take has a column, and so is drawn as `TAKE` by itself."""
    return n_values <= width - _GUTTER


def draw_chart(chart: Chart, width: int, height: int) -> tuple[Line, ...]:
    """Return a chart as `height` lines of at most `width` columns.

    Args:
        chart: What is drawn.
        width: Columns, 20 at least.
        height: Rows, 5 at least; the last two are the axis of time.
    """
    n_columns, n_rows = width - _GUTTER, height - 2
    scale = scale_of(chart.values, chart.band, n_rows, is_from_zero=chart.is_from_zero)
    places = _columns(len(chart.values), n_columns)
    rows = _drawn(chart, scale, places, n_columns=n_columns)
    edges = set() if chart.band is None else {scale.row(edge) for edge in chart.band}
    labels = scale.labels()
    lines: list[Line] = []
    for row, cells in enumerate(rows):
        is_aimed = chart.band is not None and scale.meets(row, chart.band)
        behind = _EDGE if row in edges else " "
        lines.append(
            (
                *_axis(labels.get(row, ""), is_aimed=is_aimed),
                *_styled(cells.replace(_BLANK, behind), chart.colour),
            )
        )
    ends = (Piece(" " * (_GUTTER - 1)), Piece("└" + "─" * n_columns, DIM))
    return (*lines, ends, _days(chart.label, places, width))


def _columns(n_values: int, n_columns: int) -> NDArray[np.int64]:
    """Return the dot, from the left, at which each value stands."""
    if n_values == 1:
        return np.zeros(1, np.int64)
    across = min(n_columns - 1, (n_values - 1) * _WIDEST_STEP)
    places = np.linspace(0, across * _DOTS_ACROSS + 1, n_values)
    return np.rint(places).astype(np.int64)


def _drawn(
    chart: Chart, scale: Scale, places: NDArray[np.int64], *, n_columns: int
) -> list[str]:
    """Return the rows of the drawing, from the top, of `n_columns` characters each."""
    from plotille import Canvas

    n_rows = scale.n_rows
    # In dots, so that all rounding is ours and the same for takes and median.
    canvas = Canvas(
        n_columns,
        n_rows,
        xmax=n_columns * _DOTS_ACROSS,
        ymax=n_rows * _DOTS_DOWN,
    )
    takes, medians = scale.dots(chart.values), scale.dots(chart.medians)
    if has_room(len(places), n_columns + _GUTTER):
        line = list(zip(places.tolist(), medians.tolist(), strict=True))
        for (x, y), (to_x, to_y) in pairwise(line):
            canvas.line(x, y, to_x, to_y)
        for x, y in zip(places.tolist(), takes.tolist(), strict=True):
            canvas.point(x, y, marker=TAKE)
    else:
        # Thousands of takes share a dot: each dot is set once.
        for x, y in np.unique(np.stack([places, takes], axis=1), axis=0).tolist():
            canvas.point(x, y)
        for column, y in _middles(places, chart.medians, scale):
            canvas.point(column * _DOTS_ACROSS, y, marker=MEDIAN)
    return str(canvas.plot(linesep="\n")).split("\n")


def _middles(
    places: NDArray[np.int64], medians: Numbers, scale: Scale
) -> Iterator[tuple[int, int]]:
    """Yield for each column of characters the dot at the middle of its medians."""
    columns = places // _DOTS_ACROSS
    starts = np.flatnonzero(np.diff(columns, prepend=-1))
    for start, stop in zip(starts, [*starts[1:], len(columns)], strict=True):
        middle = np.array([np.median(medians[start:stop])])
        yield int(columns[start]), int(scale.dots(middle)[0])


def _axis(label: str, *, is_aimed: bool) -> Line:
    """Return what stands left of a row: heavy beside the band, for want of colour."""
    light, heavy = ("┤", "┫") if label else ("│", "┃")
    return (
        Piece(label.rjust(_GUTTER - 2)),
        Piece(" "),
        Piece(heavy, BOLD) if is_aimed else Piece(light, DIM),
    )


def _styled(cells: str, colour: str) -> Iterator[Piece]:
    """Yield a row in pieces of one style."""
    styles = {TAKE: both(BOLD, colour), MEDIAN: both(BOLD, colour), " ": "", _EDGE: DIM}
    for style, run in groupby(cells, key=lambda cell: styles.get(cell, colour)):
        yield Piece("".join(run), style)


def _days(label: Callable[[int], str], places: NDArray[np.int64], width: int) -> Line:
    """Return the labels that have room: the first, the last, and some between."""
    columns = places // _DOTS_ACROSS + _GUTTER
    last = label(len(columns) - 1)
    start = max(_GUTTER, min(int(columns[-1]), width - len(last)))
    text, previous, index = "", "", 0
    while index < len(columns) - 1:
        column, one = int(columns[index]), label(index)
        if column + len(one) + _APART > start:
            break
        if one != previous:
            text = text.ljust(column) + one
            previous = one
        # Onward to what stands clear of it: of thousands, few are ever looked at.
        index = int(np.searchsorted(columns, max(len(text) + _APART, column + 1)))
    if last != previous:
        text = text.ljust(start) + last
    return (Piece(text, DIM),)
