"""Words put in their place: never overlapping, never running into a pause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voice_star.domain.timeline import Seconds, Span, joined
from voice_star.domain.transcript import Word, WordKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.speech.transcriber import HeardWord

_LONGEST_GUESS: Seconds = 0.5
"""A word whose end nobody knows is given no more than this."""

_SHORTEST: Seconds = 0.02
"""Even "a" takes this long; a span must not be empty."""

_SHORTEST_FILLER: Seconds = 0.09
"""What alignment squeezes into less than this was not said: it had to go somewhere."""

_BREAK: Seconds = 0.03
"""The same filler again after less than this is the same one, still going on."""

_PAUSE: Seconds = 0.25
"""A silence this long is a pause (see `voice_star.analysis.pacing.PAUSE_FLOOR`)."""


def place_words(
    words: Sequence[HeardWord],
    aligned: Sequence[Span | None],
    *,
    voice: Sequence[Span],
    after: Seconds = 0.0,
) -> list[Word]:
    """Give each word its span.

    Args:
        words: As heard, with rough times counted from the start of the take.
        aligned: Where alignment found each of them; None where it did not.
        voice: Where the take is not silent, in order.
        after: No word begins before this.

    Returns:
        The words in order with times that rise, without fillers that have no room.
    """
    spans = _with_guesses(words, aligned)
    stretches = joined(voice, across=_PAUSE)
    placed: list[Word] = []
    for word, span in zip(words, spans, strict=True):
        fitted = _fitted(span, stretches, after=after)
        if word.is_filled_pause and fitted.duration < _SHORTEST_FILLER:
            continue
        kind = WordKind.FILLED_PAUSE if word.is_filled_pause else WordKind.WORD
        new = Word(word.text, fitted, word.confidence, kind)
        if placed and _goes_on(placed[-1], new):
            placed[-1] = replace(placed[-1], span=_both(placed[-1], new))
        else:
            placed.append(new)
        after = fitted.end
    return placed


def _goes_on(before: Word, new: Word) -> bool:
    """Tell whether two fillers are one, drawn out, that a reading wrote as many."""
    if not (before.is_filled_pause and new.is_filled_pause) or before.key != new.key:
        return False
    both = _both(before, new)
    spans = (before.span, new.span)
    held = sum(span.duration for span in spans if span is not None)
    return both.duration - held < _BREAK


def _both(before: Word, new: Word) -> Span:
    """Return the stretch from the first of two words to the second."""
    spans = [word.span for word in (before, new) if word.span is not None]
    return Span(spans[0].start, spans[-1].end)


def _with_guesses(
    words: Sequence[HeardWord], aligned: Sequence[Span | None]
) -> list[Span]:
    """Fill in what alignment did not find, from rough times between neighbours."""
    starts = [
        span.start if span else word.near
        for word, span in zip(words, aligned, strict=True)
    ]
    spans: list[Span] = []
    for index, span in enumerate(aligned):
        if span is not None:
            spans.append(span)
            continue
        start = max(starts[index], spans[-1].end if spans else 0.0)
        limit = min([start + _LONGEST_GUESS, *starts[index + 1 : index + 2]])
        spans.append(Span(start, max(limit, start + _SHORTEST)))
    return spans


def _fitted(span: Span, stretches: Sequence[Span], *, after: Seconds) -> Span:
    """Cut a span to the stretch of voice it shares most with, and to begin `after`."""
    best = max(stretches, key=span.overlap, default=None)
    start, end = span.start, span.end
    if best is not None and span.overlap(best) > 0:
        start, end = max(start, best.start), min(end, best.end)
    start = max(start, after)
    return Span(start, max(end, start + _SHORTEST))


def shifted(words: Sequence[HeardWord], by: Seconds) -> list[HeardWord]:
    """Return the words with their rough times `by` seconds later."""
    return [replace(word, near=word.near + by) for word in words]
