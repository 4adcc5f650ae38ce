"""What rules share: whether there is enough to tell by, figures, and short quotes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from voice_star.domain.answer import StarPart
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from voice_star.domain.answer import Answer, Sentence

FEWEST_WORDS = 25
"""With fewer words than this, what is missing was perhaps never going to come: it is no
answer yet. The shortest of the labelled answers has 44."""

FEWEST_SENTENCES = 2
"""One sentence can hold only one part, so with one alone the others always lack."""

MOST_OTHER = 0.5
"""Share of words outside the story above which it is no story that can be judged."""

SURE = 0.5
"""A judge less sure than this of the decisive sentences is more likely wrong."""

QUOTE_LENGTH = 60
"""Characters of a quote: it stays on one line of 80 with some words around it."""

_LEAD = 40
"""Characters of a quote before the word that it is about."""

_SOFT_ENDS = ",.;:-–"

_NUMBER_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred hundreds thousand thousands million millions "
    "billion dozen dozens percent half halved halving quarter third twice double "
    "doubled doubling triple tripled tripling quadrupled zero"
)
_NUMBERS = frozenset(_NUMBER_WORDS.split())
"""Words that measure. "One" and "second" are left out: they seldom do."""


def can_tell(answer: Answer) -> bool:
    """Whether an answer was judged and says enough for anything to be missing."""
    if len(answer.sentences) < FEWEST_SENTENCES:
        return False
    if any(sentence.part is None for sentence in answer.sentences):
        return False
    n_words = n_spoken(answer, answer.sentences)
    n_other = n_spoken(answer, answer.sentences_of(StarPart.OTHER))
    return n_words >= FEWEST_WORDS and n_other <= MOST_OTHER * n_words


def is_sure(sentences: Sequence[Sentence]) -> bool:
    """Whether the judge is sure enough of these sentences, weighed by their words.

    Where nobody says how sure, as in answers labelled by hand, it is sure.
    """
    said = [s for s in sentences if s.confidence is not None]
    total = sum((s.confidence or 0.0) * len(s.words) for s in said)
    return total >= SURE * sum(len(s.words) for s in said)


def n_spoken(answer: Answer, sentences: Iterable[Sentence]) -> int:
    """Count the words of some sentences that say something: no filled pauses."""
    words = answer.transcript.words
    indices = chain.from_iterable(sentence.words for sentence in sentences)
    return sum(not words[index].is_filled_pause for index in indices)


def ranges_of(sentences: Iterable[Sentence]) -> tuple[WordRange, ...]:
    """Return the words of sentences, as evidence."""
    return tuple(sentence.words for sentence in sentences)


def indices_of(answer: Answer, words: WordRange, keys: frozenset[str]) -> list[int]:
    """Return where in `words` one of the keys is said."""
    said = answer.transcript.words
    return [index for index in words if said[index].key in keys]


def find_number(answer: Answer, words: WordRange) -> int | None:
    """Return the first of `words` that is a number, in digits or letters."""
    return next((i for i in words if _is_number(answer.transcript.words[i].key)), None)


def find_digits(answer: Answer, words: WordRange) -> int | None:
    """Return the first of `words` that is a number in digits."""
    return next((i for i in words if _has_digit(answer.transcript.words[i].key)), None)


def percent(share: float) -> str:
    """Return a share of 0 to 1 in whole percent: "58 %"."""
    return f"{round(100 * share)} %"


def say_times(n: int) -> str:
    """Return how often: `not once`, `once`, `twice`, `3 times`."""
    return {0: "not once", 1: "once", 2: "twice"}.get(n, f"{n} times")


def quote(answer: Answer, words: WordRange, *, at: int | None = None) -> str:
    """Return words in quotation marks, cut with "…" at about 60 characters.

    Args:
        answer: Who said them.
        words: Which.
        at: One of them that the quote must hold, the last for how they end;
            otherwise it holds the first.
    """
    first = words.start if at is None else _start_before(answer, words, at=at)
    stop = first + 1
    while stop < words.stop and _length(answer, first, stop + 1) <= QUOTE_LENGTH:
        stop += 1
    whole = answer.quote(WordRange(first, stop))
    text = whole[:QUOTE_LENGTH].replace('"', "'")
    text = text.rstrip(_SOFT_ENDS) or text
    before = "… " if first > words.start else ""
    after = " …" if stop < words.stop or len(whole) > QUOTE_LENGTH else ""
    return f'"{before}{text}{after}"'


def _start_before(answer: Answer, words: WordRange, *, at: int) -> int:
    room = QUOTE_LENGTH if at == words.stop - 1 else _LEAD
    first = at
    while first > words.start and _length(answer, first - 1, at + 1) <= room:
        first -= 1
    return first


def _length(answer: Answer, start: int, stop: int) -> int:
    return len(answer.quote(WordRange(start, stop)))


def _is_number(key: str) -> bool:
    parts = key.split("-")
    return _has_digit(key) or any(part in _NUMBERS for part in parts)


def _has_digit(key: str) -> bool:
    return any(c.isdecimal() for c in key)
