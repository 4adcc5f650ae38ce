"""Recordings in progress, for tests: in a thread that listens, or another process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.audio.recorder import Recorder
    from voice_star.domain.take import Samples


class Listener:
    """Listens to a take as the live hearing does: in a thread, as it grows."""

    def __init__(self, recorder: Recorder) -> None:
        self._sound = recorder.sound()
        self._blocks: list[Samples] = []
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        self._blocks.extend(self._sound)

    def samples(self) -> Samples:
        """Return all that was heard, once the take has ended."""
        self._thread.join(timeout=20)
        assert not self._thread.is_alive()
        return np.concatenate(self._blocks)


class Recording:
    """A process that records, and does as it is told in lines; see recorder_apart.py.

    Args:
        takes: The folder of takes.
        source: A file to play, or "microphone".

    Attributes:
        began: When it began to keep, by `time.monotonic`, which all processes share.
        errors: What it printed on stderr, once it has ended.
    """

    def __init__(self, takes: Path, source: Path | str) -> None:
        self.errors = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.recorder_apart", takes, source],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ,
        )
        self.began = float(self.wait_for("began"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        if self.process.returncode is not None:
            return
        _, self.errors = self.process.communicate(timeout=30)

    def press(self, key: str) -> None:
        """Tell it to do something, and wait until it has."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{key}\n")
        self.process.stdin.flush()
        self.wait_for(key)

    def wait_for(self, word: str) -> str:
        """Wait until it says something that begins so; return the rest."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith(word):
                return line.removeprefix(word).strip()
        raise AssertionError(f"it ended without {word!r}: {self.process.communicate()}")

    def end(self, signal: int) -> float:
        """Send it a signal, wait until it has ended, and return when it was sent."""
        sent = time.monotonic()
        self.process.send_signal(signal)
        _, self.errors = self.process.communicate(timeout=30)
        return sent
