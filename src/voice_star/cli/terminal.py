"""What is said on stderr: complaints, notes and the progress bar."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING, TextIO

from voice_star.progress import Progress, Stage
from voice_star.report.plain import clock, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.progress import OnProgress

_WIDTH = 20
"""Characters of the bar itself: with its words it fits in 80."""

_REDRAW = 0.1
"""Seconds between two drawings of the bar."""

_PATIENCE = 0.5
"""Seconds that a job may take before a bar is shown for it."""


def complain(message: str) -> None:
    """Say on stderr what went wrong."""
    note(f"voice-star: {message}")


def note(message: str) -> None:
    """Say something on stderr that is worth knowing."""
    write_to_stderr(f"{printable(message)}\n")


def write_to_stderr(text: str) -> None:
    """Write to stderr at once; nowhere, from when it can be written no more.

    A terminal that was closed has nobody who could read, and must stop nothing.
    """
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        # What is left in its buffer must go somewhere, or every later try fails too.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
            sys.stderr.flush()


def has_colour(stream: TextIO) -> bool:
    """Follow https://no-color.org, and give files and pipes plain text."""
    if os.environ.get("NO_COLOR"):
        return False
    return stream.isatty() and os.environ.get("TERM") != "dumb"


@contextlib.contextmanager
def progress_bar(label: str) -> Iterator[OnProgress]:
    """Draw how far a job is on stderr, where that is a terminal, and wipe it after."""
    if not sys.stderr.isatty():
        yield lambda _progress: None
        return
    bar = _Bar(printable(label))
    try:
        yield bar.draw
    finally:
        bar.wipe()


class _Bar:
    def __init__(self, label: str) -> None:
        self._label = label if len(label) <= _WIDTH else f"…{label[1 - _WIDTH :]}"
        self._began = time.monotonic()
        self._drawn = 0.0
        self._last = ""

    def draw(self, progress: Progress) -> None:
        now = time.monotonic()
        is_too_soon = now - self._drawn < _REDRAW or now - self._began < _PATIENCE
        if is_too_soon:
            return
        self._drawn = now
        filled = round(progress.share * _WIDTH)
        bar = "█" * filled + "░" * (_WIDTH - filled)
        total = clock(progress.total) if progress.total else "?"
        line = (
            f"{self._label} {progress.stage.value} {bar} {clock(progress.done)}/{total}"
        )
        if line != self._last or progress.stage is Stage.HEARING:
            self._last = line
            write_to_stderr(f"\r\033[K{line}")

    def wipe(self) -> None:
        if self._last:
            write_to_stderr("\r\033[K")
