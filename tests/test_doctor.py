"""A doctor says of each thing that it is ok, or how to mend it; and never fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING

import pytest

from tests.calling import call
from voice_star import checkup
from voice_star.checkup import CHECKS, Finding, Patient, check_folder, check_settings
from voice_star.errors import MicrophoneError
from voice_star.space import as_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.soundserver import SoundServer

pytest_plugins = ("tests.microphones",)

Capture = pytest.CaptureFixture[str]

ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions")

WELL = Patient()


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, which is not there yet."""
    monkeypatch.setenv("VOICE_STAR_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def only(findings: Iterator[Finding], subject: str) -> Finding:
    (found,) = [one for one in findings if one.subject == subject]
    return found


def checks(*findings: Finding) -> tuple[checkup.Check, ...]:
    return (lambda _patient: iter(findings),)


@pytest.mark.model
def test_where_all_is_well_it_says_so(
    capsys: Capture, room: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert room
    monkeypatch.setattr(checkup, "_KEEPS_UP", 99.0)

    done = call(capsys, "doctor")

    lines = done.out.splitlines()
    assert done.code == 0, done.out
    assert lines.pop() == "All is well."
    assert all(line.startswith("ok ") for line in lines)
    subjects = {line.split()[1] for line in lines}
    assert subjects >= {"Python", "Settings", "Takes", "Disk", "PortAudio", "Level"}
    assert subjects >= {"Microphone", "Model", "Speed"}
    assert "16, 44.1, 48 kHz" in done.out
    assert done.err == ""


def test_what_is_to_be_mended_has_a_code_of_its_own(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Finding("Leg", "broken\x1b[31m", "Put it in plaster.")
    monkeypatch.setattr(checkup, "CHECKS", checks(Finding("Arm", "whole"), broken))

    done = call(capsys, "doctor")

    assert done.code == 1
    assert done.out.splitlines() == [
        "ok    Arm         whole",
        "mend  Leg         broken?[31m",
        "                  -> Put it in plaster.",
        "1 thing to mend.",
    ]


def test_a_folder_that_is_not_there_yet_is_well(data: Path) -> None:
    assert only(check_folder(WELL), "Takes").mend == ""
    assert not data.exists()


@ON_UNIX
def test_takes_that_others_may_read_are_to_be_closed(data: Path) -> None:
    data.mkdir(mode=0o755)

    assert f"chmod 700 {data}" in only(check_folder(WELL), "Takes").mend

    data.chmod(0o700)

    assert only(check_folder(WELL), "Takes").mend == ""


def test_a_disk_that_is_nearly_full_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = disk_usage(Path.cwd())._replace(free=1_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage)

    assert "Make room" in only(check_folder(WELL), "Disk").mend


@ON_UNIX
def test_settings_that_others_may_change_are_to_be_closed() -> None:
    path = Path(os.environ["VOICE_STAR_CONFIG"])
    path.write_text("target = 90\n")
    path.chmod(0o666)

    assert f"chmod 600 {path}" in only(check_settings(WELL), "Settings").mend

    path.chmod(0o644)

    assert only(check_settings(WELL), "Settings").mend == ""


def test_settings_that_make_no_sense_are_told_and_stop_nothing() -> None:
    Path(os.environ["VOICE_STAR_CONFIG"]).write_text("target = 'soon'\n")

    assert "target" in only(check_settings(WELL), "Settings").text


def test_without_portaudio_it_is_said_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise MicrophoneError("Install it with: sudo apt install libportaudio2")

    monkeypatch.setattr("voice_star.audio.portaudio.load", missing)

    (finding,) = checkup.check_sound(WELL)

    assert finding.subject == "PortAudio"
    assert "sudo apt install" in finding.mend


@pytest.mark.usefixtures("server")
def test_a_microphone_that_gives_zeros_is_told() -> None:
    level = only(checkup.check_sound(WELL), "Level")

    assert "nothing but zeros" in level.text
    assert "not even noise" in level.mend


@pytest.mark.usefixtures("room")
def test_a_microphone_that_is_not_there_is_named() -> None:
    level = only(checkup.check_sound(Patient(device="lavalier")), "Level")

    assert "'lavalier'" in level.mend


def test_a_model_that_is_missing_is_to_be_fetched(
    no_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not no_models.exists()
    monkeypatch.setattr("voice_star.speech.models._is_carried", lambda _model: False)

    (finding,) = checkup.check_model(WELL)

    assert finding.subject == "Model"
    assert "voice-star model fetch base" in finding.mend


def test_every_check_is_made() -> None:
    made = {name for name in vars(checkup) if name.startswith("check_")}

    assert {check.__name__ for check in CHECKS} == made


def test_what_is_taken_on_the_disk_is_told(
    capsys: Capture, three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_STAR_CACHE", str(tmp_path / "cache"))
    model = tmp_path / "cache" / "models" / "base" / "model.bin"
    model.parent.mkdir(parents=True)
    model.touch()
    os.truncate(model, 1_234_000_000)
    recording = next((three / "recordings").iterdir())
    os.truncate(recording, 5_000_000)
    call(capsys, "backup", tmp_path / "all.zip")
    call(capsys, "backup", tmp_path / "gone.zip")
    (tmp_path / "gone.zip").unlink()

    texts = [finding.text for finding in checkup.check_space(WELL)]

    assert texts == [
        "recordings: 5 MB in 3 files",
        "history: below 1 MB in 1 file",
        "takes not in it: 0 MB",
        "set aside: 0 MB",
        "models: 1.2 GB in 1 file",
        "backups: 5 MB in 1 file",
    ]


def test_where_nothing_is_kept_nothing_is_taken(data: Path, no_models: Path) -> None:
    assert all(one.text.endswith(": 0 MB") for one in checkup.check_space(WELL))
    assert not data.exists()
    assert not no_models.exists()


@pytest.mark.parametrize(
    ("n_bytes", "said"),
    [
        (0, "0 MB"),
        (1, "below 1 MB"),
        (1_400_000, "1 MB"),
        (999_400_000, "999 MB"),
        (999_600_000, "1.0 GB"),
    ],
)
def test_sizes_are_said_as_people_say_them(n_bytes: int, said: str) -> None:
    assert as_size(n_bytes) == said
