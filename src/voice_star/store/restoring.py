"""A backup put in place of the history: checked whole before anything is touched."""

from __future__ import annotations

import contextlib
import filecmp
import secrets
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voice_star.errors import StoreDamagedError, StoreError
from voice_star.safefiles import make_private_folder, sync_folder, why_not
from voice_star.store import entries
from voice_star.store.backup import SOUND
from voice_star.store.checking import problems_in
from voice_star.store.database import PATIENCE, build, connect, exchange
from voice_star.store.faults import told
from voice_star.store.guard import Guard
from voice_star.store.layout import DATABASE, Layout
from voice_star.store.migrations import migrate
from voice_star.store.own import bring_in_own, exchange_own
from voice_star.store.recordings import is_name, wipe_folder
from voice_star.store.recovery import free_place, tidy
from voice_star.store.unpacking import later, no_backup, unpack

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from voice_star.domain.timeline import Seconds


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring came to.

    Attributes:
        n_attempts: Attempts that are in the history now.
        n_recordings: Recordings that came with them.
        aside: Where the history lies that was there before; None where none was.
    """

    n_attempts: int
    n_recordings: int
    aside: Path | None


def restore(
    home: Path, backup: Path, *, now: datetime, patience: Seconds = PATIENCE
) -> Restored:
    """Put a backup in place of the history, which is set aside with its recordings.

    Args:
        home: The data folder.
        backup: A file that `back_up` wrote.
        now: The moment, which names the place of what is set aside.
        patience: How long to wait for other processes.

    Raises:
        StoreError: If it is no backup, is damaged, or of a later version; if others
            have the history open, or there is no room. The history is as it was then.
    """
    layout = Layout(home)
    try:
        make_private_folder(home)
        with Guard(layout.lock, alone=True, patience=patience):
            tidy(layout)
            return _restore(layout, backup, now)
    except OSError as error:
        raise StoreError(
            f"{why_not(error)}: {backup} could not be restored, and the history is as "
            "it was. See that the file can be read and that there is room, then try "
            "again."
        ) from error


def _restore(layout: Layout, backup: Path, now: datetime) -> Restored:
    scratch = layout.home / f"{layout.coming.name}-{secrets.token_hex(3)}"
    scratch.mkdir(mode=0o700)
    try:
        unpack(backup, scratch)
        files = _checked(backup, scratch)
        with contextlib.ExitStack() as undo:
            has_own = bring_in_own(layout, scratch, undo)
            renamed = _bring_in(layout, files, undo)
            n_attempts = _build_from(layout, scratch / DATABASE, renamed)
            undo.pop_all()
    finally:
        wipe_folder(scratch)
    before = set(_names(layout.database)) - set(renamed.values())
    aside = None
    if layout.history.is_dir() or has_own:
        aside = free_place(layout, f"{now:%Y-%m-%d-%H%M%S}-replaced")
    exchange(layout, aside=aside)
    if aside is not None:
        _set_aside(layout, before, aside)
        if has_own:
            exchange_own(layout, aside)
    return Restored(
        n_attempts, len(renamed), aside if aside and aside.exists() else None
    )


def _checked(backup: Path, scratch: Path) -> dict[str, Path]:
    """Return the recordings of a backup that is unpacked, once all is found well."""
    database = scratch / DATABASE
    if not database.is_file():
        raise no_backup(backup, "it holds no attempts")
    try:
        with told(database), contextlib.closing(connect(database)) as connection:
            migrate(connection, database)
        problems = problems_in(database)
    except StoreDamagedError as error:
        raise no_backup(backup, "what it holds is damaged") from error
    except StoreError as error:
        raise later(backup) from error
    if problems:
        raise no_backup(backup, problems[0])
    files = {path.name: path for path in (scratch / SOUND).iterdir()}
    unknown = files.keys() - set(_names(database))
    if unknown:
        raise no_backup(backup, f"no attempt names the recording {min(unknown)}")
    return files


def _bring_in(
    layout: Layout, files: dict[str, Path], undo: contextlib.ExitStack
) -> dict[str, str]:
    """Move recordings to their folder; return the names they have there.

    What is there already stays: what is the same is used, what is not keeps its name.
    """
    make_private_folder(layout.recordings)
    names = {}
    for name, path in files.items():
        place = layout.recordings / name
        if place.exists() and not filecmp.cmp(path, place, shallow=False):
            place = place.with_name(f"{secrets.token_hex(3)}-{name}")
        if not place.exists():
            path.rename(place)
            undo.callback(place.unlink, missing_ok=True)
        names[name] = place.name
    sync_folder(layout.recordings)
    return names


def _build_from(layout: Layout, source: Path, renamed: dict[str, str]) -> int:
    """Make the coming database of the attempts in another; return their number."""

    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN")
        for number in numbers:
            entry = entries.read(old, number, path=source)
            name = renamed.get(entry.recording or "")
            entries.insert(connection, entry.with_recording(name), number)
        connection.execute("COMMIT")

    with told(source), contextlib.closing(connect(source)) as old:
        numbers = [n for (n,) in old.execute("SELECT id FROM attempt ORDER BY id")]
        build(layout, fill)
    return len(numbers)


def _names(database: Path) -> list[str]:
    """Return the names of recordings that a database knows; none if it is damaged."""
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(connect(database)) as connection,
    ):
        rows = connection.execute(
            "SELECT recording FROM attempt WHERE recording IS NOT NULL"
        ).fetchall()
        return [name for (name,) in rows if isinstance(name, str) and is_name(name)]
    return []


def _set_aside(layout: Layout, names: set[str], aside: Path) -> None:
    """Move the recordings of the history before to where it lies now."""
    folder = aside / SOUND
    for name in names:
        with contextlib.suppress(OSError):  # it stays a recording without an attempt
            make_private_folder(folder)
            (layout.recordings / name).rename(folder / name)
