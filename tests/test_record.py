"""An answer is recorded from a terminal, and nothing that happens costs any of it.

The microphone is a real one, as far as the program can tell; see soundserver.py.
"""

from __future__ import annotations

import re
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import soundfile

from tests.calling import COMMAND, call_apart
from tests.fulldisk import little_room
from tests.terminals import CTRL_C, PATIENCE, Terminal
from tests.waiting import wait_until
from voice_star.audio.takes import KeptTake, TakeState, cut_off_takes, list_takes
from voice_star.store.attempts import AttemptStore
from voice_star.taking_in import take_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.soundserver import SoundServer

pytest_plugins = ("tests.microphones",)

ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals")
pytestmark = ON_UNIX

BEGUN = re.compile("● REC 0:0[1-9]")
"""Shown once there is a second of sound; a slow machine may skip one."""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, which is not there yet; returns the folder of takes."""
    monkeypatch.setenv("VOICE_STAR_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    return tmp_path / "data" / "takes"


@pytest.fixture
def deaf(tmp_path: Path) -> str:
    """A folder without a speech model: the hearing fails, the recording must not."""
    folder = tmp_path / "deaf"
    folder.mkdir()
    return str(folder)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "stdout.txt"


def the_take(takes: Path) -> KeptTake:
    """Return the only take there is."""
    (take,) = list_takes(takes)
    return take


def begin(terminal: Terminal) -> None:
    """Start a take, and let a second of it be recorded."""
    terminal.wait_for("space start")
    terminal.press(" ")
    terminal.wait_for(BEGUN)


# The whole way


@pytest.mark.model
def test_what_is_said_is_reviewed_and_kept(
    room: SoundServer, data: Path, out: Path, spoken: Path
) -> None:
    asked = ("--question", "What did you do?", "--story", "the planner")
    with Terminal("record", *asked, out=out) as terminal:
        terminal.wait_for("READY")
        terminal.press(" ")
        terminal.wait_for("● REC")
        assert room.play(spoken).wait() == 0
        terminal.wait_for("maintenance planner")
        terminal.press("\r")
        terminal.wait_for("Kept as attempt #1")
        terminal.wait_for("enter done")
        terminal.press("\r")
        done = terminal.ended()

    assert done.code == 0
    assert done.out.startswith("What did you do?\n")
    assert "maintenance planner" in " ".join(done.out.split())
    assert "\x1b" not in done.out
    assert list_takes(data) == ()
    with AttemptStore(data.parent) as store:
        attempt, sound = store.get(1), store.recording_of(1)
    assert attempt.review.question == "What did you do?"
    assert attempt.story == "the planner"
    assert sound is not None
    assert 12 < soundfile.info(sound).duration < 60


@pytest.mark.model
def test_what_is_added_makes_one_answer_and_both_are_kept(
    room: SoundServer, data: Path, out: Path, spoken: Path
) -> None:
    with Terminal("record", out=out) as terminal:
        for key in (" ", "c"):
            if key == "c":
                terminal.wait_for("c continue")
                terminal.press("c")
            terminal.wait_for("READY")
            terminal.press(" ")
            terminal.wait_for("● REC")
            assert room.play(spoken).wait() == 0
            terminal.press("\r")
        terminal.wait_for("Joined with what was said before")
        terminal.wait_for("enter done")
        terminal.press("\r")
        done = terminal.ended()

    assert done.code == 0
    assert " ".join(done.out.split()).count("maintenance planner") >= 3
    added = the_take(data)
    with AttemptStore(data.parent) as store:
        sounds = [store.recording_of(number) for number in (1, 2)]
        assert store.numbers() == [1, 2]
        assert take_in(store, data).unheard == ()
    lengths = [soundfile.info(sound).duration for sound in sounds if sound]
    assert lengths[0] < lengths[1] < lengths[0] + added.duration


@pytest.mark.model
def test_without_a_terminal_a_signal_ends_the_take_and_it_is_reviewed(
    room: SoundServer, data: Path, spoken: Path
) -> None:
    recording = subprocess.Popen(
        [*COMMAND, "record", "--json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert recording.stderr is not None
    assert "Recording. It ends with" in recording.stderr.readline()
    assert room.play(spoken).wait() == 0
    recording.send_signal(signal.SIGINT)
    text, said = recording.communicate(timeout=PATIENCE)

    assert recording.returncode == 0, said
    assert '"text": "maintenance"' in text
    assert text.count("\n") == 1
    assert "Kept as attempt #1" in said
    with AttemptStore(data.parent) as store:
        assert store.recording_of(1) is not None


@pytest.mark.model
def test_where_nobody_speaks_that_is_said_and_the_take_is_kept(
    room: SoundServer, data: Path
) -> None:
    assert room
    done = call_apart("record", "--max", "2s")

    assert done.code == 4
    assert "No speech was heard" in done.err
    assert the_take(data).duration > 2


# Keys


@pytest.mark.usefixtures("room")
def test_only_the_user_may_look_into_takes(data: Path, deaf: str, out: Path) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        begin(terminal)
        terminal.press("\r")
        terminal.wait_for("enter done")
        terminal.press("\r")
        terminal.ended()

    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in [data, *data.rglob("*")]
    }
    assert modes.pop("take.flac") == modes.pop("take.json") == 0o600
    assert set(modes.values()) == {0o700}


@pytest.mark.usefixtures("room")
def test_a_take_is_thrown_away_only_after_asking(
    data: Path, deaf: str, out: Path
) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        begin(terminal)
        terminal.press("\x1b")
        terminal.wait_for("Throw this take away?")
        terminal.press("n")
        terminal.wait_for("esc drop")
        assert len(list_takes(data)) == 1
        terminal.press("\x1b")
        terminal.wait_for("Throw this take away?")
        terminal.press("y")
        terminal.wait_for("thrown away")
        terminal.wait_for("enter done")
        terminal.press("\r")
        done = terminal.ended()

    assert done.code == 0
    assert list_takes(data) == ()
    assert done.out == ""


@pytest.mark.usefixtures("room")
def test_nothing_is_kept_before_the_key(data: Path, deaf: str, out: Path) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        terminal.wait_for("READY")
        terminal.press("\x1b")
        done = terminal.ended()

    assert done.code == 0
    assert "Nothing was recorded" in done.err
    assert not data.exists()


@pytest.mark.usefixtures("room")
def test_what_is_said_in_a_pause_is_not_kept(data: Path, deaf: str, out: Path) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        begin(terminal)
        terminal.press(" ")
        terminal.wait_for("PAUSED")
        terminal.wait_for("space go on")
        terminal.press(" ")
        terminal.wait_for("● REC")
        terminal.press("\r")
        terminal.wait_for("enter done")
        terminal.press("\r")
        terminal.ended()

    (one,) = the_take(data).notes.breaks
    assert one.cause == "paused"


@pytest.mark.usefixtures("room", "data")
def test_the_terminal_is_left_as_it_was(deaf: str, out: Path) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        assert terminal.echoes
        terminal.wait_for("READY")
        assert not terminal.echoes
        terminal.press("\x1b")
        terminal.wait_for("Nothing was recorded")
        wait_until(lambda: terminal.process.poll() is not None)

        assert terminal.echoes


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("size", [(40, 10), (80, 24), (160, 48)])
def test_any_terminal_will_do(
    data: Path, deaf: str, out: Path, size: tuple[int, int]
) -> None:
    with Terminal("record", "--model", deaf, out=out, size=size) as terminal:
        begin(terminal)
        terminal.press("\r")
        terminal.wait_for("enter done")
        terminal.press("\r")
        terminal.ended()

    assert the_take(data).state is TakeState.FINISHED


# What goes wrong


@pytest.mark.usefixtures("room")
def test_a_model_that_is_missing_costs_no_take(
    data: Path, deaf: str, out: Path
) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        begin(terminal)
        terminal.wait_for("The recording goes on and is kept.")
        terminal.press("\r")
        terminal.wait_for("enter done")
        terminal.press("\r")
        done = terminal.ended()

    assert done.code == 5
    assert "holds no faster-whisper model" in done.err
    assert "Traceback" not in done.err
    assert f"Kept in {the_take(data).folder}" in done.err


def _press_ctrl_c(terminal: Terminal) -> None:
    terminal.press(CTRL_C)


def _terminate(terminal: Terminal) -> None:
    terminal.process.terminate()


def _hang_up(terminal: Terminal) -> None:
    terminal.hang_up()


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(
    ("end", "code"), [(_press_ctrl_c, 130), (_terminate, 143), (_hang_up, 129)]
)
def test_a_take_that_is_interrupted_is_kept_and_finished(
    data: Path, deaf: str, out: Path, end: Callable[[Terminal], None], code: int
) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        begin(terminal)
        end(terminal)
        done = terminal.ended()

    assert done.code == code
    take = the_take(data)
    assert take.state is TakeState.FINISHED
    assert take.duration >= 1
    assert "Traceback" not in done.err
    assert code == 129 or f"Kept in {take.folder}" in done.err


GONE = '" is gone: unplugged, or the sound server ended. What was said is kept'
"""Said while recording, once, of a microphone that is lost."""


def _unplug(room: SoundServer) -> None:
    room.unplug()


def _kill_server(room: SoundServer) -> None:
    room.kill()


@pytest.fixture
def fragile(room: SoundServer) -> Iterator[SoundServer]:
    """A room whose sound server is there again afterwards, whatever happens to it."""
    yield room
    room.kill()
    room.start()


@pytest.mark.parametrize("lose", [_unplug, _kill_server])
def test_a_microphone_that_is_lost_is_told_of_and_the_take_kept(
    fragile: SoundServer,
    data: Path,
    deaf: str,
    out: Path,
    lose: Callable[[SoundServer], None],
) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        begin(terminal)
        lose(fragile)
        terminal.wait_for(GONE)
        terminal.press("\r")
        terminal.wait_for("Kept in")
        terminal.wait_for("enter done")
        terminal.press("\r")
        done = terminal.ended()

    assert "Traceback" not in done.err
    take = the_take(data)
    assert take.state is TakeState.FINISHED
    assert take.duration >= 1


def test_a_microphone_that_is_plugged_in_again_goes_on_with_the_take(
    fragile: SoundServer, data: Path, deaf: str, out: Path
) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        begin(terminal)
        fragile.unplug()
        terminal.wait_for(GONE)
        fragile.plug_in()
        terminal.wait_for("is back, and recording goes on.")
        terminal.wait_for(re.compile("● REC 0:0[2-9]"))
        terminal.press("\r")
        terminal.wait_for("enter done")
        terminal.press("\r")
        terminal.ended()

    (gap,) = the_take(data).notes.breaks
    assert gap.cause == "lost"


def test_without_a_terminal_a_lost_microphone_is_told_of_in_one_line(
    fragile: SoundServer, data: Path, deaf: str
) -> None:
    recording = subprocess.Popen(
        [*COMMAND, "record", "--model", deaf],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert recording.stderr is not None
    assert "Recording. It ends with" in recording.stderr.readline()
    wait_until(lambda: data.exists() and the_take(data).duration > 0.5)
    fragile.kill()
    told = next(line for line in recording.stderr if "gone" in line)
    recording.send_signal(signal.SIGTERM)
    _, said = recording.communicate(timeout=PATIENCE)

    assert GONE in told
    assert "Kept in" in said
    assert GONE not in said
    assert the_take(data).state is TakeState.FINISHED


@pytest.mark.usefixtures("room")
def test_a_disk_that_fills_up_ends_the_take_and_keeps_it(
    tmp_path: Path, deaf: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with little_room(tmp_path / "disk", 160 * 1024) as disk:
        monkeypatch.setenv("VOICE_STAR_HOME", str(disk / "data"))
        with Terminal("record", "--model", deaf, out=out) as terminal:
            begin(terminal)
            terminal.wait_for("enter done")
            terminal.press("\r")
            done = terminal.ended()
        (take,) = list_takes(disk / "data" / "takes")

    assert done.code == 7
    assert "the take ends here" in done.err
    assert take.duration > 1
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("room")
def test_a_copy_that_fails_in_the_end_costs_no_take(
    data: Path, deaf: str, out: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    copy = folder / "answer.wav"
    with Terminal("record", "--model", deaf, "--out", copy, out=out) as terminal:
        begin(terminal)
        folder.rmdir()
        terminal.press("\r")
        terminal.wait_for("enter done")
        terminal.press("\r")
        done = terminal.ended()

    assert "could not be written" in done.err
    assert str(the_take(data).sound) in done.err
    assert done.code != 0


@pytest.mark.usefixtures("room")
def test_ctrl_c_before_a_take_just_ends(data: Path, deaf: str, out: Path) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        terminal.wait_for("READY")
        terminal.press(CTRL_C)
        done = terminal.ended()

    assert done.code == 130
    assert "Traceback" not in done.err
    assert not data.exists()


@pytest.mark.usefixtures("room")
def test_a_take_that_was_killed_is_told_of_at_the_next_start(
    data: Path, deaf: str, out: Path
) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        begin(terminal)
        terminal.process.send_signal(signal.SIGKILL)
        terminal.ended()
    (cut_off,) = cut_off_takes(data)

    with Terminal("record", "--model", deaf, out=out) as terminal:
        terminal.wait_for("1 take was cut off and can be saved: voice-star recover")
        terminal.wait_for("READY")
        terminal.press("\x1b")
        terminal.ended()
    done = call_apart("recover", "--model", deaf)

    # There is nobody to review it, but it is saved.
    assert done.code == 5
    assert f"It is saved all the same, in {cut_off.folder}" in done.err
    take = the_take(data)
    assert take.state is TakeState.FINISHED
    assert take.n_samples == cut_off.n_samples


@pytest.mark.usefixtures("room")
def test_a_take_that_was_killed_is_thrown_away_only_after_asking(
    data: Path, deaf: str, out: Path
) -> None:
    with Terminal("record", "--model", deaf, out=out) as terminal:
        begin(terminal)
        terminal.process.send_signal(signal.SIGKILL)
        terminal.ended()

    for key, n_left in (("n", 1), ("y", 0)):
        with Terminal("recover", "--drop", out=out) as terminal:
            terminal.wait_for("Throw this take away?")
            wait_until(lambda: not terminal.echoes)
            terminal.press(key)
            assert terminal.ended().code == 0
        assert len(cut_off_takes(data)) == n_left


@pytest.mark.usefixtures("room")
def test_two_may_record_at_once(data: Path, deaf: str, tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    with (
        Terminal("record", "--model", deaf, out=one) as first,
        Terminal("record", "--model", deaf, out=other) as second,
    ):
        begin(first)
        begin(second)
        for terminal in (first, second):
            terminal.press("\r")
            terminal.wait_for("Kept in")
            terminal.wait_for("enter done")
            terminal.press("\r")
            terminal.ended()

    takes = list_takes(data)
    assert len(takes) == 2
    assert all(take.state is TakeState.FINISHED for take in takes)


# No microphone


@pytest.fixture
def _no_microphone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have ALSA find no sound server, and so no microphone."""
    for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    if call_apart("devices").code == 0:
        pytest.skip("this machine has a microphone of its own")


@pytest.mark.usefixtures("data", "_no_microphone")
def test_without_a_microphone_the_way_out_is_said() -> None:
    done = call_apart("record")

    assert done.code == 8
    assert len(done.err.splitlines()) == 1
    assert "voice-star review FILE" in done.err


@pytest.mark.usefixtures("data", "_no_microphone")
def test_over_ssh_it_is_said_whose_microphone_is_missing() -> None:
    done = call_apart("record", SSH_CONNECTION="here 1 there 2")

    assert done.code == 8
    assert "Over SSH" in done.err


@pytest.mark.usefixtures("room", "data")
def test_a_microphone_that_is_not_there_is_named() -> None:
    done = call_apart("record", "--device", "lavalier")

    assert done.code == 8
    assert "'lavalier'" in done.err


# --out


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("ending", ["flac", "wav", "WAV"])
def test_a_copy_holds_the_same_sound(
    data: Path, deaf: str, tmp_path: Path, ending: str
) -> None:
    copy = tmp_path / f"answer.{ending}"

    done = call_apart("record", "--max", "1s", "--model", deaf, "--out", copy)

    assert f"Copied to {copy}" in done.err
    kept, _ = soundfile.read(the_take(data).sound, dtype="int16")
    copied, _ = soundfile.read(copy, dtype="int16")
    assert len(kept) > 16_000
    assert (kept == copied).all()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


@pytest.mark.usefixtures("room")
def test_a_file_that_is_there_is_replaced_only_by_force(
    data: Path, deaf: str, tmp_path: Path
) -> None:
    copy = tmp_path / "answer.wav"
    copy.write_text("dear")

    refused = call_apart("record", "--max", "1s", "--out", copy)

    assert refused.code == 6
    assert "--force" in refused.err
    assert copy.read_text() == "dear"
    assert not data.exists()

    call_apart("record", "--max", "1s", "--model", deaf, "--force", "--out", copy)

    assert soundfile.info(copy).frames > 16_000


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("answer.mp3", "answer.flac"),
        ("nowhere/answer.wav", "nowhere"),
        ("folder.wav", "is a folder"),
    ],
)
def test_a_copy_that_cannot_be_written_is_refused_before_anybody_speaks(
    tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "folder.wav").mkdir()

    done = call_apart("record", "--max", "1s", "--out", tmp_path / name)

    assert done.code == 6
    assert said in done.err
    assert len(done.err.splitlines()) == 1
