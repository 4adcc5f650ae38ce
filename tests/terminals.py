"""A command line in a terminal of its own: what it shows, and keys pressed there."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import threading
import time
from typing import TYPE_CHECKING, Self

import pytest

from tests.calling import COMMAND, Done

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

fcntl = pytest.importorskip("fcntl", reason="Windows has no such terminals")
pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

PATIENCE = 90.0
"""Seconds: a machine that does much else hears slowly."""

CTRL_C = "\x03"

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def _own_terminal() -> None:
    """Let the terminal on stdin be that of the process: its keys and end signal it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A call of voice-star: stdin and stderr are a terminal, stdout a file.

    Args:
        arguments: Of the command line.
        out: What it prints on stdout goes here; to the terminal as well if None.
        size: Columns and rows.
    """

    def __init__(
        self, *arguments: str | Path, out: Path | None, size: tuple[int, int] = (80, 24)
    ) -> None:
        self._ours, theirs = pty.openpty()
        termios.tcsetwinsize(self._ours, (size[1], size[0]))
        self._out = out
        self._raw = ""
        self._seen = 0
        self._grown = threading.Condition()
        with contextlib.ExitStack() as files:
            stdout = theirs if out is None else files.enter_context(out.open("wb"))
            self.process = subprocess.Popen(
                [*COMMAND, *arguments],
                stdin=theirs,
                stdout=stdout,
                stderr=theirs,
                start_new_session=True,
                preexec_fn=_own_terminal,  # noqa: PLW1509 - it does one call
            )
        self._theirs = theirs
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self._close()

    @property
    def text(self) -> str:
        """All that was ever shown, in order, spaces and line ends made one."""
        return " ".join(_CODES.sub(" ", self._raw).split())

    @property
    def echoes(self) -> bool:
        """Whether what is typed is shown, as it is in a terminal that is at rest."""
        return bool(termios.tcgetattr(self._theirs)[3] & termios.ECHO)

    def wait_for(self, what: str | re.Pattern[str]) -> None:
        """Wait until something is shown, after what was waited for last."""
        pattern = re.compile(re.escape(what)) if isinstance(what, str) else what
        self._wait(lambda: pattern.search(self.text, self._seen), pattern.pattern)
        found = pattern.search(self.text, self._seen)
        assert found is not None
        self._seen = found.end()

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._ours, keys.encode())

    def hang_up(self) -> None:
        """Close the terminal."""
        self._close()

    def ended(self) -> Done:
        """Wait until the process has ended; return what it left behind."""
        code = self.process.wait(timeout=PATIENCE)
        self._close()
        out = "" if self._out is None else self._out.read_text("utf-8")
        return Done(code, out, self.text)

    def _wait(self, is_so: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        with self._grown:
            while not is_so():
                has_grown = self._grown.wait(1.0)
                is_over = not has_grown and self.process.poll() is not None
                if (is_over or time.monotonic() > deadline) and not is_so():
                    pytest.fail(f"{what!r} is not shown after {self.text[-2000:]!r}")

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # how Linux says that all have left
            while data := os.read(self._ours, 65_536):
                with self._grown:
                    self._raw += data.decode("utf-8", "replace")
                    self._grown.notify_all()

    def _close(self) -> None:
        if self._ours < 0:
            return
        os.close(self._theirs)
        if self.process.poll() is not None:
            self._reader.join(timeout=10)  # all that is left to be read
        ours, self._ours = self._ours, -1
        os.close(ours)
