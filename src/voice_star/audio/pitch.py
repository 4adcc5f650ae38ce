"""Pitch and loudness of a voice, by swift-f0: the only module that knows it."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.timeline import Seconds, Span
from voice_star.domain.voicetrack import VoiceTrack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from swift_f0 import SwiftF0

    from voice_star.domain.take import Take

LOWEST, HIGHEST = 65.0, 500.0
"""Hz between which a speaking voice lies, from a deep man's to an excited woman's."""

_STRETCH: Seconds = 30.0
"""Followed at once: bounds the memory of a long take."""

_SETTLING: Seconds = 0.176
"""The detector looks so far around a frame: it is given this much more on each side."""


def track_voice(take: Take, stretches: Sequence[Span]) -> VoiceTrack:
    """Follow the voice through some stretches of a take.

    Costs about 1 s of one core for 100 s of sound. Stretches may touch, overlap or
    reach past the end of the take; the frames of each moment are returned once.
    """
    pieces = [
        _follow(take, piece)
        for stretch in _apart(stretches)
        for piece in _pieces(stretch, end=take.duration)
    ]
    columns = np.concatenate([np.empty((4, 0)), *pieces], axis=1)
    return VoiceTrack(*columns)


def _apart(stretches: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches in order, less what the one before has already."""
    reached = 0.0
    for stretch in sorted(stretches):
        if stretch.end > reached:
            yield Span(max(reached, stretch.start), stretch.end)
            reached = stretch.end


def _pieces(stretch: Span, *, end: Seconds) -> Iterator[Span]:
    """Cut a stretch into pieces that fit in memory, none past the end of the take."""
    stop = min(stretch.end, end)
    if stop <= stretch.start:
        return
    edges = [*np.arange(stretch.start, stop, _STRETCH).tolist(), stop]
    yield from (Span(*edge) for edge in pairwise(edges) if edge[0] < edge[1])


def _follow(
    take: Take, piece: Span
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return times, pitch, confidence and level of one piece, shape ``(4, n)``."""
    start = max(0.0, piece.start - _SETTLING)
    sound = take.samples(Span(start, piece.end + _SETTLING))
    if not sound.size:
        return np.empty((4, 0))
    found = _detector().detect(sound, SAMPLERATE, fmin=LOWEST, fmax=HIGHEST)
    # The sound begins at a sample, which may lie a little off the time asked for.
    times = found.timestamps + round(start * SAMPLERATE) / SAMPLERATE
    rows = np.stack([times, found.pitch_hz, found.confidence, found.loudness_db])
    return rows[:, (times >= piece.start) & (times < piece.end)]


@cache
def _detector() -> SwiftF0:
    """Load the detector: once, and on one thread, for others are at work too."""
    from swift_f0 import SwiftF0

    return SwiftF0(threads=1, spin=False)
