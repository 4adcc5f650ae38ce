"""Work done in a thread of its own while something else goes on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

T = TypeVar("T")


def in_background(work: Callable[[], T]) -> Future[T]:
    """Begin some work; what it returns or raises is the future's.

    It cannot be stopped, and a process that ends in the usual way waits for it: so it
    must be short, and change nothing that an interrupt would leave half made.
    """
    return ThreadPoolExecutor(max_workers=1).submit(work)
