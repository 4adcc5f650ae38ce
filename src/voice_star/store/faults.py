"""What SQLite's errors mean to the user, and the way out of each."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from voice_star.errors import StoreDamagedError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PRIMARY = 0xFF
"""The bits of an error code that tell its kind; the others tell where it arose."""

_WAYS_OUT = {
    sqlite3.SQLITE_BUSY: "is being written to by another voice-star. Wait until that "
    "is done, then try again.",
    sqlite3.SQLITE_FULL: "cannot be added to, since the disk is full. Make room, then "
    "try again.",
    sqlite3.SQLITE_READONLY: "cannot be written to. Make its folder and files writable "
    "for you, or name another folder in VOICE_STAR_HOME.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. See that you may read and write its "
    "folder, or name another folder in VOICE_STAR_HOME.",
    sqlite3.SQLITE_IOERR: "could not be read or written: the disk gave an error. See "
    "that there is room and that the disk is well, then try again.",
}
_SAME_AS = {
    sqlite3.SQLITE_LOCKED: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_PROTOCOL: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_PERM: sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_AUTH: sqlite3.SQLITE_CANTOPEN,
}

_READING_ERRORS = (ValueError, TypeError, KeyError, IndexError, OverflowError)
"""What comes of values that are not of the kind that was written."""


def damaged(path: Path, what: str) -> StoreDamagedError:
    """Return the error for a history that is not as it was written."""
    return StoreDamagedError(
        f"The history in {path.parent} is damaged: {what}. Mend it with: voice-star "
        "recover (the damaged files are kept)"
    )


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors with the database at `path` into sentences.

    Our own statements are right, as tests show: so whatever SQLite does not understand
    of them is damage.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _meant(error, path) from error


@contextlib.contextmanager
def understood(path: Path, what: str) -> Iterator[None]:
    """Take what was read and makes no sense for damage, which it is.

    Args:
        path: The database.
        what: What is not as it was written, to name it.
    """
    try:
        yield
    except _READING_ERRORS as error:
        raise damaged(path, f"{what} is not as it was written") from error


def _meant(error: sqlite3.Error, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    kind = code & _PRIMARY
    way_out = _WAYS_OUT.get(_SAME_AS.get(kind, kind))
    if way_out is None or code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return damaged(path, str(error))
    return StoreError(f"The history in {path.parent} {way_out}")
