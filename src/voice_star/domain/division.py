"""How somebody divides an answer in sentences, and which of their parts are settled.

Whatever can be done to a division returns it as it is where there is nothing to do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voice_star.domain.answer import Sentence
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.answer import StarPart


@dataclass(frozen=True, slots=True)
class Division:
    """Where an answer's sentences begin, and which parts somebody has settled.

    Attributes:
        starts: The index of the first word of each sentence; the first is 0.
        parts: The part of each; None leaves it to the judge.

    Raises:
        ValueError: If the sentences do not follow on one another from word 0.
    """

    starts: tuple[int, ...]
    parts: tuple[StarPart | None, ...]

    def __post_init__(self) -> None:
        if self.starts[:1] != (0,) or len(self.starts) != len(self.parts):
            raise ValueError("sentences begin at the first word, and each has its part")
        if list(self.starts) != sorted(set(self.starts)):
            raise ValueError("sentences must follow on one another")

    def at(self, index: int) -> int:
        """Return which sentence a word is in, from 0."""
        return sum(start <= index for start in self.starts) - 1

    def sentences(self, n_words: int) -> tuple[Sentence, ...]:
        """Return the sentences of an answer of so many words."""
        stops = (*self.starts[1:], n_words)
        return tuple(
            Sentence(WordRange(start, stop), part)
            for start, stop, part in zip(self.starts, stops, self.parts, strict=True)
        )


def division_of(sentences: Sequence[Sentence], settled: Division | None) -> Division:
    """Return the division of sentences as they are shown, parts settled as before."""
    if settled is not None:
        return settled
    return Division(
        tuple(sentence.words.start for sentence in sentences), (None,) * len(sentences)
    )


def split(division: Division, at: int) -> Division:
    """Begin a sentence at a word. A part that was settled holds for both halves."""
    if at in division.starts:
        return division
    index = division.at(at)
    starts, parts = list(division.starts), list(division.parts)
    starts.insert(index + 1, at)
    parts.insert(index + 1, parts[index])
    return Division(tuple(starts), tuple(parts))


def merge(division: Division, at: int) -> Division:
    """Make the sentence of a word one with the one before it, and of its part."""
    index = division.at(at)
    if index == 0:
        return division
    starts, parts = list(division.starts), list(division.parts)
    del starts[index]
    later = parts.pop(index)
    if parts[index - 1] is None:
        parts[index - 1] = later
    return Division(tuple(starts), tuple(parts))


def relabel(division: Division, at: int, part: StarPart | None) -> Division:
    """Settle the part of the sentence of a word; None leaves it to the judge again."""
    parts = list(division.parts)
    parts[division.at(at)] = part
    return replace(division, parts=tuple(parts))


def move(division: Division, at: int, shown: Sequence[StarPart | None]) -> Division:
    """Move the nearest boundary to a word: a sentence begins there instead.

    Args:
        division: Of which.
        at: Where the sentence is to begin.
        shown: The parts of all sentences as they are shown. Those of the two at this
            boundary are settled: whoever moves it knows what lies on either side.
    """
    later = division.starts[1:]
    if not later or at == 0 or at in division.starts:
        return division
    nearest = min(later, key=lambda start: abs(start - at))
    index = division.starts.index(nearest)
    starts, parts = list(division.starts), list(division.parts)
    starts[index] = at
    parts[index - 1 : index + 1] = shown[index - 1 : index + 1]
    return Division(tuple(starts), tuple(parts))
