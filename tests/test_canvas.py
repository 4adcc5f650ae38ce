"""What is drawn stands where it stood before, and nothing of the old is left."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from voice_star.cli.canvas import Canvas
from voice_star.report.styled import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.report.styled import Line

pty = pytest.importorskip("pty", reason="Windows has no such terminals")
termios = pytest.importorskip("termios")


class Screen:
    """A terminal, and what is seen on it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._ours, theirs = pty.openpty()
        self._terminal = os.fdopen(theirs, "w")
        self.resize(80, 24)

    def canvas(self, *texts: str) -> Canvas:
        """Make stderr this terminal, and draw some lines on it."""
        self._monkeypatch.setattr(sys, "stderr", self._terminal)
        canvas = Canvas()
        canvas.draw(lambda _width, _height: lines(*texts))
        self.written()
        return canvas

    def resize(self, columns: int, rows: int) -> None:
        """Make it larger or smaller."""
        termios.tcsetwinsize(self._ours, (rows, columns))

    def written(self) -> str:
        """Return what has been written since the last time."""
        os.set_blocking(self._ours, False)
        try:
            return os.read(self._ours, 65_536).decode()
        except BlockingIOError:
            return ""

    def hang_up(self) -> None:
        """Close the terminal on our side."""
        os.close(self._ours)
        self._ours = -1

    def close(self) -> None:
        """Close both sides."""
        self._terminal.close()
        if self._ours >= 0:
            self.hang_up()


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    screen = Screen(monkeypatch)
    yield screen
    screen.close()


def lines(*texts: str) -> list[Line]:
    return [(Piece(text),) for text in texts]


def test_the_second_drawing_begins_where_the_first_did(screen: Screen) -> None:
    canvas = screen.canvas("one", "two", "three")

    canvas.draw(lambda _width, _height: lines("four"))

    assert screen.written() == "\r\033[2Afour\033[K\033[J"


def test_what_has_not_changed_is_not_written_again(screen: Screen) -> None:
    canvas = screen.canvas("one", "two")

    canvas.draw(lambda _width, _height: lines("one", "two"))

    assert screen.written() == ""


def test_nothing_is_left_when_it_is_wiped(screen: Screen) -> None:
    canvas = screen.canvas("one", "two")

    canvas.wipe()
    canvas.wipe()

    assert screen.written() == "\r\033[1A\033[J"


def test_what_was_wiped_is_drawn_anew(screen: Screen) -> None:
    canvas = screen.canvas("one", "two")
    canvas.wipe()
    screen.written()

    canvas.draw(lambda _width, _height: lines("one", "two"))

    assert screen.written() == "\rone\033[K\r\ntwo\033[K\033[J"


def test_the_size_is_asked_for_at_each_drawing(screen: Screen) -> None:
    canvas = screen.canvas()
    sizes: list[tuple[int, int]] = []

    def make(width: int, height: int) -> list[Line]:
        sizes.append((width, height))
        return lines(str(len(sizes)))

    canvas.draw(make)
    screen.resize(100, 12)
    canvas.draw(make)

    assert sizes == [(79, 20), (99, 11)]


def test_lines_that_a_narrower_terminal_has_broken_are_counted(screen: Screen) -> None:
    canvas = screen.canvas("x" * 79, "y")
    screen.resize(40, 24)

    canvas.draw(lambda _width, _height: lines("z"))

    assert screen.written().startswith("\r\033[2Az")


def test_a_terminal_that_is_gone_is_no_failure(screen: Screen) -> None:
    canvas = screen.canvas("one")
    screen.hang_up()

    canvas.draw(lambda _width, _height: lines("two"))
    canvas.wipe()
