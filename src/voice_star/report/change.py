"""The way so far in words: from the first take to now, and what was best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.report.dates import days_since, short_day, when
from voice_star.report.plain import counted
from voice_star.report.series import Aim

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from voice_star.domain.bands import Band
    from voice_star.report.series import Series
    from voice_star.report.trend import Trend

_RECENT = 14
"""Days for which the latest take is "now": what is older may be so no more."""

_FEWEST = 5
"""Takes with which a median says more than the last of them."""


def change_of(trend: Trend, *, now: datetime) -> str:
    """Return how it changed: ``Results: 6 s in May, 24 s now``, without a full stop."""
    series = trend.series
    if not len(trend):
        return f"{series.name}: no take tells it yet"
    first, last = trend.moment(0), trend.moment(-1)
    latest = series.told(trend.values[-1])
    if len(trend) == 1:
        return f"{series.name}: {latest} in the only {trend.unit} so far"
    is_one_day = days_since(first, now=now) == days_since(last, now=now)
    began = "at first" if is_one_day else when(first, now=now)
    is_recent = days_since(last, now=now) <= _RECENT
    ends = "now" if is_recent else f"in the latest {trend.unit}"
    # The unit is said once, but for seconds and the like, which are short.
    before = series.told(trend.values[0])
    return f"{series.name}: {before} {began}, {latest} {ends}"


def remarks_on(trend: Trend, *, now: datetime) -> Iterator[str]:
    """Yield sentences: how it changed, what is usual of late, what was best."""
    usual = ""
    if len(trend) >= _FEWEST:
        middle = trend.series.told(trend.medians[-1])
        n_late = min(trend.window, len(trend))
        usual = f"; {middle} in the middle of the last {n_late}"
    yield f"{change_of(trend, now=now)}{usual}."
    yield from _best(trend, now=now)


def aim_of(series: Series, band: Band | None) -> str:
    """Return what is aimed at, as ``24-36``; "" where nothing is."""
    if band is None:
        return ""
    if series.aim is Aim.LESS:
        return f"up to {series.figure(band[1])}"
    return f"{series.figure(band[0])}-{series.figure(band[1])}"


def _best(trend: Trend, *, now: datetime) -> Iterator[str]:
    best = trend.best
    if best is None or len(trend) == 1:
        return
    series, value = trend.series, trend.series.told(trend.values[best])
    day = short_day(trend.moment(best), now=now)
    if series.aim is Aim.LESS:
        yield f"Personal best: {value} ({day})."
        return
    n_within = int(trend.is_within.sum())
    if not n_within:
        yield f"Nearest to the band so far: {value} ({day})."
        return
    units = counted(len(trend), trend.unit)
    run = trend.longest_run
    in_a_row = f", at best {run} in a row" if 1 < run < len(trend) else ""
    yield f"In the band in {n_within} of {units}{in_a_row}."
