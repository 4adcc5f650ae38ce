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
    """A key that means something before, during or after a recording."""

    SPACE = " "
    ENTER = "\r"
    ESCAPE = "\x1b"
    YES = "y"
    CONTINUE = "c"
    AGAIN = "r"
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

    What was typed before is forgotten: no key answers a question not yet asked. Yields
    a function that waits for a key, so many seconds at the most, and returns None where
    none came; it raises EOFError where the terminal is gone.
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
    _ignore_suspend(stream)
    try:
        yield lambda seconds: _wait(stream, seconds)
    finally:
        with contextlib.suppress(termios.error):  # the terminal is gone
            termios.tcsetattr(stream, termios.TCSADRAIN, before)


def _ignore_suspend(stream: int) -> None:
    """Let Ctrl-Z do nothing: a process that stands still records nothing."""
    import termios

    settings = termios.tcgetattr(stream)
    settings[6][termios.VSUSP] = bytes([os.fpathconf(stream, "PC_VDISABLE")])
    termios.tcsetattr(stream, termios.TCSANOW, settings)


def _wait(stream: int, seconds: Seconds) -> Key | None:
    import select

    if not select.select([stream], [], [], seconds)[0]:
        return None
    # What a key sends arrives at once: an arrow is three letters, escape is one.
    try:
        text = os.read(stream, 16).decode(errors="replace")
    except OSError as error:
        raise EOFError from error
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
