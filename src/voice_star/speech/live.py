"""An answer heard while it is spoken."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Self

import numpy as np

from voice_star.domain.samplerate import SAMPLERATE
from voice_star.progress import Cancelled
from voice_star.speech.cutting import fitted, left_out
from voice_star.speech.hearing import AlignedPiece, HeardTake, align_piece, joined_take
from voice_star.speech.live_jobs import Dropped
from voice_star.speech.live_work import LiveWork
from voice_star.speech.patchwork import NOTHING_SHOWN, LiveText
from voice_star.speech.pieces import cut_pieces
from voice_star.speech.spool import Spool
from voice_star.thrift import stand_back

if TYPE_CHECKING:
    from voice_star.domain.take import Samples, Take
    from voice_star.domain.timeline import Seconds, Span
    from voice_star.speech.live_jobs import Ears, Job

_NAP: Seconds = 0.05
"""How often it is looked whether the time alone has made something worth doing."""

_WORTH_A_LOOK: Seconds = 0.2
"""Voice that was missed on the way, and is long enough for a word."""


@dataclass(frozen=True, slots=True)
class HeardLive:
    """What a live hearing ends in.

    Attributes:
        heard: As `hear_take` returns it.
        voice: Where the take is not silent, as `find_voice` returns it.
        take: Its sound.
    """

    heard: HeardTake
    voice: tuple[Span, ...]
    take: Take


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a live hearing is.

    Attributes:
        text: The words so far.
        now: Seconds of sound that have been looked at.
        silence: For how long nobody has spoken by then.
        lag: Seconds of what was said by then that nothing is shown of.
    """

    text: LiveText = NOTHING_SHOWN
    now: Seconds = 0.0
    silence: Seconds = 0.0
    lag: Seconds = 0.0


class LiveHearing:
    """Hears an answer in a thread of its own while it is spoken.

    The words that come out depend on the sound alone: not on the blocks it came in,
    nor on how quick the machine is. Whatever goes wrong on the way, `finish` raises;
    until then blocks are taken as before.

    Args:
        ears: What hears. Not to be used by anybody else meanwhile.
        path: Where the take is kept, by others.
        spool: Where the sound is kept meanwhile; a temporary file if none is named.
    """

    def __init__(
        self, ears: Ears, *, path: Path = Path("take"), spool: Spool | None = None
    ) -> None:
        self._ears = ears
        self._spool = Spool() if spool is None else spool
        self._work = LiveWork(ears, self._spool, path=path, clock=time.monotonic)
        self._blocks: SimpleQueue[Samples | None] = SimpleQueue()
        self._n_fed = 0
        self._is_finished = self._is_closed = False
        self._moment = Moment()
        self._outcome: Future[HeardLive] = Future()
        self._thread = threading.Thread(
            target=self._run, name="live hearing", daemon=True
        )
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def moment(self) -> Moment:
        """How far it is."""
        return self._moment

    @property
    def lag(self) -> Seconds:
        """How many seconds of what was said nothing is shown of yet."""
        moment = self._moment
        return moment.lag + max(0.0, self._n_fed / SAMPLERATE - moment.now)

    @property
    def failure(self) -> BaseException | None:
        """What went wrong, if anything has; `finish` raises it."""
        return self._outcome.exception() if self._outcome.done() else None

    def feed(self, block: Samples) -> None:
        """Hand sound over, of any length; returns at once, and keeps a copy.

        Raises:
            RuntimeError: After `finish` or `close`.
            ValueError: If the sound has more than one channel.
        """
        if self._is_finished:
            raise RuntimeError("this hearing is finished and takes no more sound")
        if block.ndim != 1:
            raise ValueError(f"sound is one row of samples, not {block.shape}")
        self._n_fed += len(block)
        self._blocks.put(np.array(block, np.float32))

    def expect_end(self) -> None:
        """Say that `finish` is near: the tail of the answer comes first from now on."""
        self._work.is_ending = True

    def finish(self) -> HeardLive:
        """Wait for the last words, and return all of them.

        Raises:
            Cancelled: If it was closed.
            ModelError: And whatever else went wrong on the way.
        """
        if not self._is_finished:
            self._is_finished = True
            self._blocks.put(None)
        return self._outcome.result()

    def close(self) -> None:
        """End at once; what was heard and not asked for is lost."""
        self._is_finished = self._is_closed = True
        self._blocks.put(None)
        self._thread.join()
        self._spool.close()

    def _run(self) -> None:
        stand_back()
        try:
            self._outcome.set_result(self._hear())
        except BaseException as error:  # noqa: BLE001 - it is `finish` that raises it
            self._outcome.set_exception(error)

    def _hear(self) -> HeardLive:
        work = self._work
        while True:
            self._listen()
            job = work.next()
            if job is not None:
                self._do(job)
            elif work.is_over:
                return self._finished()
            else:
                self._await_block()
            self._show()

    def _do(self, job: Job) -> None:
        def on_wait(_share: float) -> None:
            self._listen()
            if not self._work.is_wanted(job):
                raise Dropped
            self._work.wind_up()

        try:
            self._work.do(job, on_wait)
        except Dropped:
            return

    def _listen(self) -> None:
        """Take in what was fed since, and look at it."""
        if self._is_closed:
            raise Cancelled
        is_new = False
        while not self._blocks.empty():
            block = self._blocks.get()
            is_new = True
            if block is None:
                self._work.is_over = True
            else:
                self._work.add(block)
        if is_new:
            self._work.advance()
            self._show()

    def _await_block(self) -> None:
        try:
            block = self._blocks.get(timeout=_NAP)
        except Empty:
            return
        if block is None:
            self._work.is_over = True
        else:
            self._work.add(block)
        self._work.advance()

    def _show(self) -> None:
        work = self._work
        self._moment = Moment(work.text, work.take.duration, work.silence, work.lag)

    def _finished(self) -> HeardLive:
        """Look at the whole once more, and put every word in its place."""
        work = self._work
        take = work.take
        voice = work.voice()
        missed = [
            span
            for span in left_out(voice, work.pieces)
            if span.duration >= _WORTH_A_LOOK
        ]
        new = fitted(cut_pieces(take, missed), work.pieces, take.duration)
        pieces = [*work.heard, *(self._hear_missed(piece) for piece in new)]
        pieces.sort(key=lambda one: one.piece)
        heard = joined_take(pieces, self._ears.transcriber, voice=voice)
        return HeardLive(heard, voice, take)

    def _hear_missed(self, piece: Span) -> AlignedPiece:
        """Hear what the running search for voice did not take for one."""
        take = self._work.take

        def on_wait(_share: float) -> None:
            if self._is_closed:
                raise Cancelled

        (heard,) = self._ears.transcriber.hear([take.samples(piece)], on_wait=on_wait)
        return align_piece(take, piece, heard, aligner=self._ears.aligner)
