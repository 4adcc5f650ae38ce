"""Where a take is not silent, by energy and by a trained detector together.

The detector (Silero's, which comes inside faster-whisper) tells a voice from a fan or a
keyboard but blurs the edges; the level of the signal has sharp edges but no idea
what it hears. So the level draws the edges, near what the detector calls a voice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voice_star.audio.pitch import track_voice
from voice_star.domain.take import SAMPLERATE, Samples, Take
from voice_star.domain.timeline import Seconds, Span, joined
from voice_star.progress import OnProgress, Progress, Stage, ignore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_WINDOW = 512
"""Samples the detector judges at once: 32 ms."""

_SECTION = 60 * SAMPLERATE // _WINDOW
"""Windows given to the detector at once: bounds the memory of a long take."""

_LEAD = 32
"""Windows heard again before each section (1 s), so that the detector has settled."""

_FRAME = SAMPLERATE // 100
"""Samples in a frame of level: 10 ms."""

_SPEECH, _SILENCE = 0.5, 0.35
"""Where the detector says a voice begins, and below which it says that it ended."""

_REACH: Seconds = 0.2
"""The detector is late at soft starts and ends: this far level is believed instead."""

_BRIDGE: Seconds = 0.12
"""Shorter silences are stop consonants and stay part of the voice."""

_BLIP: Seconds = 0.04
"""Anything shorter is a click, no voice."""

_RANGE_DB = 35.0
"""A voice's soft ends lie within this much of its loud frames."""

_OVER_NOISE_DB = 6.0
"""A voice stands out from the noise around it by at least this."""

_ROOM_DB = 7.0
"""With less between voice and noise, level cannot tell them apart and is not asked."""

_ENOUGH_NOISE: Seconds = 1.0
"""So much of a take away from any voice shows how loud its noise is."""

_NOISE_PERCENTILE = 25
"""Of the level where no voice is detected: the rest may be soft speech."""

_FEWEST_QUIET = 0.05
"""Below this share of frames without a voice, there is too little to learn from."""


def find_voice(take: Take, *, on_progress: OnProgress = ignore) -> tuple[Span, ...]:
    """Return the stretches of a take that are not silent, in order.

    Stretches less than 0.12 s apart are one. The result is empty where nobody speaks.
    """
    if not take.pcm.size:
        return ()
    detected = _detected(take, on_progress)
    heard = np.repeat(_dilated(detected), _WINDOW)[::_FRAME]
    level = _level_db(take)[: len(heard)]
    heard = heard[: len(level)]
    threshold = _threshold_db(
        level, np.repeat(detected, _WINDOW)[::_FRAME][: len(level)]
    )
    active = heard if threshold is None else heard & (level > threshold)
    frames = [
        Span(start * _FRAME / SAMPLERATE, stop * _FRAME / SAMPLERATE)
        for start, stop in _runs(active)
    ]
    spans = joined(frames, across=_BRIDGE)
    return tuple(span for span in spans if span.duration >= _BLIP)


def _detected(take: Take, on_progress: OnProgress) -> NDArray[np.bool_]:
    """Tell for each window of 512 samples whether the detector hears a voice."""
    from faster_whisper.vad import get_vad_model

    model = get_vad_model()
    n_windows = -(-len(take.pcm) // _WINDOW)
    chances: list[NDArray[np.float32]] = []
    for first in range(0, n_windows, _SECTION):
        stop = min(n_windows, first + _SECTION)
        lead = min(_LEAD, first)
        chance = np.asarray(model(_windows(take, first - lead, stop))).ravel()
        chances.append(chance[lead : lead + stop - first])
        seconds = stop * _WINDOW / SAMPLERATE
        on_progress(Progress(Stage.LISTENING, seconds, take.duration))
    return _hysteresis(np.concatenate(chances))


def _windows(take: Take, first: int, stop: int) -> Samples:
    """Return the sound of some windows, the last one filled up with silence."""
    sound = take.samples(
        Span(first * _WINDOW / SAMPLERATE, stop * _WINDOW / SAMPLERATE)
    )
    return np.pad(sound, (0, (stop - first) * _WINDOW - len(sound)))


def _hysteresis(chance: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Begin at `_SPEECH`, go on until `_SILENCE`."""
    marks: NDArray[np.int64] = np.where(
        chance >= _SPEECH, 1, np.where(chance < _SILENCE, 0, -1)
    )
    known = np.where(marks >= 0, np.arange(len(marks)), 0)
    latest = np.maximum.accumulate(known)
    is_on: NDArray[np.bool_] = marks[latest] == 1
    return is_on


def _dilated(detected: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Widen each detected stretch by `_REACH` on both sides."""
    reach = round(_REACH * SAMPLERATE / _WINDOW)
    is_near: NDArray[np.bool_] = (
        np.convolve(detected, np.ones(2 * reach + 1), "same") > 0
    )
    return is_near


def _level_db(take: Take) -> NDArray[np.float32]:
    """Return the level of each 10 ms in dB of full scale, -100 at the least."""
    n_frames = len(take.pcm) // _FRAME
    level = np.empty(n_frames, np.float32)
    step = 6_000
    for first in range(0, n_frames, step):
        stop = min(n_frames, first + step)
        sound = take.samples(
            Span(first * _FRAME / SAMPLERATE, stop * _FRAME / SAMPLERATE)
        ).reshape(-1, _FRAME)
        power = np.square(sound - sound.mean()).mean(axis=1)
        level[first:stop] = 10 * np.log10(power + 1e-10)
    return level


def _threshold_db(
    level: NDArray[np.float32], detected: NDArray[np.bool_]
) -> float | None:
    """Return the level above which a frame is voice; None where level cannot tell."""
    if not detected.any():
        return None
    loud = float(np.percentile(level[detected], 95))
    threshold = max(loud - _RANGE_DB, _noise_db(level, detected))
    return threshold if threshold < loud - _ROOM_DB else None


def _noise_db(level: NDArray[np.float32], detected: NDArray[np.bool_]) -> float:
    """Return the level that the noise around a voice hardly ever passes."""
    reach = round(2 * _REACH * SAMPLERATE / _FRAME)
    far = np.convolve(detected, np.ones(2 * reach + 1), mode="same") < 1
    if far.sum() * _FRAME >= SAMPLERATE * _ENOUGH_NOISE:
        usual, high = np.percentile(level[far], (50, 90))
        return float(usual + max(_OVER_NOISE_DB / 2, 2 * (high - usual)))
    # Between words there is soft speech as well as noise: its quieter part is noise.
    quiet = level[~detected] if (~detected).mean() > _FEWEST_QUIET else level
    return float(np.percentile(quiet, _NOISE_PERCENTILE)) + _OVER_NOISE_DB


def _runs(active: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield the first and the stop index of each run of true frames."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], active.view(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


_FEWEST_PITCHED = 0.1
"""Share of a take in which pitch must be found before it is searched for a voice that
the detector has not heard. Hum and hiss have none; a voice has it half of the time."""

_LISTENED: Seconds = 120.0
"""How much of a take is searched for pitch: enough to know, and bounded."""


def has_pitch(take: Take) -> bool:
    """Tell whether something in a take sounds at a pitch that a voice could have."""
    if take.duration < _BLIP:
        return False
    track = track_voice(take, [Span(0.0, min(take.duration, _LISTENED))])
    return bool(np.mean(track.is_voiced) >= _FEWEST_PITCHED)
