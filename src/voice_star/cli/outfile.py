"""The file that a finished recording is copied to, seen to before anybody speaks."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from voice_star.errors import OutputError

ENDINGS = (".flac", ".wav")
"""What a recording can be written as."""


def check_outfile(path: Path, *, may_replace: bool) -> None:
    """See that a recording can be written to a file when it is done.

    Raises:
        OutputError: If it cannot, or there is such a file already.
    """
    if path.suffix.lower() not in ENDINGS:
        raise OutputError(
            f"A recording is written as flac or wav: name it {path.stem}.flac or "
            f"{path.stem}.wav."
        )
    if path.is_dir():
        raise OutputError(f"{path} is a folder. Name a file in it.")
    if path.exists() and not may_replace:
        raise OutputError(
            f"{path} is there already. Name another file, or replace it with --force."
        )
    folder = path.absolute().parent
    try:
        descriptor, made = tempfile.mkstemp(prefix=".voice-star-", dir=folder)
    except OSError as error:
        raise OutputError(
            f"Nothing can be written in {folder} ({error.strerror}). Name another "
            "folder, or mend its permissions."
        ) from error
    os.close(descriptor)
    Path(made).unlink()


def write_outfile(sound: Path, path: Path) -> None:
    """Copy a finished recording to a file, whole or not at all.

    Raises:
        OutputError: If it cannot be written. The recording stays where it was.
    """
    from voice_star.audio.export import copy_sound

    try:
        copy_sound(sound, path)
    except OSError as error:
        raise OutputError(
            f"{path} could not be written ({error.strerror or error}). The recording "
            f"is whole, and lies in {sound}"
        ) from error
