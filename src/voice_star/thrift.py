"""How this process asks the system for memory and threads."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRIM, _MAP, _ARENAS = -1, -3, -8
"""M_TRIM_THRESHOLD, M_MMAP_THRESHOLD and M_ARENA_MAX of glibc's malloc.h."""

_KEPT = 400 << 20
"""Bytes: more than a speech model needs at once while it reads."""

_MAPPED = 100 << 20
"""Bytes from which memory is asked for singly. The largest that a model asks for over
and over are the 72 MB in which a window of 30 s attends to itself."""


def be_thrifty() -> None:
    """Call this before anything heavy is imported, and before the first thread.

    A speech model asks for the same memory over and over. The C library of Linux gives
    it back each time, and the system clears it anew; threads have a heap each. Kept, in
    one heap, it is a tenth less time and 60 MB less memory for a short answer. Other
    systems are left as they are.

    numpy's threads wait by spinning. What is multiplied here is too small for them, and
    the processors have better to do.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with contextlib.suppress(AttributeError, OSError, TypeError):
        set_option = ctypes.CDLL(None).mallopt
        for option, value in ((_ARENAS, 1), (_TRIM, _KEPT), (_MAP, _MAPPED)):
            set_option(option, value)


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile.

    Where tens of thousands of values are made that all stay, they are looked through
    over and over, and everything else with them: in a process that holds much it was a
    third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
