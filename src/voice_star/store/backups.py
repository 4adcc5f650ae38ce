"""Where backups were written to: they hold what is forgotten here later.

Backups lie wherever the user wants them. They are noted in the data folder, a path a
line, so that the space they use and what they still hold can be told.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.safefiles import create_private

if TYPE_CHECKING:
    from voice_star.store.layout import Layout


def note_backup(layout: Layout, backup: Path) -> None:
    """Note where a backup is. Where there is no room, it goes without."""
    with contextlib.suppress(OSError):
        if not layout.backups.exists():
            os.close(create_private(layout.backups))
        with layout.backups.open("a", encoding="ascii") as file:
            file.write(f"{json.dumps(str(backup.absolute()))}\n")


def known_backups(layout: Layout) -> tuple[Path, ...]:
    """Return the backups that are still where they were written to, in order."""
    try:
        lines = layout.backups.read_text("ascii").splitlines()
    except (OSError, ValueError):
        return ()
    paths = dict.fromkeys(path for line in lines if (path := _path(line)) is not None)
    return tuple(path for path in paths if path.is_file())


def _path(line: str) -> Path | None:
    """Return what a line names; None if it was cut off."""
    try:
        named = json.loads(line)
    except ValueError:
        return None
    return Path(named) if isinstance(named, str) and "\0" not in named else None
