"""Keys are read one by one from a real terminal, which is left as it was found."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from voice_star.cli.keys import Key, single_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

pty = pytest.importorskip("pty", reason="Windows has no such terminals")
termios = pytest.importorskip("termios")


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """What is written here is typed into the terminal that stdin then is."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        yield ours
    os.close(ours)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (b" ", Key.SPACE),
        (b"\r", Key.ENTER),
        (b"\x1b", Key.ESCAPE),
        (b"\x1b[A", Key.OTHER),
        (b"Y", Key.YES),
        (b"c", Key.CONTINUE),
        (b"r", Key.AGAIN),
        (b"\x1a", Key.OTHER),
        (b"q", Key.OTHER),
        (b"\xff", Key.OTHER),
    ],
)
def test_a_key_is_told_at_once(keyboard: int, typed: bytes, key: Key) -> None:
    with single_keys() as wait:
        os.write(keyboard, typed)

        assert wait(5.0) is key


@pytest.mark.usefixtures("keyboard")
def test_no_key_is_none() -> None:
    with single_keys() as wait:
        assert wait(0.01) is None


def test_the_terminal_is_left_as_it_was(keyboard: int) -> None:
    before = termios.tcgetattr(sys.stdin.fileno())

    with single_keys():
        assert termios.tcgetattr(sys.stdin.fileno()) != before
    with pytest.raises(RuntimeError), single_keys():
        raise RuntimeError

    assert termios.tcgetattr(sys.stdin.fileno()) == before
    assert keyboard


def test_what_was_typed_before_is_forgotten(keyboard: int) -> None:
    os.write(keyboard, b"y")
    assert os.read(keyboard, 1) == b"y"  # its echo: it has arrived

    with single_keys() as wait:
        assert wait(0.05) is None


def test_a_terminal_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        with single_keys() as wait:
            os.close(ours)

            with pytest.raises(EOFError):
                wait(5.0)
