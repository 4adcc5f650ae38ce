"""Keeps what a source hands over: handles blocks and keys, one after another.

Everything comes to it through one queue and in one thread, so nothing here is locked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from voice_star.audio.keys import Drop, Key, Pause, Release, Resume, Start, Stop
from voice_star.audio.meter import Meter
from voice_star.audio.notes import Cause
from voice_star.audio.notices import Notice, NoticeKind
from voice_star.audio.opentake import OpenTake
from voice_star.audio.source import Back, Block, Lost, SourceEvent
from voice_star.audio.status import RecorderState, RecorderStatus
from voice_star.errors import RecordingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from voice_star.domain.timeline import Seconds

_GRACE: Seconds = 1.0
"""How long the last blocks of a take are waited for after its end. They come late, or
never: a device may go just then."""


class Keeper:
    """Handles one event after another.

    Args:
        parent: The folder of takes.
        samplerate: Of the blocks to come, in Hz.
        tail: Sound kept after stop.
        clock: The time by which blocks are captured and keys pressed.

    Attributes:
        take: The one in progress or stopped, from start until it is let go.
    """

    def __init__(
        self,
        parent: Path,
        *,
        samplerate: int,
        tail: Seconds,
        clock: Callable[[], Seconds],
    ) -> None:
        self.take: OpenTake | None = None
        self._parent = parent
        self._rate = samplerate
        self._tail = tail
        self._clock = clock
        self._meter = Meter(samplerate)
        self._state = RecorderState.READY
        self._notices: tuple[Notice, ...] = ()
        self._is_lost = False
        self._failure: RecordingError | None = None
        self._stop: Stop | None = None

    @property
    def status(self) -> RecorderStatus:
        """How it goes; may be asked for in any thread."""
        take = self.take
        return RecorderStatus(
            state=self._state,
            elapsed=take.elapsed if take else 0.0,
            level=self._meter.level,
            is_clipping=self._meter.is_clipping,
            is_lost=self._is_lost,
            n_dropouts=take.n_dropouts if take else 0,
            notices=self._notices,
            failure=self._failure,
        )

    def handle(self, event: SourceEvent | Key) -> None:
        """Do what an event asks for."""
        match event:
            case Block():
                self._hear(event)
            case Lost():
                self._lose(event)
            case Back():
                self._regain(event)
            case Start():
                self._start(event)
            case Pause():
                self._pause(event)
            case Resume():
                self._resume()
            case Stop():
                self._begin_stop(event)
            case Drop():
                self._drop(event)
            case Release():
                self._release()
                event.done.set_result(None)

    def tick(self) -> None:
        """Notice that time has passed, though nothing may have come."""
        if self._state is RecorderState.STOPPING and self.take is not None:
            end = self.take.gate.end
            if self._is_lost or self._clock() >= end + _GRACE:
                self._end(self.take)

    def close(self) -> None:
        """End whatever take there is, as it is, and let go of it."""
        if self.take is not None:
            self._end(self.take)
        self._release()

    # -- what the source hands over

    def _hear(self, block: Block) -> None:
        pcm = _mono(block.pcm)
        self._tell(self._meter.hear(pcm))
        take = self.take
        if take is None:
            return
        try:
            self._tell(
                take.keep(pcm, captured=block.captured, has_dropout=block.has_dropout)
            )
        except RecordingError as error:
            self._failure = error
            self._tell([Notice(NoticeKind.DISK, str(error))])
            self._end(take)
        if self._state is RecorderState.STOPPING and not take.gate.expects:
            self._end(take)

    def _lose(self, lost: Lost) -> None:
        self._is_lost = True
        self._tell([Notice(NoticeKind.LOST, lost.text)])

    def _regain(self, back: Back) -> None:
        self._is_lost = False
        self._tell([Notice(NoticeKind.BACK, back.text)])
        if self.take is not None:
            self.take.stand_still(Cause.LOST)

    # -- what the user asks for

    def _start(self, start: Start) -> None:
        if self.take is not None:
            start.done.set_exception(RuntimeError("there is a take already"))
            return
        try:
            take = OpenTake(self._parent, notes=start.notes, samplerate=self._rate)
        except RecordingError as error:
            start.done.set_exception(error)
            return
        take.gate.open()
        self.take = take
        self._failure = None
        self._state = RecorderState.RECORDING
        start.done.set_result(None)

    def _pause(self, pause: Pause) -> None:
        if self.take is not None and self._state is RecorderState.RECORDING:
            self.take.gate.shut(pause.at)
            self._state = RecorderState.PAUSED

    def _resume(self) -> None:
        if self.take is not None and self._state is RecorderState.PAUSED:
            self.take.gate.open()
            self.take.stand_still(Cause.PAUSED)
            self._state = RecorderState.RECORDING

    def _begin_stop(self, stop: Stop) -> None:
        if self.take is None:
            stop.done.set_exception(RuntimeError("there is no take to stop"))
        elif self._state is RecorderState.STOPPED:  # it has ended by itself
            stop.done.set_result(None)
        else:
            self.take.gate.shut(stop.at + self._tail)
            self._stop = stop
            self._state = RecorderState.STOPPING
            if not self.take.gate.expects:
                self._end(self.take)

    def _drop(self, drop: Drop) -> None:
        if self.take is not None:
            self.take.drop()
            self.take = None
        self._state = RecorderState.READY
        drop.done.set_result(None)

    # -- what follows from it

    def _end(self, take: OpenTake) -> None:
        take.end()
        self._state = RecorderState.STOPPED
        if self._stop is not None:
            self._stop.done.set_result(None)
            self._stop = None

    def _release(self) -> None:
        if self.take is not None:
            self.take.journal.close()
            self.take = None
        self._state = RecorderState.READY

    def _tell(self, notices: Iterable[Notice]) -> None:
        for notice in notices:
            at = self.take.elapsed if self.take else 0.0
            self._notices = (*self._notices, replace(notice, at=at))


def _mono(pcm: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return the mean of the channels."""
    if pcm.ndim == 1:
        return pcm
    mean: NDArray[np.int16] = np.rint(pcm.mean(axis=1)).astype(np.int16)
    return pcm[:, 0] if pcm.shape[1] == 1 else mean
