"""Records takes: opens a source, keeps what it hands over, and says how it goes.

    with Recorder(Microphone(), folder=takes_folder()) as recorder:
        recorder.start(question="Tell me about a failure.")
        for block in recorder.sound():      # in another thread: 16 kHz, as it is spoken
            ...
        recorder.stop()                     # listens 0.4 s more; all is on disk then
        take = recorder.finish()            # a FLAC file; may wait until there is time

A thread writes what the source hands over. Keys may come from any one thread. If the
program ends at any moment, `takes.cut_off_takes` finds what was said.
"""

from __future__ import annotations

import contextlib
import threading
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Self, TypeAlias

from voice_star.audio.keeper import Keeper
from voice_star.audio.keys import Drop, Key, Pause, Release, Resume, Start, Stop
from voice_star.audio.notes import TakeNotes
from voice_star.audio.status import RecorderState, RecorderStatus
from voice_star.audio.takes import KeptTake, finish_locked, read_kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voice_star.audio.livesound import LiveSound
    from voice_star.audio.opentake import OpenTake
    from voice_star.audio.source import Source, SourceEvent
    from voice_star.domain.timeline import Seconds

TAIL: Seconds = 0.4
"""Listened to after stop: the key is often pressed while the last word still sounds."""

_TICK: Seconds = 0.1
"""How often the writer looks up when nothing comes."""

Inbox: TypeAlias = "SimpleQueue[SourceEvent | Key | None]"
"""All that reaches the writer, in order; None is the last."""


def _now() -> datetime:
    return datetime.now().astimezone()


class Recorder:
    """Records takes from a source, one after another.

    Args:
        source: What is recorded.
        folder: The folder of takes, made where there is none.
        tail: Sound kept after stop.
        now: The moment a take begins.
    """

    def __init__(
        self,
        source: Source,
        *,
        folder: Path,
        tail: Seconds = TAIL,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._source = source
        self._folder = folder
        self._tail = tail
        self._now = now
        self._inbox: Inbox = SimpleQueue()
        self._keeper: Keeper | None = None
        self._writer: threading.Thread | None = None
        self._device = ""

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def open(self) -> None:
        """Open the stream. Nothing is kept yet, but there is a level.

        Raises:
            RecordingError: If the source cannot be opened.
        """
        if self._keeper is not None:
            return
        self._inbox = SimpleQueue()
        form = self._source.open(self._inbox.put)
        self._device = form.device
        self._keeper = Keeper(
            self._folder,
            samplerate=form.samplerate,
            tail=self._tail,
            clock=self._source.clock,
        )
        self._writer = threading.Thread(
            target=_write,
            args=(self._keeper, self._inbox),
            name="take-writer",
            daemon=True,
        )
        self._writer.start()

    def start(self, *, question: str = "") -> None:
        """Begin a take with the next sample.

        Raises:
            RecordingError: If no take can be kept on this disk.
        """
        notes = TakeNotes(started=self._now(), device=self._device, question=question)
        self._press(Start(notes))
        self._source.follow(is_keeping=True)

    def pause(self) -> None:
        """Keep nothing from here on. Does nothing but while recording."""
        self._source.follow(is_keeping=False)
        self._inbox.put(Pause(self._source.clock()))

    def resume(self) -> None:
        """Go on with the take. Does nothing but while paused."""
        self._inbox.put(Resume())
        self._source.follow(is_keeping=True)

    def stop(self) -> KeptTake:
        """Listen for the last word's end, then end the take; all is on disk then.

        Raises:
            RecordingError: If the take ended early, by a full disk. It is kept, and
                `take` tells of it.
        """
        self._press(Stop(self._source.clock()))
        self._source.follow(is_keeping=False)
        if self.status.failure is not None:
            raise self.status.failure
        take = self.take
        if take is None:
            raise RuntimeError("there is no take")
        return take

    def finish(self) -> KeptTake:
        """Make a finished recording of the take that was stopped. Takes a moment.

        Raises:
            RecordingError: If there is no room. The take is kept as it is.
        """
        if self.status.state is not RecorderState.STOPPED:
            raise RuntimeError("the take was not stopped")
        try:
            return finish_locked(self._take().journal.folder)
        finally:
            self._press(Release())

    def drop(self) -> None:
        """Throw the take away, in progress or stopped."""
        self._press(Drop())
        self._source.follow(is_keeping=False)

    def close(self) -> None:
        """Close the stream. A take that was not finished is kept, as one cut off."""
        if self._keeper is None or self._writer is None:
            return
        self._source.close()
        self._inbox.put(None)
        self._writer.join()
        self._keeper = self._writer = None

    @property
    def status(self) -> RecorderStatus:
        """How it goes. Asking is cheap: a meter may do so at any rate."""
        return RecorderStatus() if self._keeper is None else self._keeper.status

    @property
    def take(self) -> KeptTake | None:
        """The take in progress or stopped, as it is on disk."""
        take = self._keeper and self._keeper.take
        return read_kept(take.journal.folder) if take else None

    def sound(self) -> LiveSound:
        """Return the sound of the take from its beginning, to be read as it grows."""
        return self._take().sound()

    def _take(self) -> OpenTake:
        take = self._keeper and self._keeper.take
        if not take:
            raise RuntimeError("there is no take")
        return take

    def _press(self, key: Start | Stop | Drop | Release) -> None:
        """Give the writer a key, and wait until it has done what that asks for."""
        if self._writer is None:
            raise RuntimeError("the recorder is not open")
        self._inbox.put(key)
        while self._writer.is_alive():
            with contextlib.suppress(TimeoutError):
                return key.done.result(timeout=1.0)
        raise RuntimeError("the writer of the take has ended") from None


def _write(keeper: Keeper, inbox: Inbox) -> None:
    """Handle what comes until the stream is closed. In a thread of its own."""
    try:
        while True:
            try:
                event = inbox.get(timeout=_TICK)
            except Empty:
                keeper.tick()
                continue
            if event is None:
                return
            keeper.handle(event)
    finally:
        keeper.close()
