"""A take cut into pieces while it is spoken: which are closed, and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from voice_star.domain.timeline import Seconds, Span
from voice_star.speech.pieces import (
    SOON,
    cut_runs,
    is_heard_ahead,
    last_runs,
    live_piece,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.take import Take


class VoiceWatch(Protocol):
    """What finds the voice in a take that is still growing."""

    @property
    def now(self) -> Seconds:
        """Up to when it has listened."""
        ...

    def listen(self, take: Take) -> None:
        """Listen to what is new."""
        ...

    def spans(self, since: Seconds = 0.0) -> list[Span]:
        """Return the voice so far, from the first stretch that ends after `since`.

        All but its last 0.2 s must be final, and not depend on how often it listened.
        """
        ...

    def final(self, take: Take) -> tuple[Span, ...]:
        """Return the voice of the whole take, once it is over."""
        ...


class RunningCut:
    """The pieces of a take that is still growing.

    They depend on the sound alone, and not on how it came in.

    Args:
        voice: Finds where somebody speaks.
    """

    def __init__(self, voice: VoiceWatch) -> None:
        self._voice = voice
        self._run_end = 0.0
        self.closed: list[Span] = []
        """Pieces that nothing can change any more."""

    @property
    def begin(self) -> Seconds:
        """From where on nothing is closed."""
        return self.closed[-1].end if self.closed else 0.0

    def advance(self, take: Take, *, is_over: bool = False) -> None:
        """Listen to what is new and close what can be closed."""
        self._voice.listen(take)
        now = None if is_over else self._voice.now
        rest = self._rest()
        while runs := cut_runs(take, rest, now=now):
            rest = [
                Span(max(span.start, runs[-1].end), span.end)
                for span in rest
                if span.end > runs[-1].end
            ]
            after = rest[0].start if rest else None
            self.closed += self._pieces(runs, after=after, now=take.duration)
            self._run_end = runs[-1].end

    def open_run(self) -> Span | None:
        """Return from the first voice that is not closed to the last, if any."""
        rest = self._rest()
        return Span(rest[0].start, rest[-1].end) if rest else None

    def silence(self) -> Seconds:
        """How long nobody has spoken, as far as is known."""
        rest = self._rest()
        return self._voice.now - (rest[-1].end if rest else self._run_end)

    def pieces_if_over(self, silence: Seconds = SOON) -> list[Span]:
        """Return the pieces that the open run would make if the speaker went silent.

        There are none where nobody has spoken since, or where the speaker has not been
        silent for so long.

        Args:
            silence: At least `SOONEST`; before `SOON` the speaker is often only taking
                a breath.
        """
        rest = self._rest()
        if not rest or self.silence() < silence:
            return []
        return self._pieces(last_runs(rest), after=None, now=self._voice.now)

    def piece_ahead(self) -> Span | None:
        """Return the piece of the open run that comes if there is a little more of it.

        None where that is not known, or hearing it ahead is not worth while.
        """
        rest = self._rest()
        if not rest or self.silence() < SOON or not is_heard_ahead(rest):
            return None
        run = Span(rest[0].start, rest[-1].end)
        return self._pieces([run], after=None, now=self._voice.now)[0]

    def _pieces(
        self, runs: Sequence[Span], *, after: Seconds | None, now: Seconds
    ) -> list[Span]:
        """Widen runs that follow on what is closed; `after` them the voice goes on."""
        pieces: list[Span] = []
        begins = [*(run.start for run in runs[1:]), after]
        for run, begin in zip(runs, begins, strict=True):
            before = pieces[-1].end if pieces else self.begin
            pieces.append(live_piece(run, before=before, after=begin, now=now))
        return pieces

    def _rest(self) -> list[Span]:
        """Return the voice that is in no closed piece."""
        return [
            Span(max(span.start, self._run_end), span.end)
            for span in self._voice.spans(self._run_end)
        ]


def left_out(voice: Sequence[Span], pieces: Sequence[Span]) -> list[Span]:
    """Return the stretches of voice that pieces have less than half of."""
    return [
        span
        for span in voice
        if sum(piece.overlap(span) for piece in pieces) < span.duration / 2
    ]


def fitted(
    new: Sequence[Span], pieces: Sequence[Span], duration: Seconds
) -> list[Span]:
    """Return new pieces cut to the room between others; some may have none."""
    fitted = []
    for piece in new:
        start = max([piece.start, *(p.end for p in pieces if p.start <= piece.start)])
        stop = min([piece.end, duration, *(p.start for p in pieces if p.start > start)])
        if start < stop:
            fitted.append(Span(start, stop))
    return fitted
