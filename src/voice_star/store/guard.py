"""Who has the history open, across processes: many at once, or one who exchanges it.

SQLite sees to it that writers wait for one another. It cannot see that its file is
moved away beneath it, so whoever has it open shares a lock that whoever moves it must
have alone.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self

from voice_star.errors import StoreError
from voice_star.filelocks import LockedFile

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.domain.timeline import Seconds

_POLL: Seconds = 0.02
"""How often it is looked whether a lock has become free: it seldom is held."""


class Guard:
    """A hold on the history, from when it is made until it is released.

    Args:
        path: The file to lock, made where there is none.
        alone: Whether nobody else may have the history open meanwhile.
        patience: How long to wait for others.

    Raises:
        StoreError: If others do not let go in that time.
        OSError: If there can be no lock here.
    """

    def __init__(self, path: Path, *, alone: bool, patience: Seconds) -> None:
        self._file = LockedFile(path)
        try:
            is_held = _wait(self._file, alone=alone, patience=patience)
        except BaseException:
            self.release()
            raise
        if not is_held:
            self.release()
            raise StoreError(
                f"Another voice-star has the history in {path.parent} open. Close that "
                "one, then try again."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()

    def release(self) -> None:
        """Let go; once is enough."""
        self._file.release()


def _wait(file: LockedFile, *, alone: bool, patience: Seconds) -> bool:
    """Wait for a lock; tell whether it was got in time."""
    deadline = time.monotonic() + patience
    while not file.try_lock(alone=alone):
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL)
    return True
