"""A finished result as a file: whole or not at all, and for its owner alone."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from voice_star.errors import OutputError


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place, whole or not at all; only its owner may read it.

    Raises:
        OutputError: If it cannot be written. What was there before is still there.
    """
    try:
        descriptor, made = tempfile.mkstemp(prefix=".voice-star-", dir=path.parent)
    except OSError as error:
        raise unwritten(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(path)
    except OSError as error:
        raise unwritten(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            Path(made).unlink(missing_ok=True)


def unwritten(path: Path, error: OSError) -> OutputError:
    """Return the error for a file that could not be written."""
    return OutputError(
        f"{path} could not be written ({error.strerror or error}). Name another place, "
        "or mend what stands in its way."
    )
