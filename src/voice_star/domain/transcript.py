"""The words of an answer as they were heard, or as they were given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.timeline import Seconds, Span

_NOT_KEY = re.compile(r"[^\w'%$£€-]+")


class WordKind(StrEnum):
    """What a word is: one that says something, or one that fills a pause."""

    WORD = "word"
    FILLED_PAUSE = "filled_pause"


@dataclass(frozen=True, slots=True)
class Word:
    """One word as heard.

    Attributes:
        text: As written, with its punctuation: ``"week,"``. Never empty.
        span: When it was said; None where text was given, not heard.
        confidence: How sure the model was, 0 to 1; None where text was given.
        kind: A word, or a filled pause.
    """

    text: str
    span: Span | None = None
    confidence: float | None = None
    kind: WordKind = WordKind.WORD

    def __post_init__(self) -> None:
        if not self.text or self.text.isspace():
            raise ValueError("a word cannot be empty")

    @property
    def key(self) -> str:
        """The word without case and punctuation, to look it up by; may be empty."""
        return _NOT_KEY.sub("", self.text.replace("’", "'").lower()).strip("-'")

    @property
    def is_filled_pause(self) -> bool:
        """Whether this is an "um" and no word."""
        return self.kind is WordKind.FILLED_PAUSE


@dataclass(frozen=True, slots=True, order=True)
class WordRange:
    """Neighbouring words by index, from `start` up to but not including `stop`.

    Raises:
        ValueError: If it would be empty or begin below 0.
    """

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise ValueError(f"words cannot run from {self.start} to {self.stop}")

    def __iter__(self) -> Iterator[int]:
        """Yield each index."""
        return iter(range(self.start, self.stop))

    def __len__(self) -> int:
        """Count the words."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Transcript:
    """All words of an answer in order.

    Raises:
        ValueError: If words overlap in time, or only some of them have a time.
    """

    words: tuple[Word, ...]

    def __post_init__(self) -> None:
        spans = [word.span for word in self.words if word.span is not None]
        if len(spans) not in {0, len(self.words)}:
            raise ValueError("either every word has a time or none has")
        for before, after in pairwise(spans):
            if after.start < before.end:
                raise ValueError(
                    f"a word at {after.start} s begins before the last one ends"
                )

    @property
    def is_timed(self) -> bool:
        """Whether the words were heard and so have times."""
        return bool(self.words) and self.words[0].span is not None

    @property
    def spoken(self) -> tuple[Word, ...]:
        """The words that say something: all but the filled pauses."""
        return tuple(word for word in self.words if not word.is_filled_pause)

    def text(self, words: WordRange | None = None) -> str:
        """Return `words`, or all, as one line."""
        chosen = self.words if words is None else self.words[words.start : words.stop]
        return " ".join(word.text for word in chosen)

    def start_of(self, words: WordRange) -> Seconds | None:
        """When the first of `words` begins; None where nothing is timed."""
        span = self.words[words.start].span
        return None if span is None else span.start

    def end_of(self, words: WordRange) -> Seconds | None:
        """When the last of `words` ends; None where nothing is timed."""
        span = self.words[words.stop - 1].span
        return None if span is None else span.end
