"""A damaged history set aside, and all that can be read of it made a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voice_star.errors import StoreError
from voice_star.safefiles import why_not
from voice_star.store import entries
from voice_star.store.checking import problems_in
from voice_star.store.database import PATIENCE, build, exchange
from voice_star.store.guard import Guard
from voice_star.store.layout import Layout
from voice_star.store.recordings import is_name, wipe, wipe_folder
from voice_star.store.salvage import salvage

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime
    from pathlib import Path

    from voice_star.domain.timeline import Seconds
    from voice_star.store.attempts import AttemptStore


@dataclass(frozen=True, slots=True)
class Recovered:
    """What recovering came to.

    Attributes:
        n_attempts: Attempts that are in the history now.
        n_lost: Attempts that were there and could not be read; None where not even
            their count could be. Their recordings are found among `orphans`.
        lost: Their ids, as far as these could be read.
        aside: Where the damaged history lies.
    """

    n_attempts: int
    n_lost: int | None
    lost: tuple[int, ...]
    aside: Path


def recover(
    home: Path, *, now: datetime, patience: Seconds = PATIENCE
) -> Recovered | None:
    """Mend the history in a data folder; None where nothing is damaged.

    Args:
        home: The data folder.
        now: The moment, which names the place of what is set aside.
        patience: How long to wait for other processes.

    Raises:
        StoreError: If others have it open, a later version wrote it, or there is no
            room. All is as it was then.
    """
    layout = Layout(home)
    if not home.is_dir():
        return None
    try:
        with Guard(layout.lock, alone=True, patience=patience):
            tidy(layout)
            if not layout.history.is_dir() or not problems_in(layout.database):
                return None
            return _mended(layout, now)
    except OSError as error:
        raise StoreError(
            f"{why_not(error)}: the history in {home} could not be mended. Make room "
            "and see that you may write there, then try again."
        ) from error


def orphans(store: AttemptStore) -> tuple[Path, ...]:
    """Return the recordings that belong to no attempt, the oldest first.

    Raises:
        StoreError: If the history cannot be read.
    """
    with store.database.reading() as connection:
        named = {
            name
            for (name,) in connection.execute(
                "SELECT recording FROM attempt UNION SELECT name FROM leaving"
            )
        }
    try:
        files = sorted(store.layout.recordings.iterdir())
    except OSError:
        return ()
    return tuple(
        path
        for path in files
        if path.name not in named and is_name(path.name) and path.is_file()
    )


def _mended(layout: Layout, now: datetime) -> Recovered:
    found = salvage(layout)

    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN")
        for number, entry in sorted(found.entries.items()):
            entries.insert(connection, entry, number)
        connection.executemany(
            "INSERT INTO leaving VALUES (?)", [(name,) for name in found.leaving]
        )
        connection.execute("COMMIT")

    build(layout, fill)
    aside = free_place(layout, f"{now:%Y-%m-%d-%H%M%S}-damaged")
    exchange(layout, aside=aside)
    return Recovered(len(found.entries), found.n_lost, found.lost, aside)


def free_place(layout: Layout, name: str) -> Path:
    """Return a place among what is set aside that is not taken."""
    place, n = layout.aside / name, 1
    while place.exists():
        n += 1
        place = layout.aside / f"{name}-{n}"
    return place


def tidy(layout: Layout) -> None:
    """End or remove what others began and were cut off in. We are alone."""
    if layout.coming.is_dir() and not layout.history.exists():
        exchange(layout)
    for scratch in layout.home.glob(f"{layout.coming.name}*"):
        wipe_folder(scratch)
    for scratch in layout.recordings.glob("*.new"):
        wipe(scratch)
    wipe_folder(layout.coming_own)
