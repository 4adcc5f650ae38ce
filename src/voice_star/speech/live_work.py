"""What a live hearing has to do next, and the doing of it; without any thread.

Pieces that are closed are heard first, in full. When the speaker falls silent, the open
piece is heard as if it ended there: if it does, its words are ready; if not, they are
shown until better ones come. In between, what has been said since is skimmed. None of
this changes which words come out in the end, only when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.timeline import Seconds, Span
from voice_star.speech.cutting import RunningCut
from voice_star.speech.findings import Findings
from voice_star.speech.hearing import align_piece
from voice_star.speech.live_jobs import Follow, Hear, Job, Skim, Tell
from voice_star.speech.pieces import SOONEST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voice_star.domain.take import Samples, Take
    from voice_star.speech.hearing import AlignedPiece
    from voice_star.speech.live_jobs import Ears, Job
    from voice_star.speech.patchwork import LiveText
    from voice_star.speech.spool import Spool
    from voice_star.speech.transcriber import OnWait

_BATCH = 2
"""Pieces heard side by side where several wait; each more takes 30 MB."""

_LONG_PAUSE: Seconds = 1.0
"""After this the speaker may well have finished: then anything new is worth while."""

_NEW: Seconds = 0.2
"""Voice that is worth skimming for."""

_SKIM_REST: Seconds = 0.8
"""Between two skims. The words of one are some 0.4 s old when they are shown; with
this, half of all words are seen within 1.5 s, for a quarter of a processor."""

_FOLLOW: Seconds = 4.0
"""Sound that is handed on at once to whoever follows it; twice that where it is behind.
Following 30 s at once takes 80 MB more, and the memory is kept."""

_SHARE, _SHARE_IN_FULL = 0.45, 0.6
"""Part of the time that may be spent before words are skimmed, which are not final, and
before a piece is heard in full that may come. With two threads at work the first is
nine tenths of a processor at the most."""

_TELL_REST = 10.0
"""Times as long as the last judgement took are let pass before the next."""

_AHEAD: Seconds = 2.0
"""Of this, so much may be spent ahead: the first words are waited for most."""


class LiveWork:
    """A take in the making, and what has been heard of it.

    Args:
        ears: What hears it.
        spool: Where its sound is kept meanwhile.
        path: Where the take is kept.
        clock: Returns seconds.
    """

    def __init__(
        self, ears: Ears, spool: Spool, *, path: Path, clock: Callable[[], Seconds]
    ) -> None:
        self._ears = ears
        self._spool = spool
        self._path = path
        self._clock = clock
        self._began = clock()
        self._cut = RunningCut(ears.voice)
        self._take = spool.take(path)
        self._found = Findings(ears.voice)
        self._followed_to = self._spent = self._told_at = self._tell_rest = 0.0
        self._skim_at = self._grew_at = self._began
        self._voice: tuple[Span, ...] | None = None
        self.is_ending = self.is_over = False

    @property
    def take(self) -> Take:
        """All the sound so far."""
        return self._take

    @property
    def text(self) -> LiveText:
        """What is to be seen of the words so far."""
        return self._found.text

    @property
    def lag(self) -> Seconds:
        """How much of what was said nothing has been shown of yet."""
        run = self._cut.open_run()
        said = run.end if run else self._cut.begin
        return max(0.0, said - self._found.shown_to)

    @property
    def silence(self) -> Seconds:
        """How long nobody has spoken."""
        return max(0.0, self._cut.silence())

    @property
    def heard(self) -> tuple[AlignedPiece, ...]:
        """What was heard in the closed pieces, as far as they were."""
        return tuple(self._found.heard)

    @property
    def pieces(self) -> tuple[Span, ...]:
        """The closed pieces."""
        return tuple(self._cut.closed)

    def add(self, block: Samples) -> None:
        """Take more sound in."""
        self._spool.add(block)

    def advance(self) -> None:
        """Look at what was taken in."""
        self._take = self._spool.take(self._path)
        self._grew_at = self._clock()
        self._cut.advance(self._take, is_over=self.is_over)

    def wind_up(self) -> None:
        """Once the take is over, do what needs no words, while the last are awaited.

        Every call does a little, and does nothing once all is done.
        """
        if not self.is_over:
            return
        rest = self._to_follow()
        if rest is not None:
            self._follow(rest)
        else:
            self.voice()

    def voice(self) -> tuple[Span, ...]:
        """Return the voice of the whole take, once it is over; it is drawn once."""
        if self._voice is None:
            self._voice = self._ears.voice.final(self._take)
        return self._voice

    def next(self) -> Job | None:
        """Choose what is most worth doing; None where there is nothing."""
        waiting = self._waiting()
        rest = self._to_follow()
        is_due = self._take.duration - self._followed_to >= _FOLLOW
        if rest is not None and (is_due or (self.is_over and not waiting)):
            return Follow(rest)
        if waiting:
            return Hear(tuple(waiting[:_BATCH]), is_needed=True)
        return None if self.is_over else self._optional()

    def is_wanted(self, job: Job) -> bool:
        """Tell whether a job that was begun still has a purpose."""
        if isinstance(job, Skim):
            return not (self.is_over or self.is_ending)
        if not isinstance(job, Hear) or job.is_needed:
            return True
        coming = self._waiting()
        if self.is_ending and not coming:
            tail = self._cut.piece_if_over()
            coming = [tail] if tail else []
        return not (coming or self.is_over) or job.pieces[0] in coming

    def do(self, job: Job, on_wait: OnWait) -> None:
        """Do a job.

        Raises:
            Dropped: If `on_wait` does.
        """
        began = self._clock()
        try:
            self._do(job, on_wait)
        finally:
            if isinstance(job, Skim) or (isinstance(job, Hear) and not job.is_needed):
                self._spent += self._clock() - began
            # Of an old view of the file, all that was looked at counts as our memory.
            self._take = self._spool.take(self._path)

    def _do(self, job: Job, on_wait: OnWait) -> None:
        match job:
            case Hear():
                self._hear(job, on_wait)
            case Skim():
                self._skim(job, on_wait)
            case Follow():
                self._follow(job.span)
            case _:
                self._tell()

    def _to_follow(self) -> Span | None:
        """Return the sound that is to be handed on next, if anybody wants it."""
        end = self._take.duration
        if self._ears.on_sound is None or end <= self._followed_to:
            return None
        return Span(self._followed_to, min(end, self._followed_to + 2 * _FOLLOW))

    def _follow(self, span: Span) -> None:
        if self._ears.on_sound is not None:
            self._ears.on_sound(self._take, span)
        self._followed_to = span.end

    def _waiting(self) -> list[Span]:
        """Return the closed pieces that were not heard yet."""
        return self._cut.closed[len(self._found.heard) :]

    def _optional(self) -> Job | None:
        now = self._clock()
        piece = self._ahead()
        if piece is not None and (self.is_ending or self._may_spend(_SHARE_IN_FULL)):
            return Hear((piece,), is_needed=False)
        if self._found.has_news and now >= self._told_at + self._tell_rest:
            return Tell()
        if self.is_ending or not self._may_spend(_SHARE):
            return None
        return self._new_to_skim(now)

    def _may_spend(self, share: float) -> bool:
        return self._spent <= share * (self._clock() - self._began) + _AHEAD

    def _ahead(self) -> Span | None:
        """Return the piece that comes if the speaker stays silent, if it is new."""
        piece = self._cut.piece_if_over()
        guess = self._found.guess
        if piece is None or (guess is not None and guess.piece == piece):
            return None
        is_worth_while = (
            self.is_ending
            or self._cut.is_about_to_close()
            or self._cut.silence() >= _LONG_PAUSE
        )
        return piece if is_worth_while else None

    def _new_to_skim(self, now: Seconds) -> Skim | None:
        run = self._cut.open_run()
        if self._ears.skimmer is None or run is None or now < self._skim_at:
            return None
        begin = max(self._cut.begin, self._found.heard_to)
        if run.end < max(begin, self._found.shown_to) + _NEW:
            return None
        if self._is_about_to_be_heard(now):
            return None
        return Skim(Span(max(begin, run.start - _NEW), self._ears.voice.now))

    def _is_about_to_be_heard(self, now: Seconds) -> bool:
        """Tell whether the open run is heard in full in a moment, unless it goes on.

        A skim would be in the way: what the decoder has begun cannot be stopped.
        """
        is_growing = now - self._grew_at < SOONEST
        may_end = 0 < self._cut.silence() < SOONEST
        return is_growing and may_end and self._cut.is_about_to_close()

    def _hear(self, job: Hear, on_wait: OnWait) -> None:
        guess = self._found.guess
        if job.is_needed and guess and job.pieces[0] == guess.piece:
            # It was heard before anybody knew that it would end there.
            self._found.settle(guess)
            return
        take = self._take
        sounds = [take.samples(piece) for piece in job.pieces]
        heard = self._ears.transcriber.hear(sounds, on_wait=on_wait)
        for piece, one in zip(job.pieces, heard, strict=True):
            aligned = align_piece(take, piece, one, aligner=self._ears.aligner)
            waiting = self._waiting()
            if piece in waiting[:1]:
                self._found.settle(aligned)
            elif not waiting:
                self._found.guess_at(aligned)

    def _skim(self, job: Skim, on_wait: OnWait) -> None:
        if self._ears.skimmer is None:
            return
        began = self._clock()
        sound = self._take.samples(job.span)
        self._found.skim(job.span, self._ears.skimmer.skim(sound, on_wait=on_wait))
        now = self._clock()
        self._skim_at = now + max(_SKIM_REST, now - began)

    def _tell(self) -> None:
        began = self._clock()
        self._found.has_news = False
        if self._ears.on_words is not None:
            self._ears.on_words(self._found.words())
        self._told_at = self._clock()
        self._tell_rest = _TELL_REST * (self._told_at - began)
