"""Speech made faster or slower at the same pitch, by WSOLA.

Short windows of the sound are laid over one another at another distance than they had.
Each is taken from where, near its place, it goes on best from the one before, so that
the periods of the voice stay whole (Verhelst and Roelands, 1993).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voice_star.domain.samplerate import SAMPLERATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SLOWEST, FASTEST = 0.5, 2.0
"""Beyond these speech is hardly understood, and the method is heard."""

_HOP = SAMPLERATE * 10 // 1000
"""From window to window in what comes out. A window is two of them: 20 ms hold two
periods of the lowest voice, and no syllable twice."""

_SEARCH = SAMPLERATE * 8 // 1000
"""How far to either side a window is looked for: half a period of 65 Hz, the lowest
voice there is, lies within."""

_WINDOW = np.hanning(2 * _HOP + 1)[:-1].astype(np.float32)
"""Windows half over one another add up to 1."""


def at_speed(pcm: NDArray[np.int16], speed: float) -> Iterator[NDArray[np.int16]]:
    """Yield sound at another speed, piece by piece, as soon as each is made.

    Args:
        pcm: At 16 kHz.
        speed: 2 is twice as fast; from `SLOWEST` to `FASTEST`.

    Raises:
        ValueError: If it is no such speed.
    """
    if not SLOWEST <= speed <= FASTEST:
        raise ValueError(f"sound cannot be played at {speed} of its speed")
    if speed == 1 or len(pcm) < 4 * _HOP:
        yield pcm
        return
    n_hops = round(len(pcm) / speed / _HOP)
    padded = np.zeros(len(pcm) + 2 * (_HOP + _SEARCH) + 2 * _HOP, np.float32)
    # The first window begins before the sound, so that this begins at its full level.
    lead = _HOP + _SEARCH
    padded[lead : lead + len(pcm)] = pcm
    tail = np.zeros(_HOP, np.float32)
    at = lead - _HOP
    for hop in range(n_hops + 1):
        if hop:
            at = _best(padded, at + _HOP, lead - _HOP + round(hop * _HOP * speed))
        window = padded[at : at + 2 * _HOP] * _WINDOW
        if hop:
            yield np.clip(tail + window[:_HOP], -32_768, 32_767).astype(np.int16)
        tail = window[_HOP:]


def _best(sound: NDArray[np.float32], natural: int, wanted: int) -> int:
    """Return where near `wanted` the sound is most like what would come naturally.

    Args:
        sound: All of it.
        natural: Where the window before would go on.
        wanted: Where the next one is due.
    """
    last = len(sound) - 2 * _HOP
    first, stop = max(0, wanted - _SEARCH), min(last, wanted + _SEARCH) + 1
    if natural > last or stop <= first:
        return max(0, min(last, wanted))
    target = sound[natural : natural + 2 * _HOP]
    field = sound[first : stop - 1 + 2 * _HOP]
    likeness = np.correlate(field, target, "valid")
    # A loud place is not a likely one: of each its own level is taken out.
    squares = np.concatenate([[0.0], np.cumsum(field.astype(np.float64) ** 2)])
    energy = squares[2 * _HOP :] - squares[: -2 * _HOP]
    return first + int(np.argmax(likeness / np.sqrt(energy + 1.0)))
