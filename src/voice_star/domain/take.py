"""A take: one recording of one answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from voice_star.domain.samplerate import SAMPLERATE

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.domain.timeline import Seconds, Span

Samples: TypeAlias = NDArray[np.float32]
"""Sound as the engine works on it: mono, 16 kHz, -1 to 1, shape ``(n,)``."""

_FULL_SCALE = 32_768
"""One more than the largest 16-bit sample."""


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """One recording of one answer: where it came from, and its sound.

    Attributes:
        path: The file it was read from.
        samplerate: Of the file, in Hz. The sound here is always 16 kHz.
        n_channels: Of the file. The sound here is always mono.
        pcm: The sound, 16 bits a sample, shape ``(n,)``: half the memory of
            float32, which is what lets a three-hour take be held.
        clipped: Share of the file's samples at full scale, 0 to 1.
        n_invalid: Samples that were no numbers and were silenced.
        n_dropouts: Gaps in which the sound card lost samples.
        missing: Seconds that the file promises and does not hold.
    """

    path: Path
    samplerate: int
    n_channels: int
    pcm: NDArray[np.int16] = field(repr=False)
    clipped: float = 0.0
    n_invalid: int = 0
    n_dropouts: int = 0
    missing: Seconds = 0.0

    @property
    def duration(self) -> Seconds:
        """Length of the sound."""
        return len(self.pcm) / SAMPLERATE

    @property
    def has_sound(self) -> bool:
        """Whether its sound is here; where a review was read, silence stands for it."""
        return self.pcm.strides != (0,)

    def samples(self, span: Span | None = None) -> Samples:
        """Return the sound of `span`, cut to the take; all of it without one."""
        first, stop = (
            (0, len(self.pcm))
            if span is None
            else (round(span.start * SAMPLERATE), round(span.end * SAMPLERATE))
        )
        return to_samples(self.pcm[first:stop])


def to_samples(pcm: NDArray[np.int16]) -> Samples:
    """Turn 16-bit sound into float32 from -1 to 1."""
    return np.multiply(pcm, np.float32(1 / _FULL_SCALE), dtype=np.float32)


def to_pcm(samples: NDArray[np.floating]) -> NDArray[np.int16]:
    """Turn sound from -1 to 1 into 16 bits, cutting what is beyond."""
    scaled = np.rint(samples * _FULL_SCALE)
    pcm: NDArray[np.int16] = np.clip(scaled, -_FULL_SCALE, _FULL_SCALE - 1).astype("i2")
    return pcm
