"""The database: opened, read, and written to, by one writer at a time."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sqlite3
import threading
from typing import TYPE_CHECKING

from voice_star.errors import StoreError
from voice_star.safefiles import make_private_folder, sync_folder, why_not
from voice_star.store.faults import damaged, told
from voice_star.store.guard import Guard
from voice_star.store.layout import DATABASE, Layout
from voice_star.store.migrations import create, migrate, version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from voice_star.domain.timeline import Seconds

PATIENCE: Seconds = 30.0
"""How long one writer waits for another. Each takes some milliseconds: who waits longer
waits for one that hangs."""


class Database:
    """The database of a data folder, made where there is none; usable by any thread.

    Args:
        layout: The data folder.
        patience: How long to wait for other processes.

    Raises:
        StoreError: If it cannot be opened, is damaged, or of a later version.
    """

    def __init__(self, layout: Layout, *, patience: Seconds = PATIENCE) -> None:
        self.path = layout.database
        self._lock = threading.RLock()
        with contextlib.ExitStack() as undo:
            self._guard = _entered(layout, patience)
            undo.callback(self._guard.release)
            self._connection = _opened(self.path, patience)
            undo.pop_all()

    def close(self) -> None:
        """Let go of it; once is enough."""
        with self._lock:
            self._connection.close()
            self._guard.release()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read in one view of the database, whoever writes meanwhile.

        Raises:
            StoreError: If it cannot be read, or is damaged.
        """
        with self._lock, told(self.path):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._end("ROLLBACK")

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write, all or nothing. When this is left, the disk has it.

        Raises:
            StoreError: If others write for too long, there is no room, it is damaged,
                or a later version has changed it since it was opened.
        """
        with self._lock, told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                version_of(
                    self._connection, self.path
                )  # it may have become a later one
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                self._end("ROLLBACK")
            # Nothing stays in the log: a log that is damaged loses what was saved last,
            # and SQLite says nothing of it. Who reads meanwhile puts this off.
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def wipe(self) -> bool:
        """Rewrite it without traces of what was deleted; tell whether all are gone.

        They are not if another process reads for so long that patience ends.

        Raises:
            StoreError: If it cannot be rewritten, for want of room say.
        """
        with self._lock, told(self.path):
            is_done = self._empty_log()
            # Deleting overwrites a row where it stands. But rows are moved between
            # pages as others come and go, and copies stay in the gaps they leave: of
            # 300 that were deleted, 4 could still be read.
            self._connection.execute("VACUUM")
            return self._empty_log() and is_done

    def _empty_log(self) -> bool:
        rows = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return not rows[0][0]

    def _end(self, statement: str) -> None:
        if self._connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):  # what went wrong is on its way up
                self._connection.execute(statement)


def _opened(path: Path, patience: Seconds) -> sqlite3.Connection:
    """Return a connection to the database, which is of the latest version then."""
    if not path.is_file():
        raise damaged(path, f"{path.name} is missing")
    with told(path), contextlib.ExitStack() as undo:
        connection = connect(path, patience=patience)
        undo.callback(connection.close)
        migrate(connection, path)
        undo.pop_all()
    return connection


def connect(path: Path, *, patience: Seconds = PATIENCE) -> sqlite3.Connection:
    """Open a database that is there, with all that makes it safe.

    Raises:
        sqlite3.Error: If it cannot be opened.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def build(layout: Layout, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a database of the latest version, complete, for `exchange` to put in place.

    Raises:
        StoreError: If there is no room.
        OSError: Likewise.
    """
    scratch = layout.home / f"{layout.coming.name}-{secrets.token_hex(3)}"
    scratch.mkdir(mode=0o700)
    path = scratch / DATABASE
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with told(layout.database), contextlib.closing(connect(path)) as connection:
            create(connection)
            fill(connection)
            # Last, since it is kept in the file; without it the log goes with the end.
            connection.execute("PRAGMA journal_mode = WAL")
        sync_folder(scratch)
        shutil.rmtree(layout.coming, ignore_errors=True)
        scratch.replace(layout.coming)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def exchange(layout: Layout, *, aside: Path | None = None) -> None:
    """Put a complete database in its place. The caller holds the guard alone.

    Wherever this is cut off, `_entered` or another call ends it.

    Args:
        layout: The data folder.
        aside: Where the one before goes; there must be no such folder.
    """
    if aside is not None and layout.history.exists():
        make_private_folder(aside.parent)
        layout.history.rename(aside)
        sync_folder(aside.parent)
    layout.coming.rename(layout.history)
    sync_folder(layout.home)


def _entered(layout: Layout, patience: Seconds) -> Guard:
    """Return a shared hold on the history, which is there then."""
    try:
        make_private_folder(layout.home)
        while True:
            guard = Guard(layout.lock, alone=False, patience=patience)
            if layout.history.is_dir():
                return guard
            guard.release()
            with Guard(layout.lock, alone=True, patience=patience):
                if not layout.history.is_dir():
                    if not layout.coming.is_dir():
                        build(layout, lambda _connection: None)
                    exchange(layout)
    except OSError as error:
        raise StoreError(
            f"{why_not(error)}: the history in {layout.home} cannot be opened. Make "
            "room and see that you may write there, or name another folder in "
            "VOICE_STAR_HOME."
        ) from error
