"""The app as a user has it: in a terminal, with a microphone, from the first key on."""

from __future__ import annotations

import re
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.sounds import FIXTURES
from tests.terminals import Terminal
from voice_star.audio.takes import TakeState, cut_off_takes, list_takes
from voice_star.store.attempts import AttemptStore

if TYPE_CHECKING:
    from pathlib import Path

    from tests.soundserver import SoundServer

pytest_plugins = ("tests.microphones",)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals")

FOUR = {"stops-at-actions", "understated-result", "narrow-result", "no-why"}
"""What an ending can lack."""

BEGUN = "● REC 0:01"
"""Shown once there is a second of sound."""


@pytest.fixture
def takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of takes, which is not there yet; in a terminal with colours."""
    monkeypatch.setenv("VOICE_STAR_HOME", str(tmp_path / "data"))
    settings = tmp_path / "settings.toml"
    settings.touch()  # nobody who is new
    monkeypatch.setenv("VOICE_STAR_CONFIG", str(settings))
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
    assert not list_takes(takes)
    with AttemptStore(takes.parent) as store:
        (record,) = store.history()
        assert store.recording_of(record.id) is not None
    assert record.question == "What is your greatest accomplishment?"
    assert 10 < (record.duration or 0) < 60


def tell(room: SoundServer, terminal: Terminal, name: str) -> None:
    """Have an answer spoken to the end, and stop."""
    assert room.play(FIXTURES / "audio" / f"{name}.flac").wait() == 0
    terminal.press("\r")


@pytest.mark.model
def test_a_second_take_is_better_and_seen_to_be(room: SoundServer, takes: Path) -> None:
    with Terminal(out=None, size=(100, 30)) as terminal:
        begin(terminal)
        tell(room, terminal, "understated")
        terminal.wait_for("Fix this next: Understated result")
        terminal.press("r")
        terminal.wait_for("READY")
        terminal.press(" ")
        terminal.wait_for("● REC")
        tell(room, terminal, "strong")
        terminal.wait_for(re.compile("A small thing next|No weakness was flagged"))
        terminal.press("q")
        terminal.wait_for("today: 2 takes")
        terminal.press("h")
        terminal.wait_for("2 takes · 1 session")
        terminal.press("c")
        terminal.wait_for("is marked")
        terminal.press("\x1b[B")
        terminal.press("c")
        terminal.wait_for("Compare take 1 with take 2")
        terminal.wait_for("Gone")
        terminal.wait_for("Understated result")
        terminal.press("\x11")
        assert terminal.ended().code == 0

    with AttemptStore(takes.parent) as store:
        first, second = store.history()
    assert "understated-result" in {flag.rule for flag in first.flags}
    assert not FOUR & {flag.rule for flag in second.flags}


@pytest.mark.model
def test_who_stops_at_the_actions_is_told_so(room: SoundServer, takes: Path) -> None:
    with Terminal(out=None, size=(100, 30)) as terminal:
        begin(terminal)
        tell(room, terminal, "stops-at-actions")
        terminal.wait_for("Fix this next: Stops at the actions")
        terminal.press("\x11")
        assert terminal.ended().code == 0
    (take,) = list_takes(takes)
    assert take.duration > 80


@pytest.mark.usefixtures("room")
def test_who_is_new_is_shown_around_once(takes: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").unlink()
    with Terminal(out=None, size=(100, 30)) as terminal:
        terminal.wait_for("Welcome to voice_star")
        terminal.press("\x1b")
        terminal.wait_for("greatest accomplishment?")
        terminal.press("q")
        assert terminal.ended().code == 0
    with Terminal(out=None, size=(100, 30)) as terminal:
        terminal.wait_for("greatest accomplishment?")
        terminal.press("q")
        terminal.ended()
        assert "Welcome" not in terminal.text
    assert not list_takes(takes)


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
