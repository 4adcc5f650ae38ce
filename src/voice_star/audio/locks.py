"""A lock on a file, which the system lets go of however its holder ends.

That is what tells a take in progress from one that was cut off: a process that is
killed holds no locks, and no process number can be mistaken for another's.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """A lock that is held from when it is made until it is released.

    Args:
        path: The file to lock, made where there is none.

    Raises:
        BlockingIOError: If somebody else holds it, in this process or another.
        OSError: If there can be no lock here.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor)
        except PermissionError as error:  # how Windows says that it is held
            os.close(self._descriptor)
            raise BlockingIOError(*error.args) from error
        except OSError:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Let go; once is enough."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


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
