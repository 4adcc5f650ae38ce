"""Locks that tell a take in progress from one that was cut off."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from voice_star.filelocks import LockedFile

if TYPE_CHECKING:
    from pathlib import Path


class FileLock:
    """A lock that is held from when it is made until it is released.

    Args:
        path: The file to lock, made where there is none.

    Raises:
        BlockingIOError: If somebody else holds it, in this process or another.
        OSError: If there can be no lock here.
    """

    def __init__(self, path: Path) -> None:
        self._file = LockedFile(path)
        try:
            is_held = self._file.try_lock(alone=True)
        except BaseException:
            self.release()
            raise
        if not is_held:
            self.release()
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(path))

    def release(self) -> None:
        """Let go; once is enough."""
        self._file.release()


def is_held(path: Path) -> bool:
    """Tell whether somebody holds the lock on `path`, this process included."""
    if not path.exists():
        return False
    try:
        FileLock(path).release()
    except BlockingIOError:
        return True
    except OSError:  # on a disk that may only be read nobody records
        return False
    return False
