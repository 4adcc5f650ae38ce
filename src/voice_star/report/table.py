"""Records as columns of numbers, for trends over thousands of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voice_star.domain.record import PARTS
from voice_star.domain.session import BREAK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from voice_star.domain.record import Record
    from voice_star.report.smoothing import Numbers

_NOTHING = (np.nan,) * len(PARTS)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Takes in order of time, a column a figure; NaN where a take does not tell it.

    Attributes:
        ids: Of the attempts, shape ``(n,)`` as are all but `seconds` and `words`.
        moments: When they began, in seconds since 1970.
        sessions: Which session each is of, from 0.
        n_words: Words that say something.
        duration: In seconds.
        speech_rate: Words per minute.
        articulation_rate: Words per minute of phonation time.
        pause_share: 0 to 1.
        n_filled_pauses: Filled pauses heard.
        n_flags: Flags raised; NaN where the parts could not be told.
        seconds: By part, shape ``(n, 5)``, in the order of `domain.record.PARTS`.
        words: Likewise the words.
    """

    ids: NDArray[np.int64]
    moments: Numbers
    sessions: NDArray[np.int64]
    n_words: Numbers
    duration: Numbers
    speech_rate: Numbers
    articulation_rate: Numbers
    pause_share: Numbers
    n_filled_pauses: Numbers
    n_flags: Numbers
    seconds: Numbers
    words: Numbers


def table_of(records: Sequence[Record]) -> Table:
    """Return records, in any order, as columns in order of time."""
    moments = np.array([record.moment.timestamp() for record in records], np.float64)
    ids = np.array([record.id for record in records], np.int64)
    order = np.lexsort((ids, moments))
    ordered = [records[index] for index in order]
    duration = _column([record.duration for record in ordered])
    return Table(
        ids=ids[order],
        moments=moments[order],
        sessions=_sessions(moments[order], duration),
        n_words=_column([record.n_words for record in ordered]),
        duration=duration,
        speech_rate=_column([record.speech_rate for record in ordered]),
        articulation_rate=_column([record.articulation_rate for record in ordered]),
        pause_share=_column([record.pause_share for record in ordered]),
        n_filled_pauses=_column([record.n_filled_pauses for record in ordered]),
        n_flags=_column(
            [len(r.flags) if r.is_judged else None for r in ordered],
        ),
        seconds=_by_part([record.seconds for record in ordered]),
        words=_by_part([record.words for record in ordered]),
    )


def _column(figures: Sequence[float | None]) -> Numbers:
    """Return figures as floats; numpy itself makes NaN of None."""
    return np.array(figures, dtype=np.float64)


def _by_part(rows: Sequence[Sequence[float]]) -> Numbers:
    filled = [row or _NOTHING for row in rows]
    return np.array(filled, dtype=np.float64).reshape(-1, len(PARTS))


def _sessions(moments: Numbers, duration: Numbers) -> NDArray[np.int64]:
    """Return the session of each take, as `domain.session.sessions_of` groups them."""
    if not len(moments):
        return np.zeros(0, np.int64)
    ends = np.maximum.accumulate(moments + np.nan_to_num(duration))
    is_first = moments[1:] - ends[:-1] >= BREAK.total_seconds()
    return np.concatenate([[0], np.cumsum(is_first)]).astype(np.int64)
