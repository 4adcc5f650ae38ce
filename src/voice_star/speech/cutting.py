"""A take cut into pieces while it is spoken: which are closed, and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from voice_star.domain.timeline import Seconds, Span
from voice_star.speech.pieces import SOONEST, cut_run, ends_soon, live_piece

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
        while (run := cut_run(take, rest, now=now)) is not None:
            rest = [
                Span(max(span.start, run.end), span.end)
                for span in rest
                if span.end > run.end
            ]
            after = rest[0].start if rest else None
            self.closed.append(
                live_piece(run, before=self.begin, after=after, now=take.duration)
            )
            self._run_end = run.end

    def open_run(self) -> Span | None:
        """Return from the first voice that is not closed to the last, if any."""
        rest = self._rest()
        return Span(rest[0].start, rest[-1].end) if rest else None

    def silence(self) -> Seconds:
        """How long nobody has spoken, as far as is known."""
        rest = self._rest()
        return self._voice.now - (rest[-1].end if rest else self._run_end)

    def piece_if_over(self) -> Span | None:
        """Return the piece that the open run makes if the speaker goes on being silent.

        None where nobody has spoken since, or where the speaker has not been silent for
        `SOONEST`.
        """
        run = self.open_run()
        if run is None or self.silence() < SOONEST:
            return None
        return live_piece(run, before=self.begin, after=None, now=self._voice.now)

    def is_about_to_close(self) -> bool:
        """Tell whether the open run ends here, should the speaker be silent so long."""
        run = self.open_run()
        return run is not None and ends_soon(run.duration)

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
