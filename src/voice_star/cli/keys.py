"""Single keys from a terminal, without waiting for enter."""

from __future__ import annotations

import contextlib
import os
import sys
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voice_star.domain.timeline import Seconds


class Key(Enum):
    """A key that means something while recording."""

    SPACE = " "
    ENTER = "\r"
    ESCAPE = "\x1b"
    YES = "y"
    OTHER = ""


def key_of(text: str) -> Key:
    """Return which key sent `text`: arrows and their like send escape and more."""
    if text == "\n":
        return Key.ENTER
    try:
        return Key(text.lower())
    except ValueError:
        return Key.OTHER


@contextlib.contextmanager
def single_keys() -> Iterator[Callable[[Seconds], Key | None]]:
    """Read the terminal key by key; it is as it was afterwards, whatever happens.

    Yields a function that waits for a key, so many seconds at the most, and returns
    None where none came.
    """
    if sys.platform == "win32":
        yield _wait_on_windows
        return
    import termios
    import tty

    stream = sys.stdin.fileno()
    before = termios.tcgetattr(stream)
    # Not raw: Ctrl-C must still interrupt.
    tty.setcbreak(stream)
    try:
        yield lambda seconds: _wait(stream, seconds)
    finally:
        termios.tcsetattr(stream, termios.TCSADRAIN, before)


def _wait(stream: int, seconds: Seconds) -> Key | None:
    import select

    if not select.select([stream], [], [], seconds)[0]:
        return None
    # What a key sends arrives at once: an arrow is three letters, escape is one.
    text = os.read(stream, 16).decode(errors="replace")
    if not text:
        raise EOFError
    return key_of(text)


def _wait_on_windows(seconds: Seconds) -> Key | None:
    import msvcrt
    import time

    until = time.monotonic() + seconds
    while not msvcrt.kbhit():  # type: ignore[attr-defined]
        if time.monotonic() > until:
            return None
        time.sleep(0.02)
    letter = msvcrt.getwch()  # type: ignore[attr-defined]
    if letter in "\x00\xe0":
        msvcrt.getwch()  # type: ignore[attr-defined]
        return Key.OTHER
    return key_of(letter)
