"""PortAudio loaded, and loaded again, without a word on the terminal.

It reads the list of devices once, when it is initialised; to see what has been
plugged in since, it has to be ended and initialised again.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.audio.hush import hushed
from voice_star.errors import MicrophoneError

if TYPE_CHECKING:
    from types import ModuleType

_INSTALL = {
    "debian": "sudo apt install libportaudio2",
    "ubuntu": "sudo apt install libportaudio2",
    "fedora": "sudo dnf install portaudio",
    "rhel": "sudo dnf install portaudio",
    "arch": "sudo pacman -S portaudio",
    "suse": "sudo zypper install libportaudio2",
    "opensuse": "sudo zypper install libportaudio2",
    "alpine": "sudo apk add portaudio",
    "gentoo": "sudo emerge media-libs/portaudio",
    "void": "sudo xbps-install portaudio",
}
"""By what /etc/os-release calls a system, or says that it is like."""

_ANYWHERE = "python -m pip install --force-reinstall sounddevice"
"""On macOS and Windows PortAudio comes inside this package."""


def load() -> ModuleType:
    """Return sounddevice, with PortAudio initialised.

    Raises:
        MicrophoneError: If there is no PortAudio on this machine.
    """
    # libjack, which PortAudio may be linked to, would otherwise try to start a server.
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    _silence_libraries()
    with hushed():
        try:
            import sounddevice
        except OSError as error:
            raise MicrophoneError(
                "Recording needs PortAudio, which is not on this machine. "
                f"Install it with: {install_line()}"
            ) from error
    library: ModuleType = sounddevice
    return library


_streams: set[object] = set()
"""Those open in this process. Ending PortAudio would end them."""


def hold(stream: object) -> None:
    """Keep PortAudio as it is as long as a stream is open."""
    _streams.add(stream)


def let_go(stream: object) -> None:
    """Say that a stream has been closed; once is enough."""
    _streams.discard(stream)


def reload() -> ModuleType:
    """Return sounddevice with the devices that there are now.

    While another stream is open in this process they are those of before.

    Raises:
        MicrophoneError: If there is no PortAudio on this machine, or it fails.
    """
    sounddevice = load()
    if _streams:
        return sounddevice
    with hushed():
        try:
            while sounddevice._initialized:  # noqa: SLF001 - there is no other way
                sounddevice._terminate()  # noqa: SLF001
            sounddevice._initialize()  # noqa: SLF001
        except sounddevice.PortAudioError as error:
            raise MicrophoneError(
                f"PortAudio cannot be started ({error}). Is the sound system running?"
            ) from error
    return sounddevice


def install_line(
    platform: str = sys.platform, os_release: Path = Path("/etc/os-release")
) -> str:
    """Return the command that installs PortAudio on this system."""
    if not platform.startswith("linux"):
        return _ANYWHERE
    names: list[str] = []
    with contextlib.suppress(OSError, ValueError):
        for line in os_release.read_text("utf-8").splitlines():
            key, _, value = line.partition("=")
            if key in {"ID", "ID_LIKE"}:
                names += value.strip("\"'").split()
    known = (_INSTALL[name] for name in names if name in _INSTALL)
    return next(known, "your system's package manager (the package is portaudio)")


@cache
def _silence_libraries() -> None:
    """Have ALSA and JACK hand their complaints to a function that does nothing.

    It is one of C's own: it needs no lock of Python's, and is there until the end.
    `abs` looks at a number it is given and returns; more arguments do not matter to it.
    """
    if not sys.platform.startswith("linux"):
        return
    ignore = ctypes.cast(ctypes.CDLL(None).abs, ctypes.c_void_p)
    for library, setters in (
        ("libasound.so.2", ("snd_lib_error_set_handler",)),
        ("libjack.so.0", ("jack_set_error_function", "jack_set_info_function")),
    ):
        with contextlib.suppress(OSError, AttributeError):
            loaded = ctypes.CDLL(library)
            for setter in setters:
                getattr(loaded, setter)(ignore)
