"""Playing a take to whoever gave it: from any moment, until it is stopped."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from voice_star.audio import portaudio
from voice_star.audio.hush import begin_hush, end_hush
from voice_star.domain.take import SAMPLERATE
from voice_star.errors import PlaybackError

if TYPE_CHECKING:
    import numpy as np
    import sounddevice
    from numpy.typing import NDArray

    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Seconds

_LATENCY: Seconds = 0.15
"""How much PortAudio holds ready: Python may be late by so much, unheard."""


class Player:
    """Plays one take at a time. May be asked from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._playing: _Playing | None = None

    def play(self, take: Take, *, start: Seconds, end: Seconds | None = None) -> None:
        """Play a take from `start`, instead of whatever is played now.

        Args:
            take: Whose sound.
            start: In seconds of the take.
            end: Where it stops; with the take if None.

        Raises:
            PlaybackError: If there is nothing that sounds, or it refuses.
        """
        stop = len(take.pcm) if end is None else round(end * SAMPLERATE)
        with self._lock:
            self._end()
            self._playing = _Playing(take.pcm[:stop], round(start * SAMPLERATE))

    def stop(self) -> None:
        """Be silent."""
        with self._lock:
            self._end()

    @property
    def position(self) -> Seconds | None:
        """The moment of the take that sounds now; None while nothing does."""
        playing = self._playing
        return None if playing is None else playing.position

    def _end(self) -> None:
        if self._playing is not None:
            self._playing.close()
            self._playing = None


class _Playing:
    """One stretch that sounds, at a stream of its own."""

    def __init__(self, pcm: NDArray[np.int16], first: int) -> None:
        self._pcm, self._next = pcm, first
        self._has_ended = False
        begin_hush()
        try:
            library = portaudio.load()
            self._stop: type[Exception] = library.CallbackStop
            portaudio.hold(self)
            try:
                self._stream = library.OutputStream(
                    samplerate=SAMPLERATE,
                    channels=1,
                    dtype="int16",
                    latency=_LATENCY,
                    callback=self._fill,
                    finished_callback=self._finished,
                )
                self._stream.start()
            except (library.PortAudioError, ValueError) as error:
                portaudio.let_go(self)
                raise PlaybackError(
                    f"Nothing can be played on this machine ({error}). Is there a "
                    "loudspeaker or headset, and is it the system's default?"
                ) from error
        except BaseException:
            end_hush()
            raise

    @property
    def position(self) -> Seconds | None:
        if self._has_ended:
            return None
        ahead = float(self._stream.latency)
        return max(0.0, self._next / SAMPLERATE - ahead)

    def close(self) -> None:
        self._stream.close()
        portaudio.let_go(self)
        end_hush()

    def _fill(
        self,
        out: NDArray[np.int16],
        n_frames: int,
        _time: Any,  # noqa: ANN401 - a structure of C
        _status: sounddevice.CallbackFlags,
    ) -> None:
        """Hand over the next samples. PortAudio's thread: no more is done here."""
        piece = self._pcm[self._next : self._next + n_frames]
        out[: len(piece), 0] = piece
        out[len(piece) :] = 0
        self._next += len(piece)
        if len(piece) < n_frames:
            raise self._stop

    def _finished(self) -> None:
        self._has_ended = True
