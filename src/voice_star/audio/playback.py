"""Playing a take to whoever gave it: from any moment, until it is stopped."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Any

from voice_star.audio import portaudio
from voice_star.audio.hush import begin_hush, end_hush
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.errors import PlaybackError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import sounddevice
    from numpy.typing import NDArray

    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Seconds

_LATENCY: Seconds = 0.15
"""How much PortAudio holds ready: Python may be late by so much, unheard."""

_HEADSTART = SAMPLERATE // 2
"""Samples that are made before any is played: making is many times faster."""


class Player:
    """Plays one take at a time. May be asked from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._playing: _Playing | None = None

    def play(
        self,
        take: Take,
        *,
        start: Seconds,
        end: Seconds | None = None,
        speed: float = 1.0,
    ) -> None:
        """Play a take from `start`, instead of whatever is played now.

        Args:
            take: Whose sound.
            start: In seconds of the take.
            end: Where it stops; with the take if None.
            speed: 2 is twice as fast, at the same pitch; from 0.5 to 2.

        Raises:
            PlaybackError: If there is nothing that sounds, or it refuses.
        """
        stop = len(take.pcm) if end is None else round(end * SAMPLERATE)
        with self._lock:
            self._end()
            first = min(stop, round(start * SAMPLERATE))
            self._playing = _Playing(take.pcm[first:stop], start, speed=speed)

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

    def __init__(self, pcm: NDArray[np.int16], start: Seconds, *, speed: float) -> None:
        from voice_star.audio.tempo import at_speed  # it needs numpy

        self._start, self._speed = start, speed
        self._sound = _Made(at_speed(pcm, speed))
        self._next = 0
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
        moved = self._next / SAMPLERATE - ahead
        return max(0.0, self._start + self._speed * moved)

    def close(self) -> None:
        self._stream.close()
        self._sound.give_up()
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
        # Read first: whatever was made until then is all that there will be.
        is_whole = self._sound.is_whole
        filled = self._sound.take(out[:, 0])
        self._next += filled
        if is_whole and filled < n_frames:
            raise self._stop

    def _finished(self) -> None:
        self._has_ended = True


class _Made:
    """Sound that is made in a thread, some way ahead of where it is played.

    Args:
        pieces: Makes it.
    """

    def __init__(self, pieces: Iterator[NDArray[np.int16]]) -> None:
        self.is_whole = False
        self._pieces: deque[NDArray[np.int16]] = deque()
        self._is_wanted = True
        n_ready = 0
        for piece in pieces:
            self._pieces.append(piece)
            n_ready += len(piece)
            if n_ready >= _HEADSTART:
                thread = threading.Thread(
                    target=self._make, args=(pieces,), name="tempo", daemon=True
                )
                thread.start()
                return
        self.is_whole = True

    def give_up(self) -> None:
        """Make no more of it."""
        self._is_wanted = False

    def take(self, out: NDArray[np.int16]) -> int:
        """Fill what can be filled, and the rest with silence; return how much was."""
        filled = 0
        while filled < len(out) and self._pieces:
            piece = self._pieces.popleft()
            part = piece[: len(out) - filled]
            out[filled : filled + len(part)] = part
            filled += len(part)
            if len(part) < len(piece):
                self._pieces.appendleft(piece[len(part) :])
        out[filled:] = 0
        return filled

    def _make(self, pieces: Iterator[NDArray[np.int16]]) -> None:
        for piece in pieces:
            if not self._is_wanted:
                return
            self._pieces.append(piece)
        self.is_whole = True
