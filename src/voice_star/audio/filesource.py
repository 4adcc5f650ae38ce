"""A file that plays the part of the microphone: for tests, and to measure with."""

from __future__ import annotations

import threading
import time
from itertools import chain, repeat
from typing import TYPE_CHECKING

import numpy as np

from voice_star.audio.source import Block, SourceFormat
from voice_star.errors import UnreadableRecordingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from voice_star.audio.source import Outlet
    from voice_star.domain.timeline import Seconds

_BLOCK: Seconds = 0.02
"""As long as those of a sound card."""


class FileSource:
    """Plays a file as if it were spoken, and then silence.

    It stands still while nothing is kept, as a speaker would who waits for the
    recorder: the first sample kept is the first of the file.

    Args:
        path: A recording that libsndfile knows: wav, flac, ogg or mp3.
        speed: How many seconds of it are played in one.

    Attributes:
        has_ended: Set once all of the file has been handed over.
    """

    def __init__(self, path: Path, *, speed: float = 1.0) -> None:
        self._path = path
        self._speed = speed
        self._is_wanted = threading.Event()
        self._is_closed = threading.Event()
        self._player: threading.Thread | None = None
        self.has_ended = threading.Event()

    def open(self, outlet: Outlet) -> SourceFormat:
        """Be ready to play.

        Raises:
            UnreadableRecordingError: If the file cannot be played.
        """
        import soundfile

        try:
            samplerate = int(soundfile.info(self._path).samplerate)
        except (soundfile.LibsndfileError, OSError) as error:
            raise UnreadableRecordingError(
                f"{self._path} cannot be played in place of a microphone. "
                "Name a wav or flac file."
            ) from error
        self._is_closed.clear()
        self._player = threading.Thread(
            target=self._play, args=(outlet, samplerate), name="player", daemon=True
        )
        self._player.start()
        return SourceFormat(samplerate, device=self._path.name)

    def clock(self) -> Seconds:
        """Return the time by which the file is played: it runs at the file's speed."""
        return time.monotonic() * self._speed

    def follow(self, *, is_keeping: bool) -> None:
        """Play while blocks are kept."""
        if is_keeping:
            self._is_wanted.set()
        else:
            self._is_wanted.clear()

    def close(self) -> None:
        """Play no more."""
        self._is_closed.set()
        self._is_wanted.set()
        if self._player is not None:
            self._player.join()
            self._player = None
        self._is_wanted.clear()

    def _play(self, outlet: Outlet, samplerate: int) -> None:
        """Hand over one block after another, each when it would have been spoken."""
        n_block = round(_BLOCK * samplerate)
        silence = np.zeros(n_block, np.int16)
        due = self.clock()
        for pcm in chain(self._blocks(n_block), repeat(silence)):
            captured = self._wait(due, len(pcm) / samplerate)
            if self._is_closed.is_set():
                return
            outlet(Block(pcm, captured))
            due = captured + len(pcm) / samplerate

    def _wait(self, due: Seconds, length: Seconds) -> Seconds:
        """Wait until a block that is due to begin has been spoken; return its start."""
        while not self._is_closed.is_set():
            if not self._is_wanted.is_set():
                self._is_wanted.wait()
                due = self.clock()
            left = (due + length - self.clock()) / self._speed
            self._is_closed.wait(max(0.0, left))
            if self._is_wanted.is_set():
                break
        return due

    def _blocks(self, n_block: int) -> Iterator[NDArray[np.int16]]:
        import soundfile

        with soundfile.SoundFile(self._path) as sound:
            yield from sound.blocks(n_block, dtype="int16")
        self.has_ended.set()
