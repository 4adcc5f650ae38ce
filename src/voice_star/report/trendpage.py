"""A page of charts: pace, seconds of each part, fillers, flags, length."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from voice_star.domain.question import key_of
from voice_star.report.beside import beside, halves
from voice_star.report.series import SERIES
from voice_star.report.styled import DIM, paragraph, words_of
from voice_star.report.table import table_of
from voice_star.report.trend import trend_of
from voice_star.report.trendtext import NOTHING, chart_of_height

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from voice_star.domain.bands import Bands
    from voice_star.domain.record import Record
    from voice_star.report.styled import Line

CHARTED = (
    "speech-rate", "fillers", "situation-seconds", "task-seconds", "action-seconds",
    "result-seconds", "flags", "length",
)  # fmt: skip
"""What is on the page, in its order."""

WIDE = 120
"""Columns from which on two charts have room side by side."""

LOWEST = 11
"""Lines of the smallest chart: beside four others it fills half a large terminal."""


def page_of_charts(
    records: Sequence[Record],
    width: int,
    height: int,
    *,
    now: datetime,
    bands: Bands,
    by_session: bool = False,
) -> tuple[Line, ...]:
    """Return charts in lines of at most `width` columns.

    Args:
        records: In any order.
        width: Columns of the longest line, 40 at least.
        height: Lines that are seen at once. Where one chart fills the width, each has
            as many, so that turning a page shows the next.
        now: In the zone of the user.
        bands: What is aimed at.
        by_session: Whether each dot stands for a session.
    """
    if not records:
        return tuple(paragraph(words_of(NOTHING, DIM), width))
    table = table_of(records)
    named = {series.id: series for series in SERIES}
    trends = [
        trend_of(table, named[name], bands=bands, by_session=by_session)
        for name in CHARTED
    ]
    rows = block_height(width, height)
    if width < WIDE:
        charts = [chart_of_height(one, width, rows - 1, now=now) for one in trends]
        return tuple(line for chart in charts for line in (*chart, ()))
    half = halves(width)
    charts = [chart_of_height(one, half, rows - 1, now=now) for one in trends]
    lines: list[Line] = []
    for left, right in zip_longest(charts[::2], charts[1::2], fillvalue=()):
        lines += [*beside(left, right, half), ()]
    return tuple(lines)


def block_height(width: int, height: int) -> int:
    """Return the lines of a chart with the blank one below it."""
    if width < WIDE:
        return max(LOWEST, height)
    return max(LOWEST, height // (len(CHARTED) // 2))


def choices_of(records: Sequence[Record]) -> tuple[tuple[str, tuple[Record, ...]], ...]:
    """Return what can be charted by itself: all takes, each question, each story.

    Args:
        records: In order of time. What was practised last comes first.
    """
    questions: dict[str, list[Record]] = {}
    stories: dict[str, list[Record]] = {}
    for record in records:
        if record.question is not None:
            questions.setdefault(key_of(record.question), []).append(record)
        if record.story is not None:
            stories.setdefault(record.story, []).append(record)
    by_question = [
        (takes[-1].question or "", tuple(takes)) for takes in questions.values()
    ]
    by_story = [(f"Story: {name}", tuple(takes)) for name, takes in stories.items()]
    return (
        ("All questions", tuple(records)),
        *sorted(by_question, key=_latest, reverse=True),
        *sorted(by_story, key=_latest, reverse=True),
    )


def _latest(choice: tuple[str, tuple[Record, ...]]) -> datetime:
    return choice[1][-1].moment
