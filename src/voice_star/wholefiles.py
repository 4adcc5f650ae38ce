"""A finished result as a file: whole or not at all, and for its owner alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.errors import OutputError
from voice_star.safefiles import put_in_place

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place, whole or not at all; only its owner may read it.

    Raises:
        OutputError: If it cannot be written. What was there before is still there.
    """
    try:
        put_in_place(path, data)
    except OSError as error:
        raise unwritten(path, error) from error


def unwritten(path: Path, error: OSError) -> OutputError:
    """Return the error for a file that could not be written."""
    return OutputError(
        f"{path} could not be written ({error.strerror or error}). Name another place, "
        "or mend what stands in its way."
    )
