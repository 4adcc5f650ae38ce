"""A microphone is chosen by name, never silently another, and the list is fresh."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from voice_star.audio.devices import (
    InputDevice,
    choose_device,
    list_devices,
)
from voice_star.audio.microphone import Microphone
from voice_star.audio.portaudio import install_line
from voice_star.errors import MicrophoneError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.soundserver import SoundServer

pytest_plugins = ("tests.microphones",)


def device(
    index: int, name: str, *, host: str = "ALSA", is_default: bool = False
) -> InputDevice:
    return InputDevice(
        index, name, host, is_default=is_default, n_channels=1, samplerate=48_000
    )


DEVICES = (
    device(0, "Built-in Microphone"),
    device(2, "Blue Yeti: USB Audio"),
    device(5, "Headset", host="MME"),
    device(6, "Headset", host="WASAPI", is_default=True),
    device(7, "Headset Pro"),
)


def test_without_a_name_it_is_the_default() -> None:
    assert choose_device(DEVICES, None).index == 6


def test_without_a_default_it_is_the_first() -> None:
    assert choose_device(DEVICES[:2], None).index == 0


@pytest.mark.parametrize(
    ("wanted", "index"),
    [("Built-in Microphone", 0), ("yeti", 2), ("headset", 6), ("HEADSET PRO", 7)],
)
def test_a_name_or_part_of_it_chooses(wanted: str, index: int) -> None:
    assert choose_device(DEVICES, wanted).index == index


def test_a_name_that_could_be_several_is_no_choice() -> None:
    with pytest.raises(MicrophoneError, match=r'"Headset" or "Headset Pro"'):
        choose_device(DEVICES, "heads")


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(MicrophoneError, match="Headset") as raised:
        choose_device(DEVICES, "headfet")

    assert "Yeti" not in str(raised.value)


def test_a_name_that_is_like_none_is_told_with_all() -> None:
    with pytest.raises(MicrophoneError, match=r"Built-in.*Yeti.*Headset"):
        choose_device(DEVICES, "zzz")


def test_without_any_microphone_it_says_so() -> None:
    with pytest.raises(MicrophoneError, match="No microphone was found"):
        choose_device((), None)


def test_the_list_is_read_anew_each_time(server: SoundServer) -> None:
    before = list_devices()
    server.kill()
    try:
        without = list_devices()
    finally:
        server.start()

    assert {"default", "pulse"} <= {one.name for one in before}
    assert all(16_000 in one.rates and one.host == "ALSA" for one in before)
    assert [one.name for one in before if one.is_default] == ["default"]
    assert without == ()
    assert list_devices() == before


@pytest.mark.usefixtures("server")
def test_a_device_that_is_not_there_is_not_replaced_by_another() -> None:
    with pytest.raises(MicrophoneError, match=r"Yeti.*default"):
        Microphone("Yeti").open(lambda _event: None)


@pytest.mark.parametrize(
    ("release", "line"),
    [
        ("ID=debian\n", "sudo apt install libportaudio2"),
        ('ID=pop\nID_LIKE="ubuntu debian"\n', "sudo apt install libportaudio2"),
        ("NAME=Fedora\nID=fedora\n", "sudo dnf install portaudio"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "sudo dnf install portaudio"),
        ("ID=arch\n", "sudo pacman -S portaudio"),
        ("ID=unheard-of\n", "portaudio"),
    ],
)
def test_portaudio_is_installed_as_this_system_does(
    tmp_path: Path, release: str, line: str
) -> None:
    path = tmp_path / "os-release"
    path.write_text(release)

    assert line in install_line("linux", path)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_portaudio_comes_with_sounddevice(platform: str) -> None:
    assert "sounddevice" in install_line(platform)


WITHOUT_PORTAUDIO = """
import sys, ctypes.util
ctypes.util.find_library = lambda name: None
from voice_star.audio.microphone import Microphone
from voice_star.errors import MicrophoneError
try:
    Microphone().open(print)
except MicrophoneError as error:
    print(error)
"""


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="it comes with it there"
)
def test_without_portaudio_one_sentence_says_how_to_install_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PORTAUDIO],
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    assert install_line() in done.stdout


def test_a_crash_of_portaudio_is_told_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crashing = tmp_path / "python"
    crashing.write_text("#!/bin/sh\nkill -ABRT $$\n")
    crashing.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(crashing))

    with pytest.raises(MicrophoneError, match="PortAudio"):
        list_devices()
