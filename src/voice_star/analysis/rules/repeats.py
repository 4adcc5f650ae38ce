"""Words said over: "the the", "I was, I was going". Not what is doubled on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from voice_star.analysis.rules.hedges import SENTENCE_ENDS
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.answer import Answer

_LONGEST = 5
"""Words in a run that is taken up again; longer ones are said over for a purpose."""

_SAID_TWICE = (
    "very really so no yes yeah many much long far big little way more all too well "
    "never ever again now right okay ok please hard fast quite such always ha bye up"
)
"""To say it more: "a very, very long night"."""

_DOUBLED_BY_GRAMMAR = "that had is was it her you in on do there this"
"""As in "what it is is", "I gave her her badge", "log in in the morning"."""

_DOUBLED = frozenset(f"{_SAID_TWICE} {_DOUBLED_BY_GRAMMAR}".split())
"""Words that stand twice in a row in sentences nobody stumbled over."""

_LINKS = frozenset(["and", "by", "after", "or"])
"""Between two times of a word these show purpose: "over and over and over"."""

_NUMBER_WORDS = (
    "oh zero one two three four five six seven eight nine ten eleven twelve twenty "
    "thirty forty fifty sixty seventy eighty ninety hundred 0 1 2 3 4 5 6 7 8 9"
)
_NUMBERS = frozenset(_NUMBER_WORDS.split())
"""Digit by digit, a telephone number says things twice."""

_SMALL_WORDS = (
    "a an the and but or to of in on at for with from by as if i we he she they it you "
    "my our his her their its is was were are be had have i'm i'd we're it's that who"
)
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that nobody says over for effect."""


def find_repeats(answer: Answer) -> tuple[WordRange, ...]:
    """Return where words are said over, both times, in order.

    Fillers between, and words that were broken off ("go-"), do not matter. Nothing
    counts across the end of a sentence, since "… fixed it. It was …" is no stumble.
    """
    words = answer.transcript.words
    said = [
        index
        for index, word in enumerate(words)
        if word.key and not word.is_filled_pause and not word.text.endswith("-")
    ]
    stream = _Stream(
        keys=tuple(words[index].key for index in said),
        ends=tuple(_ends(answer, said)),
        commas=tuple(words[index].text.endswith(",") for index in said),
    )
    found: list[WordRange] = []
    at = 0
    while at < len(said):
        length = stream.length_at(at)
        if length:
            found.append(WordRange(said[at], said[at + 2 * length - 1] + 1))
        # The second time may be said over again: it is looked at once more.
        at += max(1, length)
    return tuple(found)


def _ends(answer: Answer, said: Sequence[int]) -> Iterator[bool]:
    """Tell of each word that is said whether a sentence ends before the next one."""
    words = answer.transcript.words
    starts = {sentence.words.start for sentence in answer.sentences}
    for index, following in zip_longest(said, said[1:], fillvalue=len(words)):
        yield words[index].text.endswith(SENTENCE_ENDS) or not starts.isdisjoint(
            range(index + 1, following + 1)
        )


@dataclass(frozen=True, slots=True)
class _Stream:
    """Words as they are looked up, and what stands after each.

    Attributes:
        keys: The words.
        ends: Whether a sentence ends after it.
        commas: Whether a comma stands after it.
    """

    keys: tuple[str, ...]
    ends: tuple[bool, ...]
    commas: tuple[bool, ...]

    def length_at(self, at: int) -> int:
        """Return how many words, beginning here, are said twice; 0 where none are."""
        for length in range(_LONGEST, 0, -1):
            middle, stop = at + length, at + 2 * length
            first = self.keys[at:middle]
            is_twice = first == self.keys[middle:stop]
            if is_twice and not any(self.ends[at : stop - 1]):
                return 0 if self._is_on_purpose(at, length) else length
        return 0

    def _is_on_purpose(self, at: int, length: int) -> bool:
        """Whether this is said twice for effect, or by grammar, and no stumble."""
        first = self.keys[at : at + length]
        if _DOUBLED.issuperset(first) or not _NUMBERS.isdisjoint(first):
            return True
        # "ping, ping": a stumble has no comma, or is over words that have no effect.
        if self.commas[at + length - 1] and not _SMALL.issuperset(first):
            return True
        if length == len(("step", "by")):
            # "step by step by", "and more and more", but not "and the and the"
            return any(
                link in _LINKS and other not in _SMALL
                for link, other in (first, first[::-1])
            )
        return False
