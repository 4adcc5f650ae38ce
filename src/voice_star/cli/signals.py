"""Signals that end a recording: noted, so that it is kept before the process ends."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from voice_star.domain.timeline import Seconds

_CODES = {"SIGINT": ExitCode.INTERRUPTED, "SIGTERM": ExitCode.TERMINATED}
_CODES |= {"SIGHUP": ExitCode.HUNG_UP} if hasattr(signal, "SIGHUP") else {}


class Ending:
    """Whether somebody has asked the process to end.

    Attributes:
        code: What the process is to end with; None as long as nobody has asked.
    """

    def __init__(self) -> None:
        self.code: ExitCode | None = None
        self._asked = threading.Event()

    def ask(self, code: ExitCode) -> None:
        """Ask for the end. Who asked first is told of."""
        self.code = self.code or code
        self._asked.set()

    def forget(self) -> None:
        """Go on as if nobody had asked."""
        self.code = None
        self._asked.clear()

    def wait(self, seconds: Seconds) -> None:
        """Wait until somebody asks, so many seconds at the most."""
        self._asked.wait(seconds)


@contextlib.contextmanager
def noted_signals() -> Iterator[Ending]:
    """Note a signal that would end the process; a second Ctrl-C does so.

    A process that was told not to mind the closing of its terminal does not.
    """
    ending = Ending()

    def note(number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGINT and ending.code is not None:
            # What is going on by now may take long, and nobody should have to wait.
            raise KeyboardInterrupt
        ending.ask(_CODES[signal.Signals(number).name])

    before = {}
    for name in _CODES:
        number = signal.Signals[name]
        if name != "SIGHUP" or signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, note)
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
