"""The shape of the database, as the steps that lead to it.

Steps are only ever appended. Each is committed together with its number, which stands
twice: where SQLite keeps it, and in a row. If the two differ, something is damaged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.errors import StoreError
from voice_star.store.faults import damaged

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

APPLICATION_ID = 0x56535452
"""Tells our files from other SQLite files: "VSTR"."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # What is kept of an attempt is its document, the JSON form of its review with
        # moment, story and recording; all else here follows from it, for lists and
        # trends. See rows.py for the figures and the checksums.
        """CREATE TABLE attempt (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            moment TEXT NOT NULL,
            question TEXT,
            story TEXT,
            recording TEXT UNIQUE,
            model TEXT,
            judged_by TEXT,
            flags TEXT NOT NULL,
            figures BLOB NOT NULL,
            checksum INTEGER NOT NULL
        )""",
        """CREATE TABLE review (
            attempt INTEGER PRIMARY KEY REFERENCES attempt ON DELETE CASCADE,
            document TEXT NOT NULL,
            checksum INTEGER NOT NULL
        )""",
        # A page that is damaged may lose rows without a word; a count tells.
        "CREATE TABLE store (version INTEGER NOT NULL, n_attempts INTEGER NOT NULL)",
        "INSERT INTO store VALUES (0, 0)",
        """CREATE TRIGGER counted_in AFTER INSERT ON attempt BEGIN
            UPDATE store SET n_attempts = n_attempts + 1;
        END""",
        """CREATE TRIGGER counted_out AFTER DELETE ON attempt BEGIN
            UPDATE store SET n_attempts = n_attempts - 1;
        END""",
    ),
    (
        # What was forgotten and may still be on the disk: names of recordings, and ""
        # for traces in the database itself. See forgetting.py.
        "CREATE TABLE leaving (name TEXT PRIMARY KEY) WITHOUT ROWID",
    ),
)
"""The statements of each step."""

LATEST = len(MIGRATIONS)
"""The version that this program reads and writes."""


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of a database.

    Raises:
        StoreDamagedError: If it is none of ours, or its numbers differ.
        StoreError: If it is of a later version.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise damaged(path, f"{path.name} is no history of voice_star")
    noted = connection.execute("SELECT version FROM store").fetchall()
    if noted != [(version,)]:
        raise damaged(path, "it does not know its own version")
    if version > LATEST:
        raise StoreError(
            f"The history in {path.parent} was written by a later voice_star (version "
            f"{version}; this one reads up to {LATEST}). Update voice_star."
        )
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a database to the latest version, step by step.

    Raises:
        StoreError: As `version_of` does.
        sqlite3.Error: If a step fails; the database is as it was before that step.
    """
    while version_of(connection, path) < LATEST:
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            version = version_of(connection, path)  # another process may have been here
            if version < LATEST:
                _step(connection, version)


def create(connection: sqlite3.Connection) -> None:
    """Give an empty database the latest shape, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for version in range(LATEST):
            _step(connection, version)


def _step(connection: sqlite3.Connection, version: int) -> None:
    """Take one step within a transaction, and number it."""
    for statement in MIGRATIONS[version]:
        connection.execute(statement)
    connection.execute("UPDATE store SET version = ?", (version + 1,))
    connection.execute(f"PRAGMA user_version = {version + 1}")
