"""One thread that does what may take its time, in the order in which it was asked."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Hand:
    """Does things for a screen, one after the other, off the event loop."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="studio")

    async def do(
        self, deed: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        """Have it done, and return what comes of it."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(deed, *args, **kwargs))

    def let_go(self) -> None:
        """Take no more work."""
        self._thread.shutdown(wait=False)
