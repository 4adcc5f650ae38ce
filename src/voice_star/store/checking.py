"""Whether a database is as it was written: its trees, its rows, its documents."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from voice_star.errors import StoreDamagedError, StoreError
from voice_star.store import entries
from voice_star.store.database import connect
from voice_star.store.faults import told, understood
from voice_star.store.migrations import version_of
from voice_star.store.rows import LISTED, record_from

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def problems_in(database: Path) -> list[str]:
    """Return what is wrong with a database, a few words each; nothing if it is well.

    Raises:
        StoreError: If it cannot be opened, or is of a later version.
    """
    try:
        with told(database), contextlib.closing(connect(database)) as connection:
            version_of(connection, database)
            connection.execute("BEGIN")
            return [
                *(
                    str(text)
                    for (text,) in connection.execute("PRAGMA integrity_check")
                    if text != "ok"
                ),
                *_odd_rows(connection, database),
            ]
    except StoreDamagedError as error:
        return [str(error)]
    except StoreError:
        if database.is_file():
            raise
        return [f"{database.name} is missing"]


def _odd_rows(connection: sqlite3.Connection, database: Path) -> list[str]:
    """Return what is wrong with the rows themselves, which SQLite cannot tell."""
    odd = []
    rows = connection.execute(f"SELECT {LISTED}, recording FROM attempt").fetchall()  # noqa: S608
    for *listed, recording in rows:
        try:
            with understood(database, f"attempt {listed[0]}"):
                number = record_from(tuple(listed)).id
            entry = entries.read(connection, number, path=database)
        except StoreDamagedError:
            odd.append(f"attempt {listed[0]} is not as it was written")
            continue
        if entry.recording != recording:
            odd.append(f"attempt {number} does not name its recording")
    counted = connection.execute(
        "SELECT (SELECT n_attempts FROM store), (SELECT count(*) FROM review)"
    ).fetchone()
    if counted != (len(rows), len(rows)):
        odd.append("attempts are missing")
    return odd
