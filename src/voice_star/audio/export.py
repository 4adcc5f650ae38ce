"""A finished recording copied to a file of the user's."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path


def copy_sound(sound: Path, path: Path) -> None:
    """Copy a FLAC recording to a file: as it is, or as wav if that is its ending.

    What was at `path` is replaced only once the copy is whole.

    Raises:
        OSError: If it cannot be written.
    """
    # Only its owner may read what this makes.
    descriptor, name = tempfile.mkstemp(
        prefix=".voice-star-", suffix=path.suffix, dir=path.absolute().parent
    )
    os.close(descriptor)
    scratch = Path(name)
    try:
        if path.suffix.lower() == ".wav":
            _write_wav(sound, scratch)
        else:
            shutil.copyfile(sound, scratch)
        scratch.replace(path)
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)


def _write_wav(sound: Path, path: Path) -> None:
    import soundfile

    try:
        with (
            soundfile.SoundFile(sound) as source,
            soundfile.SoundFile(
                path, "w", source.samplerate, 1, subtype="PCM_16", format="WAV"
            ) as copy,
        ):
            for piece in source.blocks(1 << 16, dtype="int16"):
                copy.write(piece)
    except soundfile.LibsndfileError as error:
        raise OSError(None, str(error)) from error
