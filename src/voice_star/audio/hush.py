"""Keeps what C libraries print off the terminal, and lets Python's own stderr through.

PortAudio, ALSA and JACK print on file descriptor 2 whenever they please, also from
threads of theirs in the middle of a take: over a full-screen app, say. There is no
function to stop PortAudio, so descriptor 2 itself leads nowhere for a while, and
`sys.stderr` writes to a copy of where it led before.

Whoever keeps hold of `sys.stderr` from before writes to nowhere as well. So a command
hushes before it starts anything that does: `with hushed(): app.run()`.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

_STDERR = 2

_lock = threading.Lock()
_open: list[contextlib.ExitStack] = []
"""One for each that hushes at the moment; the first holds what is to be undone."""


@contextlib.contextmanager
def hushed() -> Iterator[None]:
    """Turn descriptor 2 away; within another that did so, do nothing more."""
    begin_hush()
    try:
        yield
    finally:
        end_hush()


def begin_hush() -> None:
    """Turn descriptor 2 away until `end_hush` has been called as often."""
    with _lock:
        undo = contextlib.ExitStack()
        if not _open:
            _turn_away(undo)
        _open.append(undo)


def end_hush() -> None:
    """Undo one `begin_hush`."""
    with _lock:
        _open.pop(0 if len(_open) == 1 else -1).close()


def _turn_away(undo: contextlib.ExitStack) -> None:
    try:
        kept = os.dup(_STDERR)
    except OSError:
        return  # it is closed: nothing can be printed there
    undo.callback(os.close, kept)
    for name in ("stderr", "__stderr__"):
        stream: TextIO | None = getattr(sys, name)
        if stream is not None and _leads_to_stderr(stream):
            setattr(sys, name, _moved(stream, kept, undo))
            undo.callback(setattr, sys, name, stream)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    os.close(nowhere)
    undo.callback(os.dup2, kept, _STDERR)


def _leads_to_stderr(stream: TextIO) -> bool:
    try:
        return stream.fileno() == _STDERR
    except (OSError, ValueError):
        return False


def _moved(stream: TextIO, descriptor: int, undo: contextlib.ExitStack) -> TextIO:
    """Return a stream like another that writes to another descriptor."""
    stream.flush()
    moved = open(  # noqa: SIM115 - it is open as long as descriptor 2 is turned away
        descriptor,
        "w",
        encoding=stream.encoding,
        errors=stream.errors,
        closefd=False,
        buffering=1,
    )
    undo.callback(moved.flush)
    return moved
