"""Where a recording has what was played, and whether any of it is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voice_star.domain.samplerate import SAMPLERATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from voice_star.domain.take import Samples
    from voice_star.domain.timeline import Seconds

_WINDOW: Seconds = 2.0
_SLACK: Seconds = 0.25
"""How far from its place a window of sound is looked for. A gap that is longer makes
every window after it unlike what was played, and counts as well."""

_SAME: Seconds = 0.001
"""Less of a shift than this is the resampling of the sound server."""

_ALIKE = 0.5
"""Correlation from which on a window is found."""

_LOUD = 0.01
"""Of full scale, root mean square: softer windows are not looked for, they have little
but noise."""


_DULL = np.hanning(11)
"""What takes the highest tones from noise: a sound server moves sound by parts of a
sample, which would make them unlike."""

LEVEL = 0.05
"""Of full scale, root mean square: how loud noise is that is played to be found."""


def dull_noise(length: Seconds) -> Samples:
    """Return noise no stretch of which is like another, the same every time."""
    white = np.random.default_rng(2).standard_normal(round(length * SAMPLERATE))
    dull = np.convolve(white, _DULL, mode="same")
    return np.asarray(LEVEL / float(np.std(dull)) * dull, np.float32)


def place_of(piece: Samples, whole: Samples) -> tuple[int, float]:
    """Return at which sample of `whole` a piece of it begins, and how alike they are.

    Where it begins may be before the beginning of `whole`. 1 is alike in all.
    """
    n_fft = 1 << (len(piece) + len(whole)).bit_length()
    spectrum = np.fft.rfft(whole, n_fft) * np.conj(np.fft.rfft(piece, n_fft))
    product: NDArray[np.float64] = np.fft.irfft(spectrum)
    at = int(np.argmax(product))
    place = at if at < len(whole) else at - n_fft
    there = whole[max(0, place) : max(0, place + len(piece))]
    power = float(np.sum(np.square(piece, dtype=np.float64)))
    power *= float(np.sum(np.square(there, dtype=np.float64)))
    return place, float(product[at]) / (power**0.5 or 1.0)


def gaps_in(recorded: Samples, played: Samples) -> int:
    """Count the places at which sound is missing in a recording of what was played.

    Played must be at the beginning alike enough to be found: speech is.
    """
    n_window, n_slack = (round(one * SAMPLERATE) for one in (_WINDOW, _SLACK))
    n_gaps = 0
    shift: int | None = None
    for first, window in _loud_windows(played, n_window):
        start = 0 if shift is None else max(0, first + shift - n_slack)
        stop = len(recorded) if shift is None else start + n_window + 2 * n_slack
        if shift is not None and start + n_window > len(recorded):
            break  # the rest was not recorded any more
        place, alike = place_of(window, recorded[start:stop])
        if alike < _ALIKE:
            n_gaps += 1
            continue
        now = start + place - first
        n_gaps += shift is not None and abs(now - shift) > _SAME * SAMPLERATE
        shift = now
    return n_gaps


def _loud_windows(played: Samples, n_window: int) -> Iterator[tuple[int, Samples]]:
    for first in range(0, len(played) - n_window + 1, n_window):
        window = played[first : first + n_window]
        if float(np.sqrt(np.mean(np.square(window)))) >= _LOUD:
            yield first, window
