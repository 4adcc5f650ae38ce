"""An answer held against a job: which of what the job asks for the story shows.

Only the actions and the why count: what the speaker did, what came of it, and why it
matters. An ask meets a sentence in a concept that both are about, or in words that say
enough to make a tie by themselves. Where in doubt it is not met.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voice_star.analysis.clauses import clause_around, clause_starts
from voice_star.analysis.concepts import NEAR, TIE, Meaning, read_lexicon, read_meaning
from voice_star.analysis.job import read_job
from voice_star.analysis.phrases import Token, tokens_of
from voice_star.domain.answer import Ask, JobMatch, Mark, StarPart
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from voice_star.domain.answer import Answer, Sentence
    from voice_star.domain.transcript import Word

_MOST_SHOWN = 3
"""Places that show one ask; more of them prove nothing more."""

_OTHERS = frozenset(
    ("he", "she", "they", "who", "nobodi", "somebodi", "someon", "noon")
)
_SPEAKER = frozenset({"i", "we"})
_REFUSALS = frozenset({"not", "never", "no", "without", "nobodi", "cannot", "neither"})
_DONE_TO = frozenset({"me", "us"})

_TOGETHER = 12
"""Words over which two that say little by themselves may say something together."""

_REACH = 3
"""Words over which a "not" is taken to bear on what follows it."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence shows: concepts with their tokens, and its own tokens."""

    words: WordRange
    tokens: tuple[Token, ...]
    concepts: tuple[tuple[str, WordRange], ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    """Where an ask and a sentence meet: words of the ask, words of the answer."""

    asked: frozenset[int]
    said: WordRange
    sentence: WordRange
    weight: int


def match_job(answer: Answer, job: str) -> JobMatch:
    """Read a job advertisement and hold each ask against the actions and the why.

    Raises:
        UnreadableTextError: If the advertisement asks for nothing that can be read.
    """
    return match_asks(answer, read_job(job))


def match_asks(answer: Answer, asks: Sequence[str]) -> JobMatch:
    """Hold what a job asks for against an answer's actions and its why."""
    said = [_read(answer, sentence) for sentence in _telling(answer)]
    return JobMatch(tuple(_match(answer, text, said) for text in asks))


def is_broad(ask: Ask) -> bool:
    """Whether what meets here is only what nearly any good story shows."""
    return read_meaning(" ".join(ask.shared) if ask.shared else ask.text).is_broad


def near_any(answer: Answer, asks: Iterable[Ask]) -> bool:
    """Whether anything that was said may touch an ask, though too little to show it.

    The other side of "where in doubt it is not met": where in doubt, nobody is told
    that it is missing either. So whatever its part counts, since what was taken for
    the setting may have been an action.
    """
    said = [_read(answer, sentence) for sentence in answer.sentences]
    meanings = [read_meaning(ask.text) for ask in asks]
    return any(
        tie
        for meaning in meanings
        for one in said
        for tie in _ties(meaning, one, floor=NEAR)
    )


def _telling(answer: Answer) -> Iterator[Sentence]:
    """Yield actions, results and whatever has meaning; nothing that is waved away."""
    for sentence in answer.sentences:
        counts = sentence.part in {StarPart.ACTION, StarPart.RESULT}
        if Mark.GENERIC not in sentence.marks and (
            counts or Mark.MEANING in sentence.marks
        ):
            yield sentence


def _read(answer: Answer, sentence: Sentence) -> _Said:
    words = answer.transcript.words
    tokens = tokens_of(
        (i, words[i].text) for i in sentence.words if not words[i].is_filled_pause
    )
    lexicon = read_lexicon()
    hits = list(lexicon.said.find(tokens))
    hits += [
        hit
        for hit in lexicon.hinted.find(tokens)
        if lexicon.marks[hit.owner] in sentence.marks
    ]
    starts = set(clause_starts(words, sentence.words))
    concepts = tuple(
        (hit.owner, _words_of(tokens[hit.start : hit.stop]))
        for hit in hits
        if _is_own(tokens, (hit.start, hit.stop), starts=starts, words=words)
    )
    return _Said(sentence.words, tokens, concepts)


def _words_of(tokens: Sequence[Token]) -> WordRange:
    return WordRange(tokens[0].word, tokens[-1].word + 1)


def _is_own(
    tokens: Sequence[Token],
    hit: tuple[int, int],
    *,
    starts: set[int],
    words: Sequence[Word],
) -> bool:
    """Tell whether the speaker did it: not somebody else, not nobody, not to "me"."""
    start, stop = hit
    if stop < len(tokens) and tokens[stop].stem in _DONE_TO:
        return False
    for back in range(start - 1, -1, -1):
        if tokens[back + 1].word in starts:
            break
        found = tokens[back].stem
        near = start - back <= _REACH
        if near and (found in _REFUSALS or found.endswith("n't")):
            return False
        if found in _SPEAKER:
            return True
        named = tokens[back].word in starts and _is_name(words[tokens[back].word])
        if found in _OTHERS or (named and near):
            return False
    return True


def _is_name(word: Word) -> bool:
    """Tell a name by its capital, if it is not a word that begins many sentences."""
    token = tokens_of([(0, word.text)])
    return (
        word.text[0].isupper() and bool(token) and read_lexicon().weight(token[0]) > 1
    )


def _match(answer: Answer, text: str, said: Sequence[_Said]) -> Ask:
    meaning = read_meaning(text)
    ties = [tie for one in said for tie in _ties(meaning, one)]
    best = sorted(ties, key=lambda tie: (-tie.weight, tie.said))[:_MOST_SHOWN]
    asked = sorted(set().union(*(tie.asked for tie in best)))
    words = text.split()
    evidence = {
        clause_around(answer.transcript.words, tie.sentence, tie.said) for tie in best
    }
    return Ask(
        text=text,
        shared=tuple(words[index].strip(".,;:()\"'") for index in asked),
        evidence=tuple(_apart(sorted(evidence))),
    )


def _ties(meaning: Meaning, said: _Said, *, floor: int = TIE) -> Iterator[_Tie]:
    """Yield at most one tie: what weighs most of the concepts and words in common."""
    concepts = [
        (meaning.weight(name), at, name)
        for name, at in said.concepts
        if name in meaning.concepts
    ]
    words = _shared_words(meaning, said)
    # What the ask says counts once, as a concept or as a word of its own.
    counted = {name: weight for weight, _, name in sorted(concepts, key=lambda c: c[0])}
    by_index = {i: w for name, w in counted.items() for i in meaning.concepts[name]}
    weight = sum(counted.values())
    weight += sum(max(0, w - by_index.get(index, 0)) for index, _, w in words)
    if weight < floor:
        return
    asked = {index for index, _, _ in words}
    asked = asked.union(*(meaning.concepts[name] for name in counted))
    places = [(w, -at.start, at) for w, at, _ in concepts]
    places += [(w, -at, WordRange(at, at + 1)) for _, at, w in words]
    yield _Tie(frozenset(asked), max(places)[2], said.words, weight)


def _shared_words(meaning: Meaning, said: _Said) -> list[tuple[int, int, int]]:
    """Return the words in common: index in the ask, in the answer, and weight."""
    weigh = read_lexicon().weight
    shared = {t.stem: t for t in reversed(said.tokens) if t.stem in meaning.words}
    first = min((token.word for token in shared.values()), default=0)
    return [
        (meaning.words[found], token.word, weigh(token))
        for found, token in shared.items()
        # Words that stand far apart in a long run-on have met by chance.
        if weigh(token) > 1 or token.word - first <= _TOGETHER
    ]


def _apart(ranges: Sequence[WordRange]) -> Iterator[WordRange]:
    """Yield ranges in order, those that overlap joined."""
    joined: list[WordRange] = []
    for one in ranges:
        if joined and one.start < joined[-1].stop:
            last = joined.pop()
            joined.append(WordRange(last.start, max(last.stop, one.stop)))
        else:
            joined.append(one)
    yield from joined
