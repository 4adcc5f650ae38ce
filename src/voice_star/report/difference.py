"""What is different between two takes: figures, flags and coverage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from voice_star.domain.answer import Mark
from voice_star.domain.question import key_of
from voice_star.domain.record import record_of
from voice_star.report.series import SERIES, Aim
from voice_star.report.table import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.bands import Band, Bands
    from voice_star.report.series import Series

COVERED = (
    Mark.INTERACTION,
    Mark.PROBLEM,
    Mark.ADVERSITY,
    Mark.FIGURE,
    Mark.GAIN,
    Mark.LASTING,
    Mark.MEANING,
)
"""What a story gains by being told: the how, the figures and the why."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in two takes.

    Attributes:
        series: Which.
        before: In the first; None where it does not tell it.
        after: In the second, likewise.
        band: What is aimed at; None where nothing is.
    """

    series: Series
    before: float | None
    after: float | None
    band: Band | None

    @property
    def change(self) -> float | None:
        """How much more it is, as shown; None where one of them is not known."""
        if self.before is None or self.after is None:
            return None
        return self.series.shown(self.after) - self.series.shown(self.before)

    @property
    def verdict(self) -> str:
        """What the change is worth, in a word or two; "" where nobody can say."""
        if self.before is None or self.after is None or self.series.aim is Aim.NONE:
            return ""
        if self.series.aim is Aim.LESS:
            change = self.change or 0.0
            return "better" if change < 0 else "worse" if change else ""
        was, away = self._away(self.before), self._away(self.after)
        if not away:
            return "now in band" if was else "in band"
        if not was:
            return "out of band"
        return "closer" if away < was else "farther" if away > was else ""

    def _away(self, value: float) -> float:
        """Return how far from the band a value is, as shown."""
        if self.band is None:
            return 0.0
        low, high = (self.series.shown(edge) for edge in self.band)
        shown = self.series.shown(value)
        return max(0.0, low - shown, shown - high)


def figures_of(before: Attempt, after: Attempt, *, bands: Bands) -> Iterator[Figure]:
    """Yield every figure that at least one of two takes tells.

    The shares of the parts are told only where there are no seconds to compare; they
    are of the words in both then, though one may have sound.
    """
    records = [record_of(attempt) for attempt in (before, after)]
    are_timed = all(record.duration is not None for record in records)
    if not are_timed:
        records = [replace(record, seconds=()) for record in records]
    tables = [table_of([record]) for record in records]
    for series in SERIES:
        is_share = series.id.endswith("-share") and series.part is not None
        if series.part is not None and is_share == are_timed:
            continue
        values = [float(series.measure(table)[0]) for table in tables]
        was, now = (None if np.isnan(value) else value for value in values)
        if was is not None or now is not None:
            yield Figure(series, was, now, series.band(bands))


def has_same_question(before: Attempt, after: Attempt) -> bool:
    """Tell whether two takes answer one question, as far as anybody said."""
    asked = [attempt.review.question for attempt in (before, after)]
    return len({key_of(question or "") for question in asked}) == 1


def rules_of(attempt: Attempt) -> tuple[str, ...]:
    """Return the rules that raised a flag, each once, the gravest first."""
    return tuple(dict.fromkeys(flag.rule for flag in attempt.review.flags))


def marks_of(answer: Answer) -> tuple[Mark, ...]:
    """Return what of the how, the figures and the why an answer tells."""
    return tuple(mark for mark in COVERED if answer.marked(mark))


def asks_met(answer: Answer) -> tuple[str, ...]:
    """Return what the job asks for and the answer shows; nothing without a job."""
    return () if answer.job is None else tuple(ask.text for ask in answer.job.met)
