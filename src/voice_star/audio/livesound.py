"""A take's sound read while it is being written: 16 kHz mono float32, from the disk.

The journal on the disk is the queue between the recording and who hears it. So whoever
reads slowly, or not at all, takes no memory and holds nothing up: they read on from
where they are, as late as they like.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

from voice_star.audio.journal import SAMPLE_BYTES
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.take import Samples, to_samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from soxr import ResampleStream

    from voice_star.domain.timeline import Seconds

_LEAST: Seconds = 0.1
"""Of sound that a reader is woken for: more often would only cost."""

_MOST: Seconds = 5.0
"""Of sound that a reader who is late is given at once."""


class Growth:
    """How much of a journal is on disk: told by its writer, awaited by its readers."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.n_samples = 0
        self.has_ended = False

    def reach(self, n_samples: int) -> None:
        """Say that so many samples are on disk in all."""
        with self._changed:
            self.n_samples = n_samples
            self._changed.notify_all()

    def end(self) -> None:
        """Say that there will be no more."""
        with self._changed:
            self.has_ended = True
            self._changed.notify_all()

    def wait_for(self, n_samples: int) -> int:
        """Wait until there are so many samples, or all; return how many there are."""
        with self._changed:
            self._changed.wait_for(
                lambda: self.has_ended or self.n_samples >= n_samples
            )
            return self.n_samples


class LiveSound:
    """The sound of a take in progress, from its first sample to its last.

    Args:
        path: The journal, which is opened at once: it may go while it is read.
        samplerate: Of the journal, in Hz.
        growth: How much of it is on disk.
    """

    def __init__(self, path: Path, *, samplerate: int, growth: Growth) -> None:
        self._file = path.open("rb")
        self._samplerate = samplerate
        self._growth = growth
        self._n_read = 0

    @property
    def lag(self) -> Seconds:
        """How much sound is on disk and has not been read yet."""
        return (self._growth.n_samples - self._n_read) / self._samplerate

    def close(self) -> None:
        """Read no more. Reading to the end closes as well."""
        self._file.close()

    def __iter__(self) -> Iterator[Samples]:
        """Yield blocks of 16 kHz mono sound, waiting for each; end as the take ends."""
        resample = Resampler(self._samplerate)
        try:
            while len(pcm := self._next()):
                yield resample.feed(pcm)
            yield resample.finish()
        finally:
            self.close()

    def _next(self) -> NDArray[np.int16]:
        """Return some sound that has not been read yet; nothing after the last."""
        least = self._n_read + max(1, round(_LEAST * self._samplerate))
        n_there = self._growth.wait_for(least) - self._n_read
        n_most = round(_MOST * self._samplerate)
        data = self._file.read(SAMPLE_BYTES * min(n_there, n_most))
        self._n_read += len(data) // SAMPLE_BYTES
        return np.frombuffer(data, "<i2").astype(np.int16, copy=False)


class Resampler:
    """Turns 16-bit sound of any rate into float32 at 16 kHz, block by block.

    Args:
        samplerate: Of what is fed, in Hz.
    """

    def __init__(self, samplerate: int) -> None:
        self._stream: ResampleStream | None = None
        if samplerate != SAMPLERATE:
            import soxr

            self._stream = soxr.ResampleStream(
                samplerate, SAMPLERATE, 1, dtype="float32", quality="HQ"
            )

    def feed(self, pcm: NDArray[np.int16]) -> Samples:
        """Return what the sound so far makes, a few milliseconds late."""
        return self._through(to_samples(pcm), is_last=False)

    def finish(self) -> Samples:
        """Return the last few milliseconds."""
        return self._through(np.zeros(0, np.float32), is_last=True)

    def _through(self, samples: Samples, *, is_last: bool) -> Samples:
        if self._stream is None:
            return samples
        made: Samples = self._stream.resample_chunk(samples, last=is_last)
        return made
