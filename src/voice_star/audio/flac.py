"""FLAC files written and compared, by libsndfile."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from voice_star.safefiles import create_private

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import FileIO
    from pathlib import Path

    from numpy.typing import NDArray


def write_flac(
    path: Path, pieces: Iterable[NDArray[np.int16]], *, samplerate: int
) -> None:
    """Write mono sound to a new file, all the way to the disk.

    Raises:
        OSError: If it cannot be written; part of it may be there then.
    """
    import soundfile

    with os.fdopen(create_private(path), "wb", buffering=0) as file:
        output = _Output(file)
        try:
            with soundfile.SoundFile(
                output, "w", samplerate, 1, subtype="PCM_16", format="FLAC"
            ) as sound:
                for piece in pieces:
                    sound.write(piece)
                    if output.error is not None:
                        break
        # It asserts that all of a piece was written.
        except (soundfile.LibsndfileError, AssertionError) as error:
            raise output.error or OSError(None, str(error)) from error
        if output.error is not None:
            raise output.error
        os.fsync(file.fileno())


def holds_same(path: Path, pieces: Iterable[NDArray[np.int16]]) -> bool:
    """Tell whether a file can be read and holds exactly this sound."""
    import soundfile

    try:
        with soundfile.SoundFile(path) as sound:
            for piece in pieces:
                if not np.array_equal(sound.read(len(piece), dtype="int16"), piece):
                    return False
            return len(sound.read(1, dtype="int16")) == 0
    except soundfile.LibsndfileError:
        return False


class _Output:
    """A file that remembers why it could not be written.

    libsndfile calls it, and an exception cannot pass through there: it would be
    printed on the terminal, and its reason lost.
    """

    def __init__(self, file: FileIO) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        rest = memoryview(data)
        try:
            while rest and self.error is None:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            self.error = error
        return len(data) - len(rest)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def flush(self) -> None:
        """Nothing waits here."""

    def read(self, _size: int) -> bytes:
        """Give nothing: the file is only written."""
        return b""
