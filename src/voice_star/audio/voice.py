"""Where a take is not silent, by energy and by a trained detector together.

The detector (Silero's, which comes inside faster-whisper) tells a voice from a fan or a
keyboard but blurs the edges; the level of the signal has sharp edges but no idea
what it hears. So the level draws the edges, near what the detector calls a voice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voice_star.audio.pitch import track_voice
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.timeline import Seconds, Span, joined
from voice_star.progress import OnProgress, Progress, Stage, ignore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from voice_star.domain.take import Samples, Take

WINDOW = 512
"""Samples the detector judges at once: 32 ms."""

_SECTION = 20 * SAMPLERATE // WINDOW
"""Windows given to the detector at once: bounds the memory of a long take, and what is
left of one that was listened to while it grew."""

_LEAD = 32
"""Windows heard again before each section (1 s), so that the detector has settled."""

FRAME = SAMPLERATE // 100
"""Samples in a frame of level: 10 ms."""

LEVELLED = 6_000
"""Frames of level found at once, each against the mean of these: a minute."""

SPEECH, SILENCE = 0.5, 0.35
"""Where the detector says a voice begins, and below which it says that it ended."""

REACH: Seconds = 0.2
"""The detector is late at soft starts and ends: this far level is believed instead."""

BRIDGE: Seconds = 0.12
"""Shorter silences are stop consonants and stay part of the voice."""

BLIP: Seconds = 0.04
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
    chances = [
        detect(take, section, on_progress=on_progress) for section in sections(take)
    ]
    return draw_voice(np.concatenate(chances), level_db(take))


def draw_voice(
    chance: NDArray[np.float32], level: NDArray[np.float32]
) -> tuple[Span, ...]:
    """Return the voice that `detect` heard, with the edges that the level has.

    Args:
        chance: For each window of 512 samples.
        level: For each frame of 10 ms.
    """
    detected = _hysteresis(chance)
    heard = np.repeat(_dilated(detected), WINDOW)[::FRAME]
    level = level[: len(heard)]
    heard = heard[: len(level)]
    threshold = threshold_db(level, np.repeat(detected, WINDOW)[::FRAME][: len(level)])
    active = heard if threshold is None else heard & (level > threshold)
    frames = [
        Span(start * FRAME / SAMPLERATE, stop * FRAME / SAMPLERATE)
        for start, stop in _runs(active)
    ]
    spans = joined(frames, across=BRIDGE)
    return tuple(span for span in spans if span.duration >= BLIP)


def sections(take: Take, *, is_over: bool = True) -> Iterator[range]:
    """Yield the windows of 512 samples of a take, as many as are listened to at once.

    Args:
        take: What there is of it.
        is_over: Whether the last ones are yielded too that do not fill a section.
    """
    n_windows = -(-len(take.pcm) // WINDOW)
    for first in range(0, n_windows, _SECTION):
        stop = min(n_windows, first + _SECTION)
        if is_over or (stop == first + _SECTION and stop * WINDOW <= len(take.pcm)):
            yield range(first, stop)


def detect(
    take: Take, windows: range, *, on_progress: OnProgress = ignore
) -> NDArray[np.float32]:
    """Return for each of some windows the chance that a voice is heard, 0 to 1."""
    from faster_whisper.vad import get_vad_model

    lead = min(_LEAD, windows.start)
    sound = _windows(take, windows.start - lead, windows.stop)
    chance: NDArray[np.float32] = np.asarray(get_vad_model()(sound)).ravel()
    seconds = windows.stop * WINDOW / SAMPLERATE
    on_progress(Progress(Stage.LISTENING, seconds, take.duration))
    return chance[lead : lead + len(windows)]


def _windows(take: Take, first: int, stop: int) -> Samples:
    """Return the sound of some windows, the last one filled up with silence."""
    sound = take.samples(Span(first * WINDOW / SAMPLERATE, stop * WINDOW / SAMPLERATE))
    return np.pad(sound, (0, (stop - first) * WINDOW - len(sound)))


def _hysteresis(chance: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Begin at `SPEECH`, go on until `SILENCE`."""
    marks: NDArray[np.int64] = np.where(
        chance >= SPEECH, 1, np.where(chance < SILENCE, 0, -1)
    )
    known = np.where(marks >= 0, np.arange(len(marks)), 0)
    latest = np.maximum.accumulate(known)
    is_on: NDArray[np.bool_] = marks[latest] == 1
    return is_on


def _dilated(detected: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Widen each detected stretch by `REACH` on both sides."""
    reach = round(REACH * SAMPLERATE / WINDOW)
    is_near: NDArray[np.bool_] = (
        np.convolve(detected, np.ones(2 * reach + 1), "same") > 0
    )
    return is_near


def level_db(take: Take, *, begin: int = 0) -> NDArray[np.float32]:
    """Return the level of each 10 ms in dB of full scale, -100 at the least.

    Args:
        take: The sound.
        begin: The first frame that is asked for.
    """
    n_frames = len(take.pcm) // FRAME
    level = np.empty(max(0, n_frames - begin), np.float32)
    for first in range(begin, n_frames, LEVELLED):
        stop = min(n_frames, first + LEVELLED)
        sound = take.samples(
            Span(first * FRAME / SAMPLERATE, stop * FRAME / SAMPLERATE)
        ).reshape(-1, FRAME)
        power = np.square(sound - sound.mean()).mean(axis=1)
        level[first - begin : stop - begin] = 10 * np.log10(power + 1e-10)
    return level


def threshold_db(
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
    reach = round(2 * REACH * SAMPLERATE / FRAME)
    far = np.convolve(detected, np.ones(2 * reach + 1), mode="same") < 1
    if far.sum() * FRAME >= SAMPLERATE * _ENOUGH_NOISE:
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
    if take.duration < BLIP:
        return False
    track = track_voice(take, [Span(0.0, min(take.duration, _LISTENED))])
    return bool(np.mean(track.is_voiced) >= _FEWEST_PITCHED)
