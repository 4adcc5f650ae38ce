"""Medians over takes, and over the takes of each session."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

NARROWEST, WIDEST = 5, 25
"""Takes of a moving median: with fewer one bad evening shows as a change, with more a
change shows too late."""

_SHARE = 20
"""Of so many takes one more is taken into the window."""


def window_of(n_values: int) -> int:
    """Return how many values a moving median goes over: odd, 5 to 25."""
    return min(WIDEST, max(NARROWEST, n_values // _SHARE)) | 1


def moving_median(values: Numbers, window: int) -> Numbers:
    """Return for each value the median of it and those before it, `window` at most.

    Args:
        values: In order, without gaps (no NaN), shape ``(n,)``.
        window: 1 or more.
    """
    n_early = min(window - 1, len(values))
    early = [float(np.median(values[: stop + 1])) for stop in range(n_early)]
    if len(values) < window:
        return np.array(early, dtype=np.float64)
    views = np.lib.stride_tricks.sliding_window_view(values, window)
    return np.concatenate([early, np.median(views, axis=1)]).astype(np.float64)


def median_by_group(values: Numbers, groups: NDArray[np.int64]) -> Numbers:
    """Return the median of each run of equal `groups`, in order.

    Args:
        values: Without gaps (no NaN), shape ``(n,)``.
        groups: Which group each is of, never falling, shape ``(n,)``.
    """
    if not len(values):
        return values
    # Sorted within each group, the middle is found by counting: sessions are thousands.
    ordered = values[np.lexsort((values, groups))]
    starts = starts_of(groups)
    counts = np.diff(np.append(starts, len(groups)))
    low = ordered[starts + (counts - 1) // 2]
    high = ordered[starts + counts // 2]
    medians: Numbers = low + (high - low) / 2
    return medians


def starts_of(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the index at which each run of equal `groups` begins."""
    return np.flatnonzero(np.diff(groups, prepend=groups[:1] - 1)).astype(np.int64)
