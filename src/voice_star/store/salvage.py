"""What can be read of a damaged database: every document that its checksum vouches for.

All else follows from the documents, so nothing else is taken.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.store.carving import carve
from voice_star.store.database import connect
from voice_star.store.migrations import LATEST
from voice_star.store.rows import Row, document_sum, read_entry, record_from

if TYPE_CHECKING:
    from voice_star.store.carving import CarvedRow
    from voice_star.store.layout import Layout
    from voice_star.store.rows import Entry

_N_ATTEMPT, _N_REVIEW, _N_STORE = 10, 3, 2
"""Columns of the tables. SQLite's own, of numbers given, has two as well."""


@dataclass(slots=True)
class Salvage:
    """What could be read.

    Attributes:
        entries: Those that are whole, by number.
        known: The numbers of all that there were, as far as they can be read.
        n_expected: How many there were; None where that cannot be read.
        highest: The highest number that was ever given, likewise.
        leaving: Names of what was being forgotten.
    """

    entries: dict[int, Entry] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    n_expected: int | None = None
    highest: int = 0
    leaving: set[str] = field(default_factory=set)

    @property
    def lost(self) -> tuple[int, ...]:
        """The numbers of what is known to have been there."""
        return tuple(sorted(self.known - set(self.entries)))

    @property
    def n_lost(self) -> int | None:
        """How many are lost, those of unknown number among them; None if unknown."""
        if self.n_expected is None:
            return None
        # The count may be what is damaged: there never were more than numbers given.
        highest = max({self.highest} | self.known | set(self.entries))
        expected = min(self.n_expected, highest)
        return max(len(self.lost), expected - len(self.entries))


def salvage(layout: Layout) -> Salvage:
    """Read what can be read of the database of a data folder, and leave it as it is.

    Raises:
        OSError: If it cannot be opened at all, or there is no room.
    """
    found = Salvage()
    if not layout.database.is_file():
        return found
    # A copy, since SQLite may write to what it opens. Its name is that of scratch: if
    # we are killed, others remove it.
    with tempfile.TemporaryDirectory(
        dir=layout.home, prefix=f"{layout.coming.name}-"
    ) as folder:
        copy = Path(shutil.copytree(layout.history, Path(folder, "copy")))
        _ask_sqlite(copy / layout.database.name, found)
    for row in carve(layout.database):
        with contextlib.suppress(ValueError, TypeError, AttributeError, KeyError):
            _take(row, found)
    return found


def _ask_sqlite(database: Path, found: Salvage) -> None:
    """Ask SQLite, as far as it can tell, for what was being forgotten.

    Its rows lie in pages of another kind than those that are carved.
    """
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(connect(database)) as connection,
    ):
        for (name,) in connection.execute("SELECT name FROM leaving"):
            found.leaving |= {name} if isinstance(name, str) else set()


def _take(row: CarvedRow, found: Salvage) -> None:
    """Take what a row tells, if it is whole and one of ours.

    Raises:
        ValueError: If it is not; or a TypeError, AttributeError or KeyError.
    """
    values = (row.number, *row.values[1:])
    if len(values) == _N_STORE and row.is_counted:
        _take_count(row, found)
    elif len(values) == _N_ATTEMPT:
        found.known.add(record_from(_listed(values)).id)
    elif len(values) == _N_REVIEW and document_sum(row.number, values[1]) == values[2]:
        entry = read_entry(values[1])
        entry.as_attempt(row.number)
        if row.is_counted or row.number not in found.entries:
            found.entries[row.number] = entry


def _take_count(row: CarvedRow, found: Salvage) -> None:
    match row.values:
        case ("attempt", int(highest)):
            found.highest = highest
        case (int(version), int(n_attempts)) if 0 < version <= LATEST:
            found.n_expected = max(found.n_expected or 0, n_attempts)


def _listed(values: Row) -> Row:
    """Return the columns `LISTED` of all those of an attempt."""
    number, moment, question, story, _, _, _, flags, figures, checksum = values
    return number, moment, question, story, flags, figures, checksum
