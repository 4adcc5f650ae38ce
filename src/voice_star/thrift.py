"""How this process asks the system for memory and threads."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import sys
import threading
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


_KERNELS = "16"
"""Of oneDNN, in its primitive cache. Encoding 120 stretches of 4 to 30 s took 11.9 s
with so many and 11.7 s with 1,024, and the process grew by 2 MB after the first thirty
in place of 166 MB."""


def be_thrifty() -> None:
    """Call this before anything heavy is imported, and before the first thread.

    A speech model asks for the same memory over and over. The C library of Linux gives
    it back each time, and the system clears it anew; threads have a heap each. Kept, in
    one heap, it is a tenth less time and 60 MB less memory for a short answer. Other
    systems are left as they are.

    numpy's threads wait by spinning. What is multiplied here is too small for them, and
    the processors have better to do.

    The model's kernels are made anew for each length of sound, and the last thousand of
    them would be kept: 1.5 MB for each piece of an answer. A few are as quick.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", _KERNELS)
    with contextlib.suppress(AttributeError, OSError, TypeError):
        set_option = ctypes.CDLL(None).mallopt
        for option, value in ((_ARENAS, 1), (_TRIM, _KEPT), (_MAP, _MAPPED)):
            set_option(option, value)


_BACK = 10
"""How much nicer a thread is that stands back: it gets a tenth of a processor that
another one wants."""


def stand_back() -> None:
    """Let other threads go first: this one does so from now on, and those it starts.

    On Linux each thread has a niceness of its own. Elsewhere nothing is done.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _BACK)


_SELDOM = 10_000
"""Collections of younger garbage for one of all: by default it is ten."""


def collect_seldom() -> None:
    """Look through everything for garbage now, and from now on hardly ever.

    All threads stand still meanwhile: with all that is loaded here 0.1 to 0.3 s on a
    slow machine, every two seconds while a screen is drawn. What is there now is taken
    to stay, and is not looked through again. Whoever runs for long calls `collect` when
    nobody waits.
    """
    gc.set_threshold(*gc.get_threshold()[:2], _SELDOM)
    gc.collect()
    gc.freeze()


def collect() -> None:
    """Look for garbage among all that is new since `collect_seldom`."""
    gc.collect()


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
