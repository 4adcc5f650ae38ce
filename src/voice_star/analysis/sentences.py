"""Words divided in sentences, by punctuation and by pauses."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from voice_star.domain.answer import Sentence
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from voice_star.domain.timeline import Seconds, Span
    from voice_star.domain.transcript import Transcript, Word

_LONG_PAUSE: Seconds = 1.2
"""Speakers stop this long within a sentence, but rarely go on with a capital after."""

_UNPUNCTUATED = 40
"""A recogniser that has lost its full stops goes on for longer than this."""

_BREATH: Seconds = 0.6
"""In words without full stops, a silence as long as this is taken for one."""

_FULL_STOPS = 2
"""So many within a long line make it a paragraph. Of 12,000 sentences that somebody
divided by hand, two are so long and have as many."""

_LINKS = frozenset({"and", "so", "but", "then", "because"})

_CLAUSE = 10
"""Words of a clause, at the least, where long runs are cut at such words."""

_ENDS = re.compile(r"[.!?…][\"”’')\]]*$")

_NO_END = frozenset(
    {"mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "vs.", "etc.", "e.g.", "i.e."}
)


def divide_sentences(
    transcript: Transcript, pauses: Sequence[Span] = ()
) -> tuple[Sentence, ...]:
    """Share out all words in sentences, none of them judged yet.

    A sentence ends at a full stop; at a long pause before a capital letter; and,
    where the recogniser has set no full stops for forty words, at every breath, or else
    at an "and" or a "so".
    """
    words = transcript.words
    before = pauses_before(words, pauses)
    ends = {
        index + 1
        for index, word in enumerate(words)
        if _ends_sentence(word) or _resumes(words, index + 1, before)
    }
    ends |= set(_breaths(len(words), sorted(ends), before))
    ends |= set(_joints(words, sorted(ends)))
    return _sentences(sorted(ends - {0} | {len(words)}) if words else [])


def given_sentences(lengths: Iterable[int]) -> tuple[Sentence, ...]:
    """Return sentences of so many words each: the divisions somebody else made."""
    ends: list[int] = []
    for length in lengths:
        ends.append((ends[-1] if ends else 0) + length)
    return _sentences(ends)


def divide_lines(lines: Sequence[Sequence[Word]]) -> tuple[Sentence, ...]:
    """Return sentences where each line is one, unless it is plainly a paragraph.

    Parts change only between sentences: where the lines end, and at the full stops of a
    paragraph.
    """
    return given_sentences(
        length for line in lines for length in _lengths_in_line(line)
    )


def _lengths_in_line(line: Sequence[Word]) -> Iterator[int]:
    inner = [
        index + 1
        for index, word in enumerate(line[:-1])
        if _ends_sentence(word) and line[index + 1].text[:1].isupper()
    ]
    is_paragraph = len(line) > _UNPUNCTUATED and len(inner) >= _FULL_STOPS
    ends = [*inner, len(line)] if is_paragraph else [len(line)]
    yield from (end - start for start, end in pairwise([0, *ends]))


def _sentences(ends: Sequence[int]) -> tuple[Sentence, ...]:
    starts = [0, *ends[:-1]]
    return tuple(
        Sentence(WordRange(start, stop))
        for start, stop in zip(starts, ends, strict=bool(ends))
    )


def _ends_sentence(word: Word) -> bool:
    return bool(_ENDS.search(word.text)) and word.text.lower() not in _NO_END


def _resumes(words: Sequence[Word], index: int, before: Sequence[Seconds]) -> bool:
    """Tell whether a new sentence begins at `index` after a long pause."""
    return (
        index < len(words)
        and before[index] >= _LONG_PAUSE
        and words[index].text[:1].isupper()
        and words[index].key not in {"i", "i'm", "i've", "i'd", "i'll"}
    )


def _breaths(
    n_words: int, ends: Sequence[int], before: Sequence[Seconds]
) -> Iterable[int]:
    """Yield where to cut runs of words that have no full stops at all."""
    start = 0
    for end in [*ends, n_words]:
        if end - start > _UNPUNCTUATED:
            yield from (
                index for index in range(start + 1, end) if before[index] >= _BREATH
            )
        start = end


def _joints(words: Sequence[Word], ends: Sequence[int]) -> Iterable[int]:
    """Yield where to cut runs that are still too long: at words that link clauses."""
    start = 0
    for end in [*ends, len(words)]:
        last = start
        for index in range(start + _CLAUSE, end - _CLAUSE + 1):
            is_long = end - start > _UNPUNCTUATED
            if is_long and index - last >= _CLAUSE and words[index].key in _LINKS:
                yield index
                last = index
        start = end


def pauses_before(words: Sequence[Word], pauses: Sequence[Span]) -> list[Seconds]:
    """Return how long the silence before each word is; 0 where there is none."""
    before = [0.0] * len(words)
    waiting = list(reversed(pauses))
    for index, word in enumerate(words):
        while waiting and word.span and waiting[-1].middle < word.span.start:
            before[index] = max(before[index], waiting.pop().duration)
    return before
