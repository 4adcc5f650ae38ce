"""A finished result as a file: whole or not at all, and for its owner alone."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from voice_star.errors import OutputError


def check_place(path: Path, *, may_replace: bool) -> None:
    """See that a file may be put there.

    Raises:
        OutputError: If there is one already, or something that is no file.
    """
    try:
        if path.is_dir():
            raise OutputError(f"{path} is a folder. Name a file in it.")
        is_there, is_file = path.exists(), path.is_file()
    except OSError as error:
        raise _unwritten(path, error) from error
    if is_there and not is_file:
        raise OutputError(f"{path} is no plain file. Name another file.")
    if is_there and not may_replace:
        raise OutputError(
            f"{path} is there already. Name another file, or replace it with --force."
        )


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place, whole or not at all; only its owner may read it.

    Raises:
        OutputError: If it cannot be written. What was there before is still there.
    """
    try:
        descriptor, made = tempfile.mkstemp(prefix=".voice-star-", dir=path.parent)
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(path)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            Path(made).unlink(missing_ok=True)


def _unwritten(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{path} could not be written ({error.strerror or error}). Name another place, "
        "or mend what stands in its way."
    )
