"""Takes that another one was joined from: kept beside the history, as parts of it.

Whoever goes on with an answer leaves two takes, and a third that is made of both. That
one is the attempt. What was added has no review of its own; it stays in the folder of
takes, with a note of which recordings it is part of, and goes when these go.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from voice_star.safefiles import read_json, write_json
from voice_star.store.entries import with_recording
from voice_star.store.recordings import wipe, wipe_folder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from voice_star.store.layout import Layout

PART_OF = "part-of.json"
"""Name of the note in a take's folder."""


def note_parts(layout: Layout, names: Iterable[str], *, recording: str) -> None:
    """Note that takes are parts of a recording; those that are gone need no note.

    Raises:
        OSError: If it cannot be noted.
    """
    for name in names:
        folder = layout.takes / name
        if folder.name == name and folder.is_dir():
            known = _recordings_of(folder)
            if recording not in known:
                write_json(folder / PART_OF, {"recordings": [*known, recording]})


def is_part(folder: Path) -> bool:
    """Tell whether the take in a folder is a part of another."""
    return (folder / PART_OF).is_file()


def wipe_parts(layout: Layout, recording: str, connection: sqlite3.Connection) -> None:
    """Remove the parts of a recording that is gone, unless another one has them too.

    Args:
        layout: The data folder.
        recording: The name of the recording.
        connection: In a transaction; attempts that are gone are gone from it.

    Raises:
        OSError: If something cannot be removed.
    """
    for folder in _parts_of(layout, recording):
        others = set(_recordings_of(folder)) - {recording}
        if not any(with_recording(connection, name) for name in others):
            # The note goes last: cut off before that, it is known what is to be done.
            for path in folder.iterdir():
                if path.name != PART_OF:
                    wipe(path)
            wipe_folder(folder)


def _parts_of(layout: Layout, recording: str) -> Iterator[Path]:
    with contextlib.suppress(FileNotFoundError):
        for path in sorted(layout.takes.glob(f"*/{PART_OF}")):
            if recording in _recordings_of(path.parent):
                yield path.parent


def _recordings_of(folder: Path) -> list[str]:
    named = read_json(folder / PART_OF).get("recordings")
    return [str(one) for one in named] if isinstance(named, list) else []
