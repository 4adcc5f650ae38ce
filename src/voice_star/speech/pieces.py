"""A take cut into pieces that a speech model can hear one by one."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.timeline import Seconds, Span
from voice_star.speech.transcriber import LONGEST_PIECE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.take import Take

_SHORTEST_PIECE: Seconds = 15.0
"""Shorter pieces have too little context, and each costs a window of 30 s; they are cut
off only by a long silence, or where somebody hardly pauses."""

_SHORTEST_LIVE, _LONG_LIVE = 3.0, 12.0
_PATIENCE: tuple[Seconds, Seconds] = (0.3, 0.2)
"""Pauses that end a piece of a take in the making: one of the shortest, and one that is
long already. Little is to be left whenever the speaker stops, and nothing is to be
heard twice. On 30 answers (5,098 words) 144 words were wrong in such pieces; 138 in
pieces of 8 s at the least, heard ahead and once more with what came after; 130 heard at
once. What is left at the end was over 3.0 s and over 3.9 s in half of them, and over
7.1 s and 8.2 s in one of twenty."""

_UNSETTLED: Seconds = 0.25
"""Voice may turn out to have begun so long before it was found."""

_LONG_SILENCE: Seconds = 4.0
"""Nobody's sentence goes on over this, and silence is where Whisper invents words."""

_MARGIN, _LEAST_MARGIN = 1.0, 0.2
"""Kept of the silence around a piece: it may hold an "uh" too soft to be found."""

SOON: Seconds = 1.5 * _LEAST_MARGIN
"""A silence so long leaves room for both margins, whatever its length will be: from
then on it is known where a piece would end, whether or not the voice goes on."""

SOONEST: Seconds = _LEAST_MARGIN
"""From then on it is known where a piece would end if nobody spoke any more. Of seven
pauses that are so long, six are as long as `SOON`: hearing it then is worth while."""

_LONGEST_RUN: Seconds = LONGEST_PIECE - 2 * _LEAST_MARGIN
"""From the first voice in a piece to the last."""


def cut_pieces(take: Take, voice: Sequence[Span]) -> tuple[Span, ...]:
    """Cut a take at its pauses in pieces of `LONGEST_PIECE` at the most.

    Args:
        take: Is looked at only where somebody speaks that long without a pause.
        voice: Where the take is not silent, in order.

    Returns:
        Pieces in order that do not overlap and hold all of the voice.
    """
    runs: list[Span] = []
    rest = [part for span in voice for part in _breathless(take, span)]
    while rest:
        n_spans = _how_many(rest)
        runs.append(Span(rest[0].start, rest[n_spans - 1].end))
        rest = rest[n_spans:]
    return _with_margins(runs, take.duration)


def cut_run(
    take: Take, voice: Sequence[Span], *, now: Seconds | None = None
) -> Span | None:
    """Return the run of voice that makes the first piece of a take in the making.

    It ends at the first pause that is long enough for its length. The longest pause
    would be a better place, but is known only later: then there would be more left to
    hear whenever the speaker stops.

    Args:
        take: What there is of it.
        voice: Where it is not silent from the start of the piece on, in order.
        now: Up to when it was listened to; None once it is finished.

    Returns:
        None where what comes next may belong to the same piece, or nobody spoke. What
        comes next never changes a run that was returned.
    """
    if not voice:
        return None
    start = voice[0].start
    limit = start + _LONGEST_RUN
    for index, part in enumerate(voice):
        if part.end > limit:
            return Span(start, _where_to_cut(take, voice, limit=limit))
        pause = _next_start(voice, index) - part.end
        if index + 1 < len(voice) and pause >= _patience(part.end - start):
            return Span(start, part.end)
    end = voice[-1].end
    enough = max(_patience(end - start), SOON) + _UNSETTLED
    return Span(start, end) if now is None or now - end >= enough else None


def ends_soon(length: Seconds) -> bool:
    """Tell whether `SOON` is long enough a pause to end a piece so long."""
    return _patience(length) <= SOON


def _next_start(voice: Sequence[Span], index: int) -> Seconds:
    """Return when somebody speaks again after a stretch of voice; never is infinite."""
    return voice[index + 1].start if index + 1 < len(voice) else math.inf


def _patience(length: Seconds) -> Seconds:
    """Return how long a pause must be to end a piece that is `length` seconds long."""
    if length < _SHORTEST_LIVE:
        return _LONG_SILENCE
    share = min(1.0, (length - _SHORTEST_LIVE) / (_LONG_LIVE - _SHORTEST_LIVE))
    first, last = _PATIENCE
    return first + share * (last - first)


def _where_to_cut(take: Take, voice: Sequence[Span], *, limit: Seconds) -> Seconds:
    """Return where the longest pause begins that leaves no piece too short.

    Where there is none, somebody has spoken all the while from 12 s on at the latest,
    and the quietest moment after that has to do.
    """
    start = voice[0].start
    pauses = [
        (following.start - part.end, part.end)
        for part, following in pairwise(voice)
        if start + _SHORTEST_LIVE <= part.end <= limit
    ]
    if pauses:
        return max(pauses)[1]
    return _quietest(take, _middle_of_piece(start))


def live_piece(
    run: Span, *, before: Seconds, after: Seconds | None, now: Seconds
) -> Span:
    """Widen a run by silence on both sides, as soon as `SOON` of it has passed.

    In a finished take, the silence between two pieces is halved. Here the end of a
    piece does not depend on how long the silence after it will last, so that it can be
    heard before anybody knows whether the speaker will go on.

    Args:
        run: From the first voice to the last.
        before: Where the piece before ends; 0 without one.
        after: Where the voice goes on; None where it has not.
        now: Up to when there is sound.
    """
    end = min(now, run.end + _LEAST_MARGIN)
    if after is not None:
        # A short silence is shared: two thirds for this piece, the rest for the next.
        end = min(end, run.end + (after - run.end) * _LEAST_MARGIN / SOON)
    margin = min(_MARGIN, run.start - before, LONGEST_PIECE - (end - run.start))
    return Span(run.start - max(0.0, margin), end)


def _how_many(spans: Sequence[Span]) -> int:
    """Choose how many of `spans` make the first piece: up to the longest pause."""
    start = spans[0].start
    best, longest = 1, 0.0
    for index, span in enumerate(spans):
        if span.end - start > _LONGEST_RUN:
            break
        if index + 1 == len(spans):
            return index + 1
        silence = spans[index + 1].start - span.end
        if silence >= _LONG_SILENCE:
            return index + 1
        if span.end - start < _SHORTEST_PIECE:
            best = index + 1
        elif silence > longest:
            best, longest = index + 1, silence
    return best


def _breathless(take: Take, span: Span) -> list[Span]:
    """Cut speech that goes on for longer than a piece where it is quietest."""
    parts: list[Span] = []
    start = span.start
    while span.end - start > _LONGEST_RUN:
        cut = _quietest(take, _middle_of_piece(start))
        parts.append(Span(start, cut))
        start = cut
    return [*parts, Span(start, span.end)]


def _middle_of_piece(start: Seconds) -> Span:
    """Return where speech without a pause is cut, `start` being where it begins."""
    return Span(start + LONGEST_PIECE / 2, start + LONGEST_PIECE - 1)


def _quietest(take: Take, window: Span) -> Seconds:
    """Return the middle of the quietest 80 ms within `window`."""
    frame = SAMPLERATE * 80 // 1000
    sound = take.samples(window)
    frames = sound[: len(sound) // frame * frame].reshape(-1, frame)
    quietest = int(np.argmin(np.square(frames).mean(axis=1)))
    return window.start + (quietest + 0.5) * frame / SAMPLERATE


def _with_margins(runs: Sequence[Span], duration: Seconds) -> tuple[Span, ...]:
    """Widen each run by `_MARGIN`, but not beyond half way to its neighbours."""
    pieces: list[Span] = []
    for index, run in enumerate(runs):
        before = runs[index - 1].end if index else 0.0
        after = runs[index + 1].start if index + 1 < len(runs) else duration
        margin = min(_MARGIN, (LONGEST_PIECE - run.duration) / 2)
        room = (run.start - before) / (2 if index else 1)
        rest = (after - run.end) / (2 if index + 1 < len(runs) else 1)
        start = run.start - min(margin, max(0.0, room))
        pieces.append(Span(max(0.0, start), run.end + min(margin, max(0.0, rest))))
    return tuple(pieces)
