"""Who has the history open, across processes: many at once, or one who exchanges it.

SQLite sees to it that writers wait for one another. It cannot see that its file is
moved away beneath it, so whoever has it open shares a lock that whoever moves it must
have alone. The system lets go of the lock however its holder ends.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Self

from voice_star.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.domain.timeline import Seconds

_POLL: Seconds = 0.02
"""How often it is looked whether a lock has become free: it seldom is held."""

if sys.platform == "win32":
    import msvcrt

    _SHARES = 256
    """Windows locks bytes, for one holder each: who shares takes any, who is alone all.
    """

    def _try(descriptor: int, *, alone: bool) -> bool:
        first, count = (0, _SHARES) if alone else (os.getpid() % _SHARES, 1)
        for offset in range(1 if alone else _SHARES):
            os.lseek(descriptor, (first + offset) % _SHARES, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, count)
            except OSError:
                continue
            return True
        return False

else:
    import fcntl

    def _try(descriptor: int, *, alone: bool) -> bool:
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


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
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            is_held = _wait(self._descriptor, alone=alone, patience=patience)
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
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _wait(descriptor: int, *, alone: bool, patience: Seconds) -> bool:
    """Wait for a lock; tell whether it was got in time."""
    deadline = time.monotonic() + patience
    while not _try(descriptor, alone=alone):
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL)
    return True
