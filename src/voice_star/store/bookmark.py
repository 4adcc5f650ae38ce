"""How far a long job on many attempts has come, so that it can go on where it stopped.

A file of lines: the first says which job, each other one is the id of an attempt that
is done. What is lost of it is done over, so nobody waits for the disk.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from voice_star.safefiles import create_private

if TYPE_CHECKING:
    from pathlib import Path


class Bookmark:
    """Notes which attempts a job has done.

    Args:
        path: Where it is noted.
        job: What tells the job from others; one line.

    Attributes:
        done: What earlier runs of the same job have done.
    """

    def __init__(self, path: Path, job: str) -> None:
        self._path = path
        self.done = _read(path, job)
        if not self.done:
            self.remove()
            with contextlib.suppress(OSError):
                os.close(create_private(path))
            self._append(job)

    def add(self, number: int) -> None:
        """Note that an attempt is done."""
        self._append(str(number))

    def remove(self) -> None:
        """Forget how far it has come: the job is done."""
        with contextlib.suppress(OSError):
            self._path.unlink()

    def _append(self, line: str) -> None:
        with contextlib.suppress(OSError), self._path.open("a", encoding="utf-8") as to:
            to.write(f"{line}\n")


def _read(path: Path, job: str) -> frozenset[int]:
    try:
        first, *lines = path.read_text("utf-8").split("\n")
    except (OSError, ValueError):
        return frozenset()
    if first != job:
        return frozenset()
    # The last line may have been cut off: of 12 a 1 would be left.
    return frozenset(
        int(line) for line in lines[:-1] if line.isascii() and line.isdigit()
    )
