"""CSV: one row an attempt, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC
from typing import TYPE_CHECKING, TypeAlias

from voice_star.domain.answer import StarPart
from voice_star.report.export.clean import cleaned
from voice_star.report.export.exporter import Exporter, Extras

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.answer import Answer
    from voice_star.domain.attempt import Attempt

Cell: TypeAlias = str | int | float | None

_FORMULA = re.compile(r"""(^|;)([\s"]*)(?=[=+\-@＝＋－＠])""")  # noqa: RUF001
"""Where a spreadsheet would read a formula: where a cell begins. Those set to use
semicolons split cells there too, whatever quotes a comma needed."""

_BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for the letters of some code page."""


def _write(attempts: Sequence[Attempt], _: Extras) -> str:
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([_safe(cell) for cell in _cells(attempt)] for attempt in attempts)
    return _BYTE_ORDER_MARK + file.getvalue()


def _safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    return _FORMULA.sub(r"\1\2'", cleaned(cell))


COLUMNS = (
    "id",
    "date",
    "utc",
    "question",
    "story",
    "seconds",
    "words",
    "speech_rate",
    "articulation_rate",
    "fillers_per_minute",
    "pause_share",
    *(f"{part.value}_{what}" for part in StarPart for what in ("seconds", "share")),
    "n_flags",
    "flags",
)
"""`date` is by the clock where it was spoken. Figures of a part are 0 where it does not
occur, and empty where there was no sound or no judge to tell."""


def _cells(attempt: Attempt) -> Iterator[Cell]:
    review = attempt.review
    yield attempt.id
    yield attempt.moment.strftime("%Y-%m-%d %H:%M:%S")
    yield attempt.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield review.question
    yield attempt.story
    yield from _figures(review.answer)
    for part in StarPart:
        yield from _part(review.answer, part)
    rules = dict.fromkeys(flag.rule for flag in review.flags)
    yield len(review.flags)
    yield " ".join(rules)


def _figures(answer: Answer) -> Iterator[Cell]:
    pacing = answer.pacing
    if pacing is None:
        yield from (None, len(answer.transcript.spoken), None, None, None, None)
        return
    yield round(pacing.duration, 2)
    yield pacing.n_words
    yield round(pacing.speech_rate, 1)
    yield round(pacing.articulation_rate, 1)
    yield round(60 * pacing.n_filled_pauses / pacing.duration, 2)
    yield round(pacing.pause_share, 3)


def _part(answer: Answer, part: StarPart) -> Iterator[Cell]:
    """Yield the seconds of a part and its share: of the time, or else of the words."""
    if not answer.segments:
        yield from (None, None)
        return
    paced = answer.pacing_of(part)
    if paced is None:
        yield 0.0 if answer.pacing else None
        yield 0.0
        return
    share = paced.word_share if paced.share is None else paced.share
    yield None if paced.duration is None else round(paced.duration, 2)
    yield round(share, 3)


CSV = Exporter(".csv", "CSV", _write, holds_many=True)
