"""Keeps what a source hands over: the one who owns the journal of a take.

Everything comes to it through one queue, blocks and keys alike. So a key takes effect
between two blocks, exactly where it was pressed, however late the disk is.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from voice_star.audio.journal import Journal
from voice_star.audio.livesound import Growth
from voice_star.audio.meter import Meter
from voice_star.audio.notes import Break, Cause, TakeNotes
from voice_star.audio.notices import Notice, NoticeKind
from voice_star.audio.source import Back, Block, Lost, SourceEvent
from voice_star.errors import RecordingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from voice_star.domain.timeline import Seconds

_GRACE: Seconds = 1.0
"""How much longer than it lasts the tail of a take is waited for. Blocks come late, or
never: a device may go just then."""


class RecorderState(StrEnum):
    """What a recorder is doing."""

    CLOSED = "closed"
    READY = "ready"
    """The stream is open, and nothing is kept."""
    RECORDING = "recording"
    PAUSED = "paused"
    STOPPING = "stopping"
    """The last key was pressed; the tail of the last word is still kept."""
    STOPPED = "stopped"
    """All is on disk, and not yet finished."""


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """Keep blocks from here on; `done` tells when there is a journal for them."""

    notes: TakeNotes
    done: Future[None] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class Pause:
    """Keep nothing from here on."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Keep blocks again."""


@dataclass(frozen=True, slots=True, eq=False)
class Stop:
    """Keep a little more, then end; `done` tells when all is on disk."""

    done: Future[None] = field(default_factory=Future)


@dataclass(frozen=True, slots=True, eq=False)
class Drop:
    """Throw the take away; `done` tells when it is gone."""

    done: Future[None] = field(default_factory=Future)


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """Let go of a take that has ended; `done` tells when."""

    done: Future[None] = field(default_factory=Future)


Key: TypeAlias = Start | Pause | Resume | Stop | Drop | Release


@dataclass(frozen=True, slots=True)
class RecorderStatus:
    """How a recording goes, at one moment.

    Attributes:
        state: What is being done.
        elapsed: Seconds of sound kept.
        level: Peak of the last moments, 0 to 1.
        is_clipping: Whether a sample was at full scale in the last moments.
        is_lost: Whether the device is gone, and looked out for.
        n_dropouts: Gaps in the take in which samples were lost.
        notices: What the speaker should know, in order, since the stream was opened.
        failure: Why the take ended early, if it did.
    """

    state: RecorderState = RecorderState.CLOSED
    elapsed: Seconds = 0.0
    level: float = 0.0
    is_clipping: bool = False
    is_lost: bool = False
    n_dropouts: int = 0
    notices: tuple[Notice, ...] = ()
    failure: RecordingError | None = None


class Keeper:
    """Handles one event after another, in one thread.

    Args:
        parent: The folder of takes.
        samplerate: Of the blocks to come, in Hz.
        tail: Sound kept after stop.
        clock: Seconds since some moment, for how long breaks last.

    Attributes:
        journal: Of the take, from start until it is released.
        growth: How much of the take is on disk.
    """

    def __init__(
        self,
        parent: Path,
        *,
        samplerate: int,
        tail: Seconds,
        clock: Callable[[], Seconds],
    ) -> None:
        self._parent = parent
        self._rate = samplerate
        self._n_tail = round(tail * samplerate)
        self._clock = clock
        self._notes = TakeNotes()
        self._broke: tuple[Seconds, Cause] | None = None
        self._stop: Stop | None = None
        self._n_tail_left = 0
        self._deadline = 0.0
        self._meter = Meter(samplerate)
        self._state = RecorderState.READY
        self._notices: tuple[Notice, ...] = ()
        self._n_dropouts = 0
        self._is_lost = False
        self._failure: RecordingError | None = None
        self.journal: Journal | None = None
        self.growth = Growth()

    @property
    def status(self) -> RecorderStatus:
        """How it goes; may be asked for in any thread."""
        return RecorderStatus(
            state=self._state,
            elapsed=self._elapsed,
            level=self._meter.level,
            is_clipping=self._meter.is_clipping,
            is_lost=self._is_lost,
            n_dropouts=self._n_dropouts,
            notices=self._notices,
            failure=self._failure,
        )

    @property
    def _elapsed(self) -> Seconds:
        return self.growth.n_samples / self._rate

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
                self._pause()
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
        if self._state is RecorderState.STOPPING and self._clock() >= self._deadline:
            self._end()

    def close(self) -> None:
        """End whatever take there is, as it is, and let go of it."""
        if self.journal is not None:
            self._end()
        self._release()

    def _release(self) -> None:
        if self.journal is not None:
            self.journal.close()
            self.journal = None
        self._state = RecorderState.READY

    # -- what the source hands over

    def _hear(self, block: Block) -> None:
        pcm = _mono(block.pcm)
        self._tell(self._meter.hear(pcm))
        if self._state is RecorderState.STOPPING:
            pcm = pcm[: self._n_tail_left]
            self._n_tail_left -= len(pcm)
        if self._state in {RecorderState.RECORDING, RecorderState.STOPPING}:
            self._n_dropouts += block.has_dropout
            self._keep(pcm)
        if self._state is RecorderState.STOPPING and not self._n_tail_left:
            self._end()

    def _keep(self, pcm: NDArray[np.int16]) -> None:
        assert self.journal is not None
        try:
            self.journal.append(pcm)
        except RecordingError as error:
            self._failure = error
            self._tell([Notice(NoticeKind.DISK, str(error))])
            self.growth.reach(self.journal.n_samples)
            self._end()
        else:
            self.growth.reach(self.journal.n_samples)
            self._tell(self._meter.keep(pcm))

    def _lose(self, lost: Lost) -> None:
        self._is_lost = True
        self._tell([Notice(NoticeKind.LOST, lost.text)])
        if self._state is RecorderState.RECORDING:
            self._break(Cause.LOST)
        elif self._state is RecorderState.STOPPING:
            self._end()

    def _regain(self, back: Back) -> None:
        self._is_lost = False
        self._tell([Notice(NoticeKind.BACK, back.text)])
        if self._state is RecorderState.RECORDING:
            self._mend()

    # -- what the user asks for

    def _start(self, start: Start) -> None:
        if self._state is not RecorderState.READY:
            start.done.set_exception(RuntimeError(f"a take cannot begin: {self._state}"))
            return
        try:
            self.journal = Journal(
                self._parent, notes=start.notes, samplerate=self._rate
            )
        except RecordingError as error:
            start.done.set_exception(error)
            return
        self._notes = start.notes
        self._broke = None
        self.growth = Growth()
        self._n_dropouts = 0
        self._failure = None
        self._meter.begin_take()
        self._state = RecorderState.RECORDING
        start.done.set_result(None)

    def _pause(self) -> None:
        if self._state is RecorderState.RECORDING:
            self._mend()  # a microphone that is gone is no matter now
            self._state = RecorderState.PAUSED
            self._break(Cause.PAUSED)

    def _resume(self) -> None:
        if self._state is RecorderState.PAUSED:
            self._mend()
            self._state = RecorderState.RECORDING
            if self._is_lost:
                self._break(Cause.LOST)

    def _begin_stop(self, stop: Stop) -> None:
        if self.journal is None:
            stop.done.set_exception(RuntimeError("there is no take to stop"))
            return
        if self._state is RecorderState.STOPPED:  # it has ended by itself
            stop.done.set_result(None)
            return
        is_heard = self._state is RecorderState.RECORDING and not self._is_lost
        self._stop = stop
        self._state = RecorderState.STOPPING
        self._n_tail_left = self._n_tail
        self._deadline = self._clock() + self._n_tail / self._rate + _GRACE
        if not is_heard or not self._n_tail:
            self._end()

    def _drop(self, drop: Drop) -> None:
        if self.journal is not None:
            self.growth.end()
            self.journal.drop()
            self.journal = None
        self._state = RecorderState.READY
        drop.done.set_result(None)

    # -- what follows from it

    def _break(self, cause: Cause) -> None:
        """Note that the take stands still from here on."""
        self._broke = (self._clock(), cause)
        self._note(Break(self._elapsed, 0.0, cause))

    def _mend(self) -> None:
        """Note how long the take has stood still, if it has."""
        if self._broke is not None:
            since, cause = self._broke
            self._broke = None
            at = self._notes.breaks[-1].at
            self._notes = replace(self._notes, breaks=self._notes.breaks[:-1])
            self._note(Break(at, self._clock() - since, cause))

    def _note(self, one: Break) -> None:
        assert self.journal is not None
        self._notes = replace(self._notes, breaks=(*self._notes.breaks, one))
        self.journal.note(self._notes)

    def _end(self) -> None:
        """Keep no more: all that came is on disk."""
        assert self.journal is not None
        self.growth.end()
        self.journal.end()
        self.journal.note(
            replace(
                self._notes,
                n_dropouts=self._n_dropouts,
                n_clipped=self._meter.n_clipped,
            )
        )
        self._state = RecorderState.STOPPED
        if self._stop is not None:
            self._stop.done.set_result(None)
            self._stop = None

    def _tell(self, notices: Iterable[Notice]) -> None:
        for notice in notices:
            self._notices = (*self._notices, replace(notice, at=self._elapsed))


def _mono(pcm: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return the mean of the channels."""
    if pcm.ndim == 1:
        return pcm
    if pcm.shape[1] == 1:
        return pcm[:, 0]
    return np.rint(pcm.mean(axis=1)).astype(np.int16)
