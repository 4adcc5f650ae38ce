"""A sound server of one's own, with a microphone into which files are played.

PulseAudio in a private folder, with a sink that leads nowhere; what is played into it
comes out of a virtual microphone. PortAudio reaches it by way of ALSA. The tests and
the bench record from it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager
from ctypes.util import find_library
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS = ("pulseaudio", "pactl", "paplay")
LIBRARIES = ("portaudio", "asound")
ALSA_PLUGIN = "usr/lib*/*/alsa-lib/libasound_module_pcm_pulse.so"

_ALSA = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"

_SERVER = "load-module module-native-protocol-unix auth-anonymous=1 socket={}\n"

_MICROPHONE = (
    ("module-null-sink", "sink_name=mic_feed", "rate=48000"),
    ("module-remap-source", "source_name=virtmic", "master=mic_feed.monitor"),
)


def missing_programs() -> list[str]:
    """Return what a sound server needs and this machine lacks."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    missing += [name for name in LIBRARIES if find_library(name) is None]
    if not any(Path("/").glob(ALSA_PLUGIN)):
        missing.append("ALSA's plugin for PulseAudio")
    return missing


@dataclass(slots=True)
class SoundServer:
    """A server that can be started, killed and started again.

    Attributes:
        home: A folder of its own; its path must be short, for a socket is in it.
    """

    home: Path
    _process: subprocess.Popen[bytes] | None = None
    _players: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What makes programs use this server."""
        return {
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "PULSE_SERVER": f"unix:{self._socket}",
        }

    @property
    def _socket(self) -> Path:
        return self.home / "native"

    def start(self) -> None:
        """Start the server, with a microphone."""
        (self.home / ".asoundrc").write_text(_ALSA)
        (self.home / "config").mkdir(exist_ok=True)
        self._socket.unlink(missing_ok=True)
        script = self.home / "server.pa"
        script.write_text(_SERVER.format(self._socket))
        self._process = subprocess.Popen(
            [
                *("pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n"),
                *("--use-pid-file=no", "-F", script),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | self.environment,
        )
        wait_until(self._answers)
        self.plug_in()

    def _answers(self) -> bool:
        return self._pactl("info").returncode == 0

    def kill(self) -> None:
        """End the server as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        for player in self._players:
            player.wait()

    def freeze(self) -> None:
        """Have the server stand still, as one does that hangs."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def plug_in(self) -> None:
        """Add the microphone."""
        for module in _MICROPHONE:
            assert self._pactl("load-module", *module).returncode == 0
        self._pactl("set-default-source", "virtmic")
        self._pactl("set-default-sink", "mic_feed")

    def unplug(self) -> None:
        """Take the microphone away."""
        for module, *_ in reversed(_MICROPHONE):
            assert self._pactl("unload-module", module).returncode == 0

    def play(
        self, path: Path, *options: str, stderr: int = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        """Begin to play a file into the microphone.

        Args:
            path: The file.
            options: More of them for paplay.
            stderr: Where what it says goes; nowhere otherwise.
        """
        player = subprocess.Popen(
            ["paplay", "--device=mic_feed", *options, path],
            stdin=subprocess.DEVNULL,
            stderr=stderr,
            env=os.environ | self.environment,
        )
        self._players.append(player)
        return player

    @contextmanager
    def playing(self, path: Path) -> Iterator[None]:
        """Play a file for a while, or to its end."""
        player = self.play(path)
        try:
            yield
        finally:
            player.terminate()
            player.wait()

    def _pactl(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["pactl", *arguments],
            check=False,
            timeout=20,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=os.environ | self.environment,
        )
