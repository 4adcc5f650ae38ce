"""Locks on files, which the system lets go of however their holder ends.

A process that is killed holds no locks, and no process number can be mistaken for
another's.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

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
            except PermissionError:  # how Windows says that it is held
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


class LockedFile:
    """A file that can be locked, open from when it is made until it is released.

    Args:
        path: The file, made where there is none.

    Raises:
        OSError: If it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def try_lock(self, *, alone: bool) -> bool:
        """Lock it, if nobody holds a lock that forbids it; tell whether it is held.

        Args:
            alone: Whether nobody else may hold one meanwhile, in any process.

        Raises:
            OSError: If there can be no lock here.
        """
        return _try(self._descriptor, alone=alone)

    def release(self) -> None:
        """Let go; once is enough."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
