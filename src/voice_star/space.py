"""The room on the disk that is taken by what is kept, and by what for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.report.plain import counted
from voice_star.store.backups import known_backups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voice_star.store.layout import Layout


@dataclass(frozen=True, slots=True)
class Taken:
    """What files take on the disk.

    Attributes:
        what: What they are, as it is shown.
        n_files: How many.
        n_bytes: Of all of them.
    """

    what: str
    n_files: int
    n_bytes: int

    def __str__(self) -> str:
        """Return what a user is told of it."""
        files = f" in {counted(self.n_files, 'file')}" if self.n_files else ""
        return f"{self.what}: {as_size(self.n_bytes)}{files}"


def space_taken(layout: Layout, *, models: Path) -> tuple[Taken, ...]:
    """Return what is taken, by what it is for. What cannot be read counts nothing."""
    folders = (
        ("recordings", layout.recordings),
        ("history", layout.history),
        ("takes not in it", layout.takes),
        ("set aside", layout.aside),
        ("models", models),
    )
    return (
        *(_taken(what, _files_in(folder)) for what, folder in folders),
        _taken("backups", known_backups(layout)),
    )


def as_size(n_bytes: int) -> str:
    """Return a size as people say it: ``0 MB``, ``14 MB``, ``1.2 GB``."""
    megabytes = n_bytes / 1e6
    if megabytes >= 999.5:  # noqa: PLR2004 - from where on it would round to 1000 MB
        return f"{n_bytes / 1e9:.1f} GB"
    if 0 < megabytes < 1:
        return "below 1 MB"
    return f"{megabytes:.0f} MB"


def _taken(what: str, files: Iterable[Path]) -> Taken:
    sizes = [size for size in map(_size, files) if size is not None]
    return Taken(what, len(sizes), sum(sizes))


def _size(path: Path) -> int | None:
    try:
        return path.lstat().st_size
    except OSError:  # it has just gone
        return None


def _files_in(folder: Path) -> list[Path]:
    return [Path(root, name) for root, _, names in os.walk(folder) for name in names]
