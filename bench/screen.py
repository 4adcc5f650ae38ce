"""A terminal to measure the app in: when something was to be seen in it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import subprocess
import sys
import termios
import threading
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from voice_star.domain.timeline import Seconds

_PATIENCE: Seconds = 60.0

_STILL: Seconds = 0.06
"""When nothing was drawn for so long, a frame is whole."""


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Screen:
    """voice_star's app in a terminal of its own.

    Args:
        home: What is kept, settings among it; nobody is greeted there.
        size: Columns and rows.
        environment: More variables.

    Attributes:
        began: When the process was started, by `time.monotonic`.
    """

    def __init__(
        self,
        home: Path,
        *,
        size: tuple[int, int] = (100, 30),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        home.mkdir(mode=0o700, exist_ok=True)
        settings = home / "settings.toml"
        settings.touch()
        self._drawn = b""
        self._last = 0.0
        self._grown = threading.Condition()
        self._ours, theirs = pty.openpty()
        termios.tcsetwinsize(self._ours, (size[1], size[0]))
        kept = {"VOICE_STAR_HOME": str(home), "VOICE_STAR_CONFIG": str(settings)}
        self.began = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "voice_star"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color", **kept, **(environment or {})},
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509 - it does one call
        )
        os.close(theirs)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.wait()
        self._reader.join()
        os.close(self._ours)

    def press(self, key: str) -> Seconds:
        """Press a key; return when."""
        with self._grown:
            self._drawn = b""
        now = time.monotonic()
        os.write(self._ours, key.encode())
        return now

    def seen(self, text: str) -> Seconds:
        """Wait until a text is drawn, since the last key; return when it was."""
        return self._wait(lambda: text.encode() in self._drawn, text)

    def drawn(self) -> Seconds:
        """Wait until a frame is whole, since the last key; return when it was."""
        self._wait(lambda: self._drawn, "anything")
        while (rest := self._last + _STILL - time.monotonic()) > 0:
            time.sleep(rest)
        return self._last

    def _wait(self, is_so: Callable[[], object], what: str) -> Seconds:
        deadline = time.monotonic() + _PATIENCE
        with self._grown:
            while not is_so():
                self._grown.wait(1.0)
                if time.monotonic() > deadline:
                    raise TimeoutError(f"{what!r} is not drawn: {self._drawn[-500:]!r}")
            return self._last

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # how Linux says that all have left
            while data := os.read(self._ours, 65_536):
                with self._grown:
                    self._last = time.monotonic()
                    self._drawn += data
                    self._grown.notify_all()
