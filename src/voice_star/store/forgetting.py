"""Attempts forgotten: rows, words and recordings gone from the disk.

What has to go is noted in the same transaction that deletes the rows. So it can be cut
off at any moment: whoever opens the history next ends what was begun.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.errors import StoreError
from voice_star.safefiles import sync_folder, why_not
from voice_star.store import entries
from voice_star.store.faults import understood
from voice_star.store.parts import wipe_parts
from voice_star.store.recordings import wipe, wipe_folder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from voice_star.store.attempts import AttemptStore

TRACES = ""
"""Stands among the names of what is leaving for traces in the database."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting came to.

    Attributes:
        n_attempts: Attempts whose words are gone.
        n_recordings: Recordings that are gone.
        left: What was set aside earlier and may tell of them too. It is never deleted
            but by `forget_all`.
        silenced: Ids of attempts whose review stays without its recording.
    """

    n_attempts: int
    n_recordings: int
    left: tuple[Path, ...] = ()
    silenced: tuple[int, ...] = ()


def forget(store: AttemptStore, numbers: Iterable[int]) -> Forgotten:
    """Delete attempts for good, with their recordings.

    Raises:
        NoSuchAttemptError: If one is not there; none is deleted then.
        StoreError: If they cannot be deleted, or are deleted but traces are left. The
            message says which; what is left goes when the history is opened next.
    """
    numbers = sorted(set(numbers))
    with store.database.writing() as connection:
        names = [
            entries.recording_of(connection, number, path=store.database.path)
            for number in numbers
        ]
        _note_leaving(connection, [TRACES, *filter(None, names)])
        connection.executemany(
            "DELETE FROM attempt WHERE id = ?", [(number,) for number in numbers]
        )
    end_leaving(store)
    return Forgotten(len(numbers), sum(map(bool, names)), _left(store))


def forget_all(store: AttemptStore) -> Forgotten:
    """Delete all attempts for good, with all recordings and all that was set aside.

    The user's own questions and jobs go as well.

    Raises:
        StoreError: As `forget` does.
    """
    with store.database.writing() as connection:
        # Also those that are damaged, and recordings that no attempt names.
        (n_attempts,) = connection.execute("SELECT count(*) FROM attempt").fetchone()
        names = [path.name for path in _files_in(store.layout.recordings)]
        _note_leaving(connection, [TRACES, *names])
        connection.execute("DELETE FROM review")
        connection.execute("DELETE FROM attempt")
    end_leaving(store)
    layout = store.layout
    with _telling(layout.aside):
        wipe_folder(layout.aside)
        for path in (layout.bookmark, layout.backups, layout.questions):
            wipe(path)
        wipe_folder(layout.jobs)
    return Forgotten(n_attempts, len(names))


def forget_sound(store: AttemptStore, numbers: Iterable[int]) -> Forgotten:
    """Delete the recordings of attempts for good, and keep their reviews.

    Raises:
        NoSuchAttemptError: If one is not there; nothing is deleted then.
        StoreError: As `forget` does.
    """
    names, silenced = [], []
    with store.database.writing() as connection:
        for number in sorted(set(numbers)):
            entry = entries.read(connection, number, path=store.database.path)
            if entry.recording is not None:
                names.append(entry.recording)
                silenced.append(number)
                entries.update(connection, entry.with_recording(None), number)
        _note_leaving(connection, names)
    end_leaving(store)
    return Forgotten(0, len(names), _left(store), tuple(silenced))


def forget_old_sound(store: AttemptStore, *, before: datetime) -> Forgotten:
    """Delete the recordings of attempts from before a moment, and keep their reviews.

    Raises:
        StoreError: As `forget` does.
    """
    path = store.database.path
    with store.database.reading() as connection:
        rows = connection.execute(
            "SELECT id, moment FROM attempt WHERE recording IS NOT NULL"
        ).fetchall()
        with understood(path, "its list"):
            old = [id_ for id_, at in rows if datetime.fromisoformat(at) < before]
    return forget_sound(store, old) if old else Forgotten(0, 0)


def end_leaving(store: AttemptStore) -> None:
    """End what was begun: remove what is noted as leaving.

    Raises:
        StoreError: If something cannot be removed. It stays noted.
    """
    with store.database.reading() as connection:
        rows = connection.execute("SELECT name FROM leaving").fetchall()
    names = {name for (name,) in rows}
    if not names:
        return
    for name in sorted(names - {TRACES}):
        _remove(store, name)
    sync_folder(store.layout.recordings)
    if TRACES in names:
        _remove_traces(store)
    with store.database.writing() as connection:
        connection.executemany(
            "DELETE FROM leaving WHERE name = ?", [(name,) for name in names]
        )


def _remove(store: AttemptStore, name: str) -> None:
    """Remove a recording, what a cut-off copy left of it, and takes it came from."""
    if Path(name).name != name:
        return  # no name of ours: the database is damaged
    path = store.layout.recordings / name
    with _telling(path):
        for scratch in path.parent.glob(f"{escape(name)}-*.new"):
            wipe(scratch)
        wipe(path)
        wipe_folder(store.layout.takes / path.stem)
        with store.database.reading() as connection:
            wipe_parts(store.layout, name, connection)


def _remove_traces(store: AttemptStore) -> None:
    home, coming = store.layout.home, store.layout.coming
    with _telling(home):
        # Whoever makes a new database holds the guard alone, and we share it: these
        # were left by somebody who was cut off.
        for scratch in home.glob(f"{coming.name}*"):
            wipe_folder(scratch)
    if not store.database.wipe():
        raise StoreError(
            "It is forgotten, but traces may be left on the disk, since another "
            "voice-star is reading the history. Close that one; they go when "
            "voice-star is started next."
        )


def _note_leaving(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO leaving VALUES (?)", [(name,) for name in names]
    )


def _left(store: AttemptStore) -> tuple[Path, ...]:
    try:
        return tuple(sorted(store.layout.aside.iterdir()))
    except OSError:
        return ()


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.is_dir())
    except OSError:
        return []


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"It is forgotten, but {error.filename or path} could not be removed. "
            f"{why_not(error)}. See that you may write there; it is tried again when "
            "voice-star is started next."
        ) from error
