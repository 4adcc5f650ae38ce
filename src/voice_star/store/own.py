"""What users write themselves beside the history: their questions and jobs.

It is no part of the database, but of a backup, and of what is forgotten with all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from voice_star.errors import StoreError
from voice_star.safefiles import make_private_folder, sync_folder, why_not
from voice_star.store.layout import JOBS, QUESTIONS
from voice_star.store.recordings import wipe_folder

if TYPE_CHECKING:
    import contextlib
    from pathlib import Path

    from voice_star.store.layout import Layout

_JOB = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.txt")
"""A file name everywhere, and none that leads to another folder."""


def is_job_file(name: str) -> bool:
    """Tell whether a job advertisement may be kept in a file of this name."""
    return _JOB.fullmatch(name) is not None


def is_own(name: str) -> bool:
    """Tell whether a file of this name within a backup is one of the user's own."""
    folder, _, file = name.rpartition("/")
    return name == QUESTIONS or (folder == JOBS and is_job_file(file))


def job_files(layout: Layout) -> list[Path]:
    """Return the job advertisements that are kept, by name."""
    if not layout.jobs.is_dir():
        return []
    return sorted(path for path in layout.jobs.iterdir() if is_job_file(path.name))


def own_files(layout: Layout) -> dict[str, Path]:
    """Return what there is of the user's own, by its name within a backup."""
    found = {QUESTIONS: layout.questions} if layout.questions.is_file() else {}
    return found | {f"{JOBS}/{path.name}": path for path in job_files(layout)}


def bring_in_own(layout: Layout, scratch: Path, undo: contextlib.ExitStack) -> bool:
    """Move what a backup holds of the user's own to where it waits; tell if it does."""
    waiting = [
        path
        for path in (scratch / QUESTIONS, scratch / JOBS)
        if path.is_file() or (path.is_dir() and any(path.iterdir()))
    ]
    wipe_folder(layout.coming_own)
    if waiting:
        undo.callback(wipe_folder, layout.coming_own)
        make_private_folder(layout.coming_own)
        for path in waiting:
            path.rename(layout.coming_own / path.name)
        sync_folder(layout.coming_own)
    return bool(waiting)


def exchange_own(layout: Layout, aside: Path) -> None:
    """Put what waits in its place; what was there is set aside.

    Raises:
        StoreError: If that cannot be done.
    """
    try:
        for path in layout.coming_own.iterdir():
            place = layout.home / path.name
            if place.exists():
                make_private_folder(aside)
                place.rename(aside / path.name)
            path.rename(place)
        layout.coming_own.rmdir()
    except OSError as error:
        raise StoreError(
            f"{why_not(error)}: the history is restored, but your questions and jobs "
            "are not. See that you may write there, then restore it again."
        ) from error
    sync_folder(layout.home)
