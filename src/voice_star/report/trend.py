"""A trend: one figure over takes or sessions, its median, its band, and the way so far.

To chart another figure add it to `report.series.SERIES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from voice_star.report.series import Aim
from voice_star.report.smoothing import (
    median_by_group,
    moving_median,
    starts_of,
    window_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from voice_star.domain.bands import Band, Bands
    from voice_star.report.series import Series
    from voice_star.report.smoothing import Numbers
    from voice_star.report.table import Table

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Trend:
    """One figure over the takes that tell it, or over the sessions of these.

    Attributes:
        series: Which figure.
        band: What is aimed at; None where nothing is.
        moments: When each take or session began, in seconds since 1970, in order.
        values: The figure of each, shape ``(n,)``; of a session the median of its
            takes. Never NaN.
        medians: The moving median: of each and those before it, `window` at most.
        window: How many the moving median goes over.
        is_by_session: Whether each stands for a session.
    """

    series: Series
    band: Band | None
    moments: Numbers
    values: Numbers
    medians: Numbers
    window: int
    is_by_session: bool = False

    def __len__(self) -> int:
        """Count the takes or sessions."""
        return len(self.values)

    @property
    def unit(self) -> str:
        """What each value stands for: ``take`` or ``session``."""
        return "session" if self.is_by_session else "take"

    def moment(self, index: int) -> datetime:
        """Return when one of them began."""
        return _EPOCH + timedelta(seconds=float(self.moments[index]))

    @property
    def is_within(self) -> NDArray[np.bool_]:
        """Which are in the band, as they are shown; none where there is no band."""
        shown = self.values.round(self.series.n_decimals)
        low, high = (
            (np.inf, -np.inf)
            if self.band is None
            else (self.series.shown(self.band[0]), self.series.shown(self.band[1]))
        )
        within: NDArray[np.bool_] = (low <= shown) & (shown <= high)
        return within

    @property
    def best(self) -> int | None:
        """Which is the personal best, the latest of equals; None where none can be.

        Where less is better that is the least, and else the one nearest to the band.
        """
        if not len(self) or self.series.aim is Aim.NONE:
            return None
        if self.series.aim is Aim.LESS or self.band is None:
            away = self.values
        else:
            low, high = self.band
            away = np.fmax(0, np.fmax(low - self.values, self.values - high))
        return int(len(away) - 1 - np.argmin(away[::-1]))

    @property
    def longest_run(self) -> int:
        """How many in a row were in the band, at best."""
        outside = np.flatnonzero(~self.is_within)
        bounds = np.concatenate([[-1], outside, [len(self)]])
        return int(np.diff(bounds).max() - 1)


def trend_of(
    table: Table, series: Series, *, bands: Bands, by_session: bool = False
) -> Trend:
    """Return one figure over takes, or over sessions."""
    figures = series.measure(table)
    is_told = ~np.isnan(figures)
    values, moments = figures[is_told], table.moments[is_told]
    if by_session and len(values):
        sessions = table.sessions[is_told]
        values = median_by_group(values, sessions)
        moments = moments[starts_of(sessions)]
    window = window_of(len(values))
    return Trend(
        series=series,
        band=series.band(bands),
        moments=moments,
        values=values,
        medians=moving_median(values, window),
        window=window,
        is_by_session=by_session,
    )
