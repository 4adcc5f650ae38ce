"""The STAR meter: seconds of each part so far, against what is aimed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.answer import StarPart
from voice_star.report.labels import COLOURS, LETTERS, NAMES, PATTERNS
from voice_star.report.styled import BOLD, DIM, Line, Piece, both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from voice_star.domain.bands import Band, Bands
    from voice_star.domain.timeline import Seconds

_STORY = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT)

_NAME, _FIGURES = 12, 18
"""Columns to the left and to the right of the track."""

_BEYOND = 1.15
"""Of the longest band: so far the tracks reach, that one too long can be seen to be."""


def star_meter(
    seconds: Mapping[StarPart, Seconds], width: int, *, bands: Bands
) -> Iterator[Line]:
    """Yield a row for each part: its track, the band marked on it, and the figures."""
    room = max(10, width - _NAME - _FIGURES)
    aims = {part: bands.band_seconds(part) or (0.0, 0.0) for part in _STORY}
    longest = max(_BEYOND * high for _, high in aims.values())
    scale = room / max(longest, *(seconds.get(part, 0.0) for part in _STORY))
    for part in _STORY:
        told = seconds.get(part, 0.0)
        low, high = aims[part]
        yield (
            Piece(f"{LETTERS[part]} ", both(BOLD, COLOURS[part])),
            Piece(NAMES[part].ljust(_NAME - 2)),
            *_track(part, told, aims[part], scale=scale, room=room),
            Piece(f"{told:4.0f} s", BOLD if told else DIM),
            Piece(f"  {f'aim {low:.0f}-{high:.0f}':<9}", DIM),
        )


def _track(
    part: StarPart, told: Seconds, aim: Band, *, scale: float, room: int
) -> Iterator[Piece]:
    """Yield the filled cells, the empty ones, and the bounds of the band on both."""
    n_filled = min(room, round(told * scale))
    if told > 0:
        n_filled = max(1, n_filled)
    bounds = {min(room - 1, round(second * scale)) for second in aim}
    for cell in range(room):
        if cell in bounds:
            yield Piece("│", BOLD)
        elif cell < n_filled:
            yield Piece(PATTERNS[part], COLOURS[part])
        else:
            yield Piece("─" if min(bounds) < cell < max(bounds) else " ", DIM)
