"""A row of bars: how a figure went, in the width of a few words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from voice_star.report.smoothing import Numbers

BARS = "▁▂▃▄▅▆▇█"


def spark(values: Numbers, width: int) -> str:
    """Return a bar for each value, or for the median of each run of them.

    Args:
        values: Without gaps (no NaN), none below 0. The lowest bar is 0, the highest
            the largest value.
        width: Bars at most.
    """
    if not len(values) or width < 1:
        return ""
    bounds = np.linspace(0, len(values), min(width, len(values)) + 1).astype(int)
    runs = [np.median(values[a:b]) for a, b in pairwise(bounds)]
    top = max(runs) or 1.0
    steps = np.rint(np.array(runs) / top * (len(BARS) - 1)).astype(int)
    return "".join(BARS[step] for step in steps)
