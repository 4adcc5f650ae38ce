"""What a recording is worked from: the keys, the place that is drawn on, signals."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voice_star.cli.canvas import Canvas
from voice_star.cli.exit_code import ExitCode
from voice_star.cli.keys import Key, single_keys
from voice_star.cli.terminal import note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from voice_star.cli.signals import Ending
    from voice_star.domain.timeline import Seconds
    from voice_star.report.styled import Line


@dataclass(slots=True)
class Desk:
    """Keys and a canvas, where there is a terminal; otherwise signals alone.

    Attributes:
        ending: Whether somebody has asked the process to end.
        has_terminal: Whether keys are read and something is drawn.
    """

    ending: Ending
    has_terminal: bool
    _canvas: Canvas = field(default_factory=Canvas)
    _next_key: Callable[[Seconds], Key | None] | None = None
    _said: list[str] = field(default_factory=list)

    @contextlib.contextmanager
    def at_keys(self) -> Iterator[None]:
        """Read single keys for a while. What was drawn is wiped in the end."""
        if not self.has_terminal:
            yield
            return
        with single_keys() as next_key:
            self._next_key = next_key
            try:
                yield
            finally:
                self._next_key = None
                self._canvas.wipe()

    def key(self, seconds: Seconds) -> Key | None:
        """Return the next key; None if there is none for so long, or the end is near.

        A terminal that is gone asks for the end.
        """
        if self._next_key is None:
            self.ending.wait(seconds)
            return None
        try:
            return self._next_key(seconds)
        except EOFError:
            self.ending.ask(ExitCode.HUNG_UP)
            return None

    def draw(self, make: Callable[[int, int], Sequence[Line]]) -> None:
        """Draw lines over those drawn before, where there is a terminal."""
        if self._next_key is not None:
            self._canvas.draw(make)

    def say_once(self, text: str) -> None:
        """Say something where nothing is drawn that could show it."""
        if not self.has_terminal and text not in self._said:
            self._said.append(text)
            note(text)


def is_at_terminal() -> bool:
    """Tell whether somebody sits there: keys come in, and what is drawn is seen."""
    return sys.stdin.isatty() and sys.stderr.isatty()
