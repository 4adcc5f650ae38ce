"""What an input sounds like: its level, clipping, and what is wrong with it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from voice_star.audio.notices import Notice, NoticeKind, no_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from voice_star.domain.timeline import Seconds

_CLIPPED = 32_751
"""From here on a sample counts as clipped: 0.9995 of full scale, as in files."""

_SHOWN: Seconds = 0.2
"""How far back a meter looks: long enough to be seen, short enough to follow."""

_DEAD: Seconds = 2.0
"""Zeros for so long from the first sample on are no silence: no microphone is so
quiet."""

_FRAME: Seconds = 0.05
"""Length of sound whose level is one figure."""

_FIRST: Seconds = 5.0
"""After so much of a take its level is judged."""

_QUIET_DB = -45.0
"""Speech that stays below this is too quiet. Whisper hears it, pauses are lost."""

_NOISY_DB = -45.0
"""Noise above this is loud."""

_CONTRAST_DB = 10.0
"""Speech stands out from the noise around it by at least this."""

_CLIPS = 0.002
"""Share of a take's samples at full scale beyond which a listener hears it."""


class Meter:
    """Follows the level of an input from its first block on, kept or not.

    Args:
        samplerate: Of the blocks, in Hz.

    Attributes:
        level: Peak of the last moments, 0 to 1.
        is_clipping: Whether a sample was at full scale in the last moments.
    """

    def __init__(self, samplerate: int) -> None:
        self.level = 0.0
        self.is_clipping = False
        self._rate = samplerate
        self._peaks: deque[tuple[int, int]] = deque()
        self._n_shown = 0
        self._n_zeros: int | None = 0
        self._is_dead = False

    def hear(self, pcm: NDArray[np.int16]) -> Iterator[Notice]:
        """Follow a block."""
        peak = int(_magnitude(pcm).max(initial=0))
        self._show(peak, len(pcm))
        yield from self._listen_for_anything(peak, len(pcm))

    def _show(self, peak: int, n_samples: int) -> None:
        self._peaks.append((peak, n_samples))
        self._n_shown += n_samples
        while self._n_shown - self._peaks[0][1] >= _SHOWN * self._rate:
            self._n_shown -= self._peaks.popleft()[1]
        highest = max(peak for peak, _ in self._peaks)
        self.level = highest / 32_768
        self.is_clipping = highest >= _CLIPPED

    def _listen_for_anything(self, peak: int, n_samples: int) -> Iterator[Notice]:
        """Tell when nothing but zeros has come since the first sample."""
        if peak:
            self._n_zeros = None
            if self._is_dead:
                self._is_dead = False
                yield Notice(NoticeKind.SOUND_IS_BACK, "The microphone is heard now.")
        elif self._n_zeros is not None:
            self._n_zeros += n_samples
            if self._n_zeros >= _DEAD * self._rate and not self._is_dead:
                self._is_dead = True
                yield Notice(NoticeKind.NO_SOUND, no_sound())


class TakeMeter:
    """Judges the level of a take.

    Args:
        samplerate: Of the blocks, in Hz.

    Attributes:
        n_clipped: Samples at full scale.
    """

    def __init__(self, samplerate: int) -> None:
        self.n_clipped = 0
        self._rate = samplerate
        self._n_samples = 0
        self._levels: list[float] = []
        self._is_judged = False
        self._is_called_loud = False

    def judge(self, pcm: NDArray[np.int16]) -> Iterator[Notice]:
        """Judge a block of the take: the level once, loudness whenever it is so."""
        self.n_clipped += int(np.count_nonzero(_magnitude(pcm) >= _CLIPPED))
        self._n_samples += len(pcm)
        if not self._is_judged:
            self._levels += _levels_db(pcm, max(1, round(_FRAME * self._rate)))
            if self._n_samples >= _FIRST * self._rate:
                self._is_judged = True
                yield from judge_levels(self._levels)
        is_loud = self.n_clipped > _CLIPS * max(self._n_samples, self._rate)
        if is_loud and not self._is_called_loud:
            self._is_called_loud = True
            yield Notice(
                NoticeKind.TOO_LOUD,
                "Too loud: the loudest words are cut off. Lower the input level or "
                "move back a little.",
            )


def judge_levels(levels_db: list[float]) -> Iterator[Notice]:
    """Say what is wrong with the levels of the first seconds of a take, if anything.

    Whoever thinks before they speak is told nothing: only sound that stands out
    from the noise is speech that could be too quiet.
    """
    sounding = [level for level in levels_db if level > -np.inf]
    if not sounding:
        return
    noise, loud = np.percentile(sounding, (10, 95))
    stands_out = loud - noise >= _CONTRAST_DB
    if stands_out and loud < _QUIET_DB:
        yield Notice(
            NoticeKind.TOO_QUIET,
            f"Very quiet ({loud:.0f} dB): raise the input level or move closer.",
        )
    elif not stands_out and noise > _NOISY_DB:
        yield Notice(
            NoticeKind.TOO_NOISY,
            f"Loud noise ({noise:.0f} dB): words may be lost in it. Move closer to the "
            "microphone, or away from the noise.",
        )


def _levels_db(pcm: NDArray[np.int16], n_frame: int) -> list[float]:
    """Return the level of each frame of a block in dB of full scale, -inf for zeros."""
    frames = np.array_split(pcm.astype(np.float64), max(1, len(pcm) // n_frame))
    with np.errstate(divide="ignore"):
        powers = [np.mean(np.square(frame / 32_768)) for frame in frames]
        return [float(10 * np.log10(power)) for power in powers]


def _magnitude(pcm: NDArray[np.int16]) -> NDArray[np.int32]:
    """Return sizes in 32 bits: the lowest 16-bit number has no positive one."""
    return np.abs(pcm.astype(np.int32))
