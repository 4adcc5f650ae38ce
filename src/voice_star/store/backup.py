"""All that is kept as one file, and back again.

The file is a ZIP archive: `backup.json` says what it is, `attempts.db` is the database
as of one moment, `recordings/` holds the recordings as they are, `questions.toml` and
`jobs/` what users write themselves. Sound does not shrink, so it is not compressed.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import sqlite3
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from voice_star.errors import OutputError, StoreError
from voice_star.safefiles import create_private, sync_folder, why_not
from voice_star.store.faults import told
from voice_star.store.layout import DATABASE
from voice_star.store.own import own_files

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from voice_star.store.attempts import AttemptStore

MANIFEST = "backup.json"
SOUND = "recordings/"

FORMAT = 2
"""Raised when an older voice_star could not restore what is written."""

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What is in a backup.

    Attributes:
        n_attempts: Attempts.
        n_recordings: Recordings.
        missing: Ids of attempts whose recording is not where it was kept.
    """

    n_attempts: int
    n_recordings: int
    missing: tuple[int, ...] = ()


def back_up(store: AttemptStore, target: Path, *, now: datetime) -> BackedUp:
    """Write all that is kept to one new file, which only its owner may read.

    Others may go on writing to the history meanwhile; the backup is of one moment.

    Raises:
        StoreError: If the history or a recording cannot be read.
        OutputError: If there is such a file, or it cannot be written. No part of it is
            left then.
    """
    if target.exists():
        raise OutputError(f"{target} is already there. Name another file.")
    scratch = target.with_name(f".{target.name}-{secrets.token_hex(3)}.new")
    # Beside the target, where there has to be room for it anyway.
    snapshot = scratch.with_suffix(".db")
    try:
        os.close(create_private(snapshot))
        _snapshot(store, snapshot)
        with os.fdopen(create_private(scratch), "wb") as file:
            done = _write(file, store, snapshot, now=now)
            file.flush()
            os.fsync(file.fileno())
        _name(scratch, target)
        sync_folder(target.parent)
    except OSError as error:
        raise OutputError(
            f"{why_not(error)}: the backup {target}. Make room, or name a file "
            "elsewhere."
        ) from error
    finally:
        for path in (scratch, snapshot):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
    return done


def _name(scratch: Path, target: Path) -> None:
    """Give a file its name, and replace nothing, where the file system can do so."""
    try:
        os.link(scratch, target)
    except FileExistsError:
        raise
    except OSError:  # sticks and cards know no second names
        scratch.rename(target)


def _snapshot(store: AttemptStore, target: Path) -> None:
    """Copy the database as it is at this moment, in one file without a log."""
    with (
        store.database.reading() as connection,
        told(target),
        contextlib.closing(sqlite3.connect(target, isolation_level=None)) as copy,
    ):
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _write(
    file: BinaryIO, store: AttemptStore, snapshot: Path, *, now: datetime
) -> BackedUp:
    named = _recordings_in(snapshot)
    missing, n_recordings = [], 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        archive.write(snapshot, DATABASE, zipfile.ZIP_DEFLATED, compresslevel=6)
        for name, path in own_files(store.layout).items():
            _added(archive, path, name)
        for number, sound in named.items():
            if sound is None:
                continue
            if _added(archive, store.layout.recordings / sound, f"{SOUND}{sound}"):
                n_recordings += 1
            else:
                missing.append(number)
        done = BackedUp(len(named), n_recordings, tuple(missing))
        manifest = {
            "format": FORMAT,
            "made": now.isoformat(),
            "n_attempts": done.n_attempts,
            "n_recordings": done.n_recordings,
            "missing": missing,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return done


def _recordings_in(database: Path) -> dict[int, str | None]:
    """Return the name of the recording of each attempt."""
    with (
        told(database),
        contextlib.closing(sqlite3.connect(database)) as connection,
    ):
        return dict(connection.execute("SELECT id, recording FROM attempt ORDER BY id"))


def _added(archive: zipfile.ZipFile, path: Path, name: str) -> bool:
    """Add a file by a name; tell whether it was there.

    Raises:
        StoreError: If it is there and cannot be read.
    """
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError(
            f"{path} cannot be read, so there is no backup of it: {error.strerror}."
        ) from error
    with source, archive.open(name, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target, _PIECE)
    return True
