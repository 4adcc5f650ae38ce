"""Entries written to the tables and read from them, within a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.errors import NoSuchAttemptError
from voice_star.store.faults import damaged, understood
from voice_star.store.rows import columns_of, document_sum, read_entry

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from voice_star.store.rows import Entry


def read(connection: sqlite3.Connection, number: int, *, path: Path) -> Entry:
    """Return what is kept of an attempt.

    Args:
        connection: In a transaction.
        number: Of the attempt.
        path: The database, to name it where it is damaged.

    Raises:
        NoSuchAttemptError: If there is no such attempt.
        StoreDamagedError: If it is not as it was written.
    """
    row = connection.execute(
        "SELECT document, review.checksum FROM attempt LEFT JOIN review "
        "ON attempt.id = review.attempt WHERE attempt.id = ?",
        (number,),
    ).fetchone()
    if row is None:
        raise no_such(number)
    with understood(path, f"attempt {number}"):
        if document_sum(number, row[0]) != row[1]:
            raise ValueError(f"attempt {number} is not as it was written")
        return read_entry(row[0])


def recording_of(
    connection: sqlite3.Connection, number: int, *, path: Path
) -> str | None:
    """Return the name of the recording of an attempt, though its document be damaged.

    Raises:
        NoSuchAttemptError: If there is no such attempt.
    """
    row = connection.execute(
        "SELECT recording FROM attempt WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        raise no_such(number)
    if not isinstance(row[0], str | None):
        raise damaged(path, f"attempt {number} is not as it was written")
    return row[0]


def with_recording(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the attempt that a recording belongs to; None where there is none."""
    row = connection.execute(
        "SELECT id FROM attempt WHERE recording = ?", (name,)
    ).fetchone()
    return None if row is None else int(row[0])


def no_such(number: int) -> NoSuchAttemptError:
    """Return the error for an attempt that is not there."""
    return NoSuchAttemptError(
        f"There is no attempt {number}. List them with: voice-star history"
    )


def append(connection: sqlite3.Connection, entry: Entry) -> int:
    """Add an entry, and return the number it has got: none that was ever given."""
    # The sequence remembers what was forgotten; the attempts are asked as well,
    # in case the sequence is damaged.
    (highest,) = connection.execute(
        "SELECT ifnull(max(seq), 0) FROM (SELECT max(id) AS seq FROM attempt UNION ALL "
        "SELECT seq FROM sqlite_sequence WHERE name = 'attempt')"
    ).fetchone()
    insert(connection, entry, highest + 1)
    return int(highest) + 1


def insert(connection: sqlite3.Connection, entry: Entry, number: int) -> None:
    """Add an entry by the number it has."""
    columns, document = columns_of(entry, number), entry.as_text()
    connection.execute(
        f"INSERT INTO attempt ({', '.join(columns)}) "  # noqa: S608 - names of ours
        f"VALUES ({', '.join('?' * len(columns))})",
        tuple(columns.values()),
    )
    connection.execute(
        "INSERT INTO review VALUES (?, ?, ?)",
        (number, document, document_sum(number, document)),
    )


def update(connection: sqlite3.Connection, entry: Entry, number: int) -> None:
    """Put an entry in place of the one that has its number."""
    columns, document = columns_of(entry, number), entry.as_text()
    connection.execute(
        f"UPDATE attempt SET {', '.join(f'{name} = ?' for name in columns)} "  # noqa: S608
        "WHERE id = ?",
        (*columns.values(), number),
    )
    connection.execute(
        "UPDATE review SET document = ?, checksum = ? WHERE attempt = ?",
        (document, document_sum(number, document), number),
    )
