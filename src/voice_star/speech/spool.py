"""Sound that is still coming in, kept where it takes no memory."""

from __future__ import annotations

import io
import tempfile
from typing import TYPE_CHECKING, BinaryIO, cast

import numpy as np

from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.take import Take, to_pcm

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from voice_star.domain.take import Samples

_BYTES = 2
"""Of a sample."""


class Spool:
    """Blocks of sound in a temporary file that has no name, and goes when closed.

    Where there is no room for it, memory has to do: this is no copy to be kept, which
    is the recorder's business, and so it must not be what an answer fails for.

    Args:
        folder: Where to put it; the system's for temporary files if none is named.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._n_samples = 0
        try:
            file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115
            self._file: BinaryIO = cast("BinaryIO", file)
        except OSError:
            self._file = io.BytesIO()

    def __len__(self) -> int:
        """Count the samples."""
        return self._n_samples

    def add(self, block: Samples) -> None:
        """Put a block behind the others; samples that are no numbers are silence."""
        pcm = to_pcm(np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0))
        try:
            self._write(pcm.tobytes())
        except OSError:
            self._move_to_memory()
            self._write(pcm.tobytes())
        self._n_samples += len(pcm)

    def take(self, path: Path) -> Take:
        """Return all that is there so far, as a take that does not grow.

        Its sound lies in the file until somebody looks at it.

        Args:
            path: Where the take is kept.
        """
        return Take(path, SAMPLERATE, 1, self._pcm())

    def close(self) -> None:
        """Let the file go, as soon as no take needs it any more."""
        if not isinstance(self._file, io.BytesIO):
            self._file.close()

    def _write(self, data: bytes) -> None:
        self._file.seek(self._n_samples * _BYTES)
        if self._file.write(data) != len(data):
            raise OSError("the disk is full")

    def _pcm(self) -> NDArray[np.int16]:
        if not self._n_samples:
            return np.empty(0, np.int16)
        if isinstance(self._file, io.BytesIO):
            return np.frombuffer(self._file.getvalue(), np.int16)[: self._n_samples]
        return np.memmap(self._file, np.int16, "r", shape=(self._n_samples,))

    def _move_to_memory(self) -> None:
        old, self._file = self._file, io.BytesIO()
        old.seek(0)
        self._file.write(old.read(self._n_samples * _BYTES))
        old.close()
