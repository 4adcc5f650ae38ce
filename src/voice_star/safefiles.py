"""Files that are whole or not there at all, and that only their owner may read."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
from pathlib import Path
from typing import Any, cast

from voice_star.errors import OutputError, RecordingError

_FULL = {
    errno.ENOSPC: "The disk is full",
    errno.EDQUOT: "Your disk quota is used up",
    errno.EFBIG: "The file has reached the largest size allowed here",
}


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, and those above it."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def create_private(path: Path) -> int:
    """Return a descriptor of a new file, open for writing, that only its owner reads.

    Raises:
        FileExistsError: If there is such a file.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, 0o600)


def write_new(path: Path, data: bytes) -> None:
    """Write a file where there is none, all of it or nothing; only its owner reads it.

    Raises:
        OutputError: If it is there already, or cannot be written.
    """
    try:
        file = os.fdopen(create_private(path), "wb")
    except FileExistsError as error:
        raise OutputError(
            f"{path} is there already and is left as it is. Choose another name."
        ) from error
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {why_not(error)}.") from error
    try:
        with file:
            file.write(data)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {why_not(error)}.") from error


def write_text(path: Path, text: str) -> None:
    """Put a text in place of what is at `path`, all of it or nothing.

    Its folder is made where it is not there. Who links to it keeps the link.
    """
    place = path.resolve()
    make_private_folder(place.parent)
    put_in_place(place, text.encode("utf-8"))
    sync_folder(place.parent)


def put_in_place(path: Path, data: bytes) -> None:
    """Put a file in place of what is at `path`, all of it or nothing."""
    descriptor, made = tempfile.mkstemp(prefix=".voice-star-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(path)
    finally:
        with contextlib.suppress(OSError):
            Path(made).unlink(missing_ok=True)


def write_json(path: Path, document: dict[str, Any]) -> None:
    """Put a JSON document in place of what is at `path`, all of it or nothing."""
    scratch = path.with_name(f".{path.name}.new")
    scratch.unlink(missing_ok=True)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    try:
        with os.fdopen(create_private(scratch), "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def read_json(path: Path) -> dict[str, Any]:
    """Return a JSON document; an empty one where there is none that can be read."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", document) if isinstance(document, dict) else {}


def sync_folder(folder: Path) -> None:
    """Have the names in a folder outlast a loss of power, where the system can."""
    with contextlib.suppress(OSError):  # Windows opens no folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def why_not(error: OSError) -> str:
    """Return in a few words why something could not be written."""
    known = _FULL.get(error.errno or 0)
    return known or f"It could not be written ({error.strerror or error})"


def is_full(error: OSError) -> bool:
    """Tell whether there was no room."""
    return error.errno in _FULL


def unwritable(error: OSError, *, what: str, way_out: str) -> RecordingError:
    """Return the error for something that could not be written."""
    return RecordingError(f"{why_not(error)}: {what} {way_out}")
