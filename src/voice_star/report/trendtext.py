"""Trends as text: an overview of all figures, or charts of some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.answer import StarPart
from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.report.change import aim_of, change_of, remarks_on
from voice_star.report.chart import MEDIAN, TAKE, Chart, draw_chart, has_room
from voice_star.report.dates import short_day
from voice_star.report.labels import COLOURS, LETTERS
from voice_star.report.plain import counted
from voice_star.report.series import SERIES
from voice_star.report.spark import spark
from voice_star.report.styled import (
    BOLD,
    DIM,
    RED,
    Line,
    Piece,
    both,
    painted,
    paragraph,
    shortened,
    words_of,
)
from voice_star.report.table import table_of
from voice_star.report.trend import trend_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from voice_star.domain.record import Record
    from voice_star.report.series import Series
    from voice_star.report.trend import Trend

NOTHING = "No take tells this yet: it wants one with sound, of 25 words or more."

_NAME, _FIGURE, _AIM, _VERDICT = 20, 7, 11, 10
"""Columns of the overview."""

_FEWEST_BARS = 8
"""Bars below which the way cannot be seen."""

_BESIDE = 6
"""Lines of a chart that are not its drawing: title, legend, remarks, a blank one."""

_LOWEST = 7
"""Rows of the smallest drawing that can be read."""


def trends_as_text(
    records: Sequence[Record],
    series: Sequence[Series],
    *,
    now: datetime,
    colour: bool,
    width: int = 80,
    height: int = 23,
    bands: Bands = DEFAULT_BANDS,
    by_session: bool = False,
) -> str:
    """Return a chart of each series, with what it shows in words.

    Args:
        records: In any order.
        series: What is charted; all of them share out the height.
        now: In the zone of the user.
        colour: Whether it is coloured; without it carries the same.
        width: Columns of the longest line, 40 at least.
        height: Lines of one screen. Charts that need more go on below it.
        bands: What is aimed at.
        by_session: Whether each dot stands for a session.
    """
    table = table_of(records)
    n_rows = max(_LOWEST, height // max(1, len(series)) - _BESIDE)
    lines: list[Line] = []
    for one in series:
        trend = trend_of(table, one, bands=bands, by_session=by_session)
        lines += [(), *_chart(trend, width, n_rows=n_rows, now=now)]
    return painted(lines[1:], colour=colour)


def overview_as_text(
    records: Sequence[Record],
    *,
    now: datetime,
    colour: bool,
    width: int = 80,
    bands: Bands = DEFAULT_BANDS,
    by_session: bool = False,
) -> str:
    """Return every series in a row: at first, now, usually, what is aimed at.

    Args:
        records: In any order.
        now: In the zone of the user.
        colour: Whether it is coloured; without it carries the same.
        width: Columns of the longest line, 62 at least.
        bands: What is aimed at.
        by_session: Whether sessions are compared, not takes.
    """
    table = table_of(records)
    trends = [
        trend_of(table, one, bands=bands, by_session=by_session) for one in SERIES
    ]
    told = [trend for trend in trends if len(trend)]
    if not told:
        return painted(paragraph(words_of(NOTHING), width), colour=colour)
    n_sessions = int(table.sessions[-1]) + 1
    lines: list[Line] = [
        _head(len(records), n_sessions, since=_first(told), now=now),
        (),
        *_rows(told, width),
        (),
    ]
    result = next((t for t in told if t.series.part is StarPart.RESULT), told[0])
    for remark in remarks_on(result, now=now):
        lines += paragraph(words_of(remark), width)
    return painted(lines, colour=colour)


def _chart(trend: Trend, width: int, *, n_rows: int, now: datetime) -> Iterator[Line]:
    yield (Piece(_title(trend), BOLD),)
    if not len(trend):
        yield from paragraph(words_of(NOTHING), width)
        return
    yield from _drawing(trend, width, n_rows=n_rows, now=now)
    for remark in remarks_on(trend, now=now):
        yield from paragraph(words_of(remark), width)


def _drawing(trend: Trend, width: int, *, n_rows: int, now: datetime) -> Iterator[Line]:
    """Yield the chart and its legend."""
    series = trend.series
    chart = Chart(
        values=trend.values,
        medians=trend.medians,
        label=lambda index: short_day(trend.moment(index), now=now),
        band=trend.band,
        is_from_zero=series.is_from_zero,
        colour="" if series.part is None else COLOURS[series.part],
    )
    yield from draw_chart(chart, width, n_rows)
    yield (Piece(shortened(_legend(trend, width), width), DIM),)


def chart_of_height(
    trend: Trend, width: int, height: int, *, now: datetime
) -> tuple[Line, ...]:
    """Return a chart in exactly `height` lines: as much is said as has room.

    Args:
        trend: What is drawn.
        width: Columns of the longest line, 40 at least.
        height: Lines of the whole, 9 at least.
        now: In the zone of the user.
    """
    title = (Piece(shortened(_title(trend), width), BOLD),)
    if not len(trend):
        lines = [title, *paragraph(words_of(NOTHING, DIM), width)]
        return (*lines, *((),) * (height - len(lines)))[:height]
    said = tuple(_remarks(trend, width, height - 2 - _LOWEST, now=now))
    n_rows = height - 2 - len(said)
    return (title, *_drawing(trend, width, n_rows=n_rows, now=now), *said)


def _remarks(trend: Trend, width: int, room: int, *, now: datetime) -> Iterator[Line]:
    """Yield remarks in as many lines, none of them cut short."""
    laid = [
        tuple(paragraph(words_of(remark), width))
        for remark in remarks_on(trend, now=now)
    ]
    if laid and len(laid[0]) > room:
        laid = [tuple(paragraph(words_of(f"{change_of(trend, now=now)}."), width))]
    for lines in laid:
        room -= len(lines)
        if room < 0:
            return
        yield from lines


def _title(trend: Trend) -> str:
    series, aim = trend.series, aim_of(trend.series, trend.band)
    over = f", over {counted(len(trend), trend.unit)}" if len(trend) else ""
    aimed = f" (aim: {aim})" if aim else ""
    return f"{series.name},{series.unit}{over}{aimed}"


def _legend(trend: Trend, width: int) -> str:
    """Say what is what, as far as it is there."""
    a_dot = has_room(len(trend), width)
    facts = [f"{TAKE} a {trend.unit}" if a_dot else f"dots: {trend.unit}s"]
    if len(trend) > 1:
        line = "line" if a_dot else MEDIAN
        facts.append(f"{line} median of the last {trend.window}")
    if trend.band is not None:
        facts.append("┃ aimed at")
    return " " * 7 + "   ".join(facts)


def _first(trends: Sequence[Trend]) -> datetime:
    return min(trend.moment(0) for trend in trends)


def _head(n_takes: int, n_sessions: int, *, since: datetime, now: datetime) -> Line:
    takes, sessions = counted(n_takes, "take"), counted(n_sessions, "session")
    told = f"{takes} in {sessions}, since {short_day(since, now=now)}"
    return (Piece("Your way so far", BOLD), Piece(f"  {told}", DIM))


def _rows(trends: Sequence[Trend], width: int) -> Iterator[Line]:
    """Yield a row for each trend; where it is narrow, without its bars."""
    room = width - _NAME - 3 * _FIGURE - _AIM - _VERDICT
    titles = "".join(title.rjust(_FIGURE) for title in ("first", "now", "usual"))
    bars = f"over {trends[0].unit}s" if room >= _FEWEST_BARS else ""
    head = f"{'':<{_NAME}}{titles}{'aim':>{_AIM}}{'':<{_VERDICT}}{bars}"
    yield (Piece(head, DIM),)
    for trend in trends:
        series, style = trend.series, ""
        letter = Piece("  ")
        if series.part is not None:
            style = COLOURS[series.part]
            letter = Piece(f"{LETTERS[series.part]} ", both(BOLD, style))
        figures = (trend.values[0], trend.values[-1], trend.medians[-1])
        yield (
            letter,
            Piece(series.label.ljust(_NAME - 2)),
            Piece("".join(series.figure(one).rjust(_FIGURE) for one in figures)),
            Piece(aim_of(series, trend.band).rjust(_AIM)),
            *_verdict(trend),
            Piece(spark(trend.values, room) if room >= _FEWEST_BARS else "", style),
        )


def _verdict(trend: Trend) -> Iterator[Piece]:
    """Yield whether what is usual lies outside the band, as it is shown."""
    series, band = trend.series, trend.band
    usual = series.shown(float(trend.medians[-1]))
    text = ""
    if band is not None and usual > series.shown(band[1]):
        text = "▲ above"
    elif band is not None and usual < series.shown(band[0]):
        text = "▼ below"
    yield Piece("  ")
    yield Piece(text, RED)
    yield Piece(" " * (_VERDICT - 2 - len(text)))
