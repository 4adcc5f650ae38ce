"""The app as a user has it: in a terminal, with a microphone, from the first key on."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.terminals import Terminal
from voice_star.audio.takes import TakeState, cut_off_takes, list_takes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.soundserver import SoundServer

pytest_plugins = ("tests.microphones",)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals")

BEGUN = "● REC 0:01"
"""Shown once there is a second of sound."""


@pytest.fixture
def takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of takes, which is not there yet; in a terminal with colours."""
    monkeypatch.setenv("VOICE_STAR_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    return tmp_path / "data" / "takes"


def begin(terminal: Terminal) -> None:
    """Start a take of the first question, and let a second of it be recorded."""
    terminal.wait_for("greatest accomplishment?")
    terminal.press("\r")
    terminal.wait_for("READY")
    terminal.press(" ")
    terminal.wait_for("● REC")


@pytest.mark.model
def test_what_is_said_is_seen_reviewed_and_kept(
    room: SoundServer, takes: Path, spoken: Path
) -> None:
    with Terminal(out=None, size=(100, 30)) as terminal:
        begin(terminal)
        assert room.play(spoken).wait() == 0
        terminal.wait_for("maintenance")
        terminal.press("\r")
        terminal.wait_for("Continue")
        terminal.press("q")
        terminal.wait_for("1 take")
        terminal.press("q")
        done = terminal.ended()

    assert done.code == 0
    assert "Traceback" not in done.err
    assert "ALSA" not in done.err
    (take,) = list_takes(takes)
    assert take.state is TakeState.FINISHED
    assert take.notes.question == "What is your greatest accomplishment?"
    assert 12 < take.duration < 60


@pytest.mark.usefixtures("room")
def test_a_kill_while_recording_is_offered_for_recovery(takes: Path) -> None:
    with Terminal(out=None, size=(100, 30)) as terminal:
        begin(terminal)
        terminal.wait_for("0:02 /")
        terminal.process.send_signal(signal.SIGKILL)
        terminal.ended()
    assert len(cut_off_takes(takes)) == 1

    with Terminal(out=None, size=(100, 30)) as terminal:
        terminal.wait_for("1 take was cut off")
        terminal.press("q")
        assert terminal.ended().code == 0


@pytest.mark.usefixtures("room")
def test_ending_the_process_while_recording_keeps_the_take(takes: Path) -> None:
    with Terminal(out=None, size=(100, 30)) as terminal:
        begin(terminal)
        terminal.wait_for("0:02 /")
        terminal.process.send_signal(signal.SIGTERM)
        done = terminal.ended()

    assert done.code == 143
    assert "Traceback" not in done.err
    (take,) = list_takes(takes)
    assert take.state is TakeState.FINISHED


def test_without_a_terminal_the_sample_is_reviewed(tmp_path: Path) -> None:
    with Terminal(out=tmp_path / "out.txt") as terminal:
        terminal.wait_for("This is the sample answer")
