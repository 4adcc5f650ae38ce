"""The JSON form of words and of time, there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Word, WordKind

if TYPE_CHECKING:
    from collections.abc import Iterable

Json: TypeAlias = dict[str, Any]

_PLACES = 3
"""Decimals kept: a millisecond, which is finer than anything is measured."""

_SHORTEST = 1e-6
"""Seconds left to a word whose times were rounded to the same millisecond."""


def rounded(number: float | None, *, places: int = _PLACES) -> float | None:
    """Return a number as it is kept; None for none."""
    return None if number is None else round(number, places)


def span_to_json(span: Span | None) -> Json:
    """Return when something was; both None for no time."""
    return {
        "start": None if span is None else rounded(span.start),
        "end": None if span is None else rounded(span.end),
    }


def word_to_json(word: Word) -> Json:
    """Return a word, its time and what it is."""
    return {
        "text": word.text,
        **span_to_json(word.span),
        "confidence": rounded(word.confidence),
        "kind": word.kind.value,
    }


def words_from_json(documents: Iterable[Json]) -> tuple[Word, ...]:
    """Return the words; those that were rounded to nothing keep a moment."""
    words, now = [], 0.0
    for one in documents:
        span = None
        if one["start"] is not None:
            start = max(one["start"], now)
            now = max(one["end"], start + _SHORTEST)
            span = Span(start, now)
        words.append(Word(one["text"], span, one["confidence"], WordKind(one["kind"])))
    return tuple(words)
