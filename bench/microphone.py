"""A microphone to measure with: files are played into it, and heard as in a room."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile
from tests.soundserver import SoundServer, missing_programs

from voice_star.domain.samplerate import SAMPLERATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.take import Samples
    from voice_star.domain.timeline import Seconds

NOISE = 10 ** (-66 / 20)
"""Of full scale: every real microphone hears at least this."""

_NOISE_PIECE: Seconds = 30.0

_SETTLED: Seconds = 0.5
"""Of sound played, before the player's clock is believed."""

_TIME = re.compile(r"Time: ([0-9.]+) sec")
"""What paplay says some twenty times a second: how much of the file was played."""


@contextmanager
def room(length: Seconds) -> Iterator[Room]:
    """Give a room of our own to speak in, for so long at the most.

    Everything in this process, and the processes it starts, uses its microphone.
    """
    missing = missing_programs()
    if missing:
        raise SystemExit(
            f"bench: a virtual microphone needs {', '.join(missing)}: "
            "./scripts/setup.sh dev"
        )
    with tempfile.TemporaryDirectory(prefix="vs-") as home:
        server = SoundServer(Path(home))
        try:
            server.start()
        except AssertionError as error:
            raise SystemExit("bench: no sound server could be started.") from error
        before = dict(os.environ)
        os.environ.update(server.environment)
        try:
            noise = Path(home) / "noise.wav"
            _write_noise(noise, length)
            with server.playing(noise):
                yield Room(server)
        finally:
            os.environ.clear()
            os.environ.update(before)
            server.kill()


class Room:
    """A room in which a microphone hears faint noise, and what is played."""

    def __init__(self, server: SoundServer) -> None:
        self._server = server

    @contextmanager
    def playing(self, samples: Samples) -> Iterator[Player]:
        """Play a sound of 16 kHz for a while, or to its end."""
        path = self._server.home / "played.wav"
        soundfile.write(path, samples, SAMPLERATE, subtype="PCM_16")
        player = Player(
            self._server.play(path, "--verbose", stderr=subprocess.PIPE),
        )
        try:
            yield player
        finally:
            player.stop()


class Player:
    """Plays a sound, and knows when each moment of it is to be heard."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._began = float("inf")
        self._is_known = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def began(self) -> Seconds:
        """When its first sample was played, by `time.monotonic`; waits to know it."""
        assert self._is_known.wait(20.0), "nothing is played"
        return self._began

    @property
    def is_known(self) -> bool:
        """Whether `began` returns at once."""
        return self._is_known.is_set()

    def stop(self) -> None:
        """Play no more."""
        self._process.terminate()
        self._process.wait()
        self._reader.join()

    def _read(self) -> None:
        """Follow the player's clock. Being told late makes no moment earlier."""
        assert self._process.stderr is not None
        with self._process.stderr as stream:
            while said := os.read(stream.fileno(), 4096):
                now = time.monotonic()
                for found in _TIME.findall(said.decode("utf-8", "replace")):
                    if float(found) >= _SETTLED:
                        self._began = min(self._began, now - float(found))
                        self._is_known.set()


def _write_noise(path: Path, length: Seconds) -> None:
    noise = NOISE * np.random.default_rng(1).standard_normal(
        round(_NOISE_PIECE * SAMPLERATE)
    )
    with soundfile.SoundFile(
        path, "w", samplerate=SAMPLERATE, channels=1, subtype="PCM_16"
    ) as file:
        for _ in range(round(length / _NOISE_PIECE) + 1):
            file.write(noise)
