"""What is charted over weeks: each figure with its name, its unit and its band."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from voice_star.domain.answer import StarPart
from voice_star.domain.record import PARTS
from voice_star.report.labels import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from voice_star.domain.bands import Band, Bands
    from voice_star.domain.timeline import Seconds
    from voice_star.report.smoothing import Numbers
    from voice_star.report.table import Table

FEWEST_WORDS = 25
"""Takes of fewer words are false starts and tell nothing of how one speaks. The rules
want as many before they say that something is missing."""

SHORTEST: Seconds = 20.0
"""In less there is no saying how many fillers there are in a minute: as the rule on
filled pauses has it."""


class Aim(Enum):
    """What is better."""

    BAND = "within the band"
    LESS = "less"
    NONE = "neither"


@dataclass(frozen=True, slots=True)
class Series:
    """A figure that every take has, and that is followed over weeks.

    Attributes:
        id: What it is named by on the command line.
        name: What it is called in a sentence.
        label: What it is called in a table, its unit with it; 18 columns at most.
        unit: What follows its figure, with the space before it: `` s``.
        measure: Returns the figure of each take; NaN where a take does not tell it.
        band: Returns what is aimed at; None where nothing is.
        aim: What is better.
        part: The part it is of; None for the whole answer.
        n_decimals: That it is shown with.
        is_from_zero: Whether its chart begins at 0.
    """

    id: str
    name: str
    label: str
    unit: str
    measure: Callable[[Table], Numbers]
    band: Callable[[Bands], Band | None]
    aim: Aim = Aim.BAND
    part: StarPart | None = None
    n_decimals: int = 0
    is_from_zero: bool = True

    def figure(self, value: float) -> str:
        """Return a value as it is shown, without its unit."""
        return f"{value:.{self.n_decimals}f}"

    def told(self, value: float) -> str:
        """Return a value as it is said: ``24 s``, ``1 a minute``."""
        return f"{self.figure(value)}{self.unit}"

    def shown(self, value: float) -> float:
        """Return a value rounded as it is shown: no verdict may contradict it."""
        return float(self.figure(value))


def _told(table: Table, figures: Numbers) -> Numbers:
    """Return figures of takes that are long enough to count."""
    return np.where(table.n_words >= FEWEST_WORDS, figures, np.nan)


def _fillers(table: Table) -> Numbers:
    duration = np.where(table.duration >= SHORTEST, table.duration, np.nan)
    return _told(table, 60 * table.n_filled_pauses / duration)


def _seconds(table: Table, *, part: StarPart) -> Numbers:
    return _told(table, table.seconds[:, PARTS.index(part)])


def _share(table: Table, *, part: StarPart) -> Numbers:
    """Return the share of the time in percent; of the words where there is no sound."""
    column = PARTS.index(part)
    of_words = 100 * table.words[:, column] / np.fmax(1, table.words.sum(axis=1))
    of_time = 100 * table.seconds[:, column] / table.duration
    return _told(table, np.where(np.isnan(of_time), of_words, of_time))


def _seconds_band(bands: Bands, *, part: StarPart) -> Band | None:
    return bands.band_seconds(part)


def _share_band(bands: Bands, *, part: StarPart) -> Band | None:
    share = bands.share_of(part)
    return None if share is None else (100 * share[0], 100 * share[1])


def _no_band(_bands: Bands) -> Band | None:
    return None


def _seconds_of(part: StarPart) -> Series:
    return Series(
        id=f"{part.value}-seconds",
        name=NAMES[part],
        label=f"{NAMES[part]}, s",
        unit=" s",
        measure=partial(_seconds, part=part),
        band=partial(_seconds_band, part=part),
        part=part,
    )


def _share_of(part: StarPart) -> Series:
    return Series(
        id=f"{part.value}-share",
        name=NAMES[part],
        label=f"{NAMES[part]}, %",
        unit=" % of the answer",
        measure=partial(_share, part=part),
        band=partial(_share_band, part=part),
        part=part,
    )


_STORY = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT)

SERIES: tuple[Series, ...] = (
    Series(
        id="length",
        name="Length",
        label="Length, s",
        unit=" s",
        measure=lambda table: _told(table, table.duration),
        band=lambda bands: bands.whole_seconds,
    ),
    Series(
        id="speech-rate",
        name="Speech rate",
        label="Words a minute",
        unit=" words a minute",
        measure=lambda table: _told(table, table.speech_rate),
        band=lambda bands: bands.pace,
        is_from_zero=False,
    ),
    Series(
        id="articulation-rate",
        name="Articulation rate",
        label="  without pauses",
        unit=" words a minute",
        measure=lambda table: _told(table, table.articulation_rate),
        band=_no_band,
        aim=Aim.NONE,
        is_from_zero=False,
    ),
    Series(
        id="pause-share",
        name="Pauses",
        label="Pauses, %",
        unit=" % of the time",
        measure=lambda table: _told(table, 100 * table.pause_share),
        band=_no_band,
        aim=Aim.NONE,
    ),
    Series(
        id="fillers",
        name="Fillers",
        label="Fillers a minute",
        unit=" a minute",
        measure=_fillers,
        band=lambda bands: (0.0, bands.fillers[0]),
        aim=Aim.LESS,
        n_decimals=1,
    ),
    *map(_seconds_of, _STORY),
    *map(_share_of, _STORY),
    Series(
        id="flags",
        name="Flags",
        label="Flags",
        unit=" a take",
        measure=lambda table: _told(table, table.n_flags),
        band=_no_band,
        aim=Aim.LESS,
    ),
)
"""All that can be charted, in the order in which it is listed."""


def series_named(name: str) -> Series | None:
    """Return a series by its id; None where there is none of that id."""
    return next((series for series in SERIES if series.id == name), None)


def series_of_part(part: StarPart) -> tuple[Series, ...]:
    """Return what is charted of one part: its seconds, then its share."""
    return tuple(series for series in SERIES if series.part is part)
