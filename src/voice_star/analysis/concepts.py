"""What advertisements and speakers mean alike, in whatever words: the tables."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from voice_star.analysis.phrases import Phrasebook, Token, tokens_of
from voice_star.analysis.stems import stem
from voice_star.domain.answer import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TIE = 3
"""Weight that ties an ask to a sentence."""

NEAR = 1
"""Weight from which an ask and a sentence may well meet, and nobody should deny it."""

_TELLING = 2
"""Weight of a word that few people say, and of a subject: there must be more to it."""

_MIDDLING = 1
_OPENING = 5
"""Words within which an ask says what it is about; what comes later is an aside."""

_SHORTEST = 3
"""Letters of a stem below which a word is an abbreviation or says too little."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables, read.

    Attributes:
        asked: How advertisements word each concept.
        said: How speakers do.
        hinted: What speakers say that counts only under the concept's mark.
        marks: The mark of each concept that has one.
        broad: Concepts that nearly any good story shows.
        topics: Concepts that are what a job is about rather than a deed: to speak of
            trucks is not to have planned their routes.
        general: Concepts that need more than themselves, unless they are asked for
            alone: a checklist is no simpler month-end.
        soft: Stems that add nothing to a concept.
        weights: Stems that say nothing (0) or little (1); all others are telling.
    """

    asked: Phrasebook
    said: Phrasebook
    hinted: Phrasebook
    marks: Mapping[str, Mark]
    broad: frozenset[str]
    topics: frozenset[str]
    general: frozenset[str]
    weights: Mapping[str, int]
    soft: frozenset[str]

    def weight(self, token: Token) -> int:
        """Return how much it says when two sides share this stem."""
        if len(token.stem) < _SHORTEST or token.stem.isdigit() or "'" in token.stem:
            return 0
        if token.stem not in self.weights and token.stem.endswith("li"):
            return 0  # "promptly", "closely": how, not what
        return self.weights.get(token.stem, _TELLING)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an ask is about.

    Attributes:
        concepts: Each concept in it, with the words that say so, by index.
        words: Stems that say something in themselves, with their words.
        deeds: The concepts that come first: what is asked for. What follows says of
            what, or where: who only spoke of hauliers has not shown "negotiate rates
            with hauliers".
        contents: Its words but for those that add nothing, by index.
    """

    concepts: Mapping[str, tuple[int, ...]]
    words: Mapping[str, int]
    deeds: frozenset[str]
    contents: frozenset[int]

    def weight(self, concept: str) -> int:
        """Return how much it says when a sentence shows this concept too."""
        lexicon = read_lexicon()
        is_plain = not self.contents - set(self.concepts[concept])
        if concept in lexicon.broad:
            return TIE if self.is_broad else _MIDDLING + (concept in self.deeds)
        if concept not in self.deeds:
            return _MIDDLING
        if concept in lexicon.topics:
            return _TELLING
        return _TELLING if concept in lexicon.general and not is_plain else TIE

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it by which a story could meet it."""
        lexicon = read_lexicon()
        weight = sum(lexicon.weight(Token(found, 0)) for found in self.words)
        return not self.concepts and weight < _TELLING

    @property
    def is_broad(self) -> bool:
        """Whether nearly any good story would meet it."""
        return self.concepts.keys() <= read_lexicon().broad and not self.words


def read_meaning(text: str) -> Meaning:
    """Return what a phrase of an advertisement is about."""
    lexicon = read_lexicon()
    tokens = tokens_of(enumerate(text.split()))
    concepts: dict[str, set[int]] = {}
    spoken_for: set[int] = set()
    for hit in lexicon.asked.find(tokens):
        found = range(hit.start, hit.stop)
        concepts.setdefault(hit.owner, set()).update(tokens[i].word for i in found)
        if hit.owner in lexicon.broad:
            spoken_for.update(found)
    words = {
        token.stem: token.word
        for index, token in enumerate(tokens)
        # "Creative thinking" is not met by whoever says "thinking".
        if index not in spoken_for and lexicon.weight(token)
    }
    found_at = {name: tuple(sorted(at)) for name, at in concepts.items()}
    contents = {token.word for token in tokens if token.stem not in lexicon.soft}
    deeds = _deeds(found_at, text.lower().split())
    return Meaning(found_at, words, deeds, frozenset(contents))


def _deeds(
    concepts: Mapping[str, tuple[int, ...]], words: Sequence[str]
) -> frozenset[str]:
    """Return what comes first, and what is listed with that: "plan and teach"."""
    deeds: set[str] = set()
    reach = min((at[0] for at in concepts.values()), default=0)
    if reach > _OPENING:
        return frozenset()
    for name, at in sorted(concepts.items(), key=lambda pair: pair[1]):
        before = words[at[0] - 1]
        listed = before in {"and", "or", "&"} or before.endswith(",")
        joined = listed and at[0] <= reach + 2
        if at[0] <= reach or (at[0] and joined):
            deeds.add(name)
            reach = max(reach, at[0])
    return frozenset(deeds)


@lru_cache(maxsize=1)
def read_lexicon() -> Lexicon:
    """Return the tables; they are read once."""
    table = _load("concepts.toml")
    groups = table["groups"]
    concepts = {concept["name"]: concept for concept in table["concept"]}

    def book(kind: str) -> Phrasebook:
        phrases = {name: c[kind] for name, c in concepts.items() if kind in c}
        return Phrasebook(phrases, groups)

    return Lexicon(
        asked=book("asked"),
        said=book("said"),
        hinted=book("hinted"),
        marks={n: Mark(c["mark"]) for n, c in concepts.items() if "mark" in c},
        broad=frozenset(n for n, c in concepts.items() if c.get("broad")),
        topics=frozenset(n for n, c in concepts.items() if c.get("topic")),
        general=frozenset(n for n, c in concepts.items() if c.get("general")),
        soft=frozenset(map(stem, _load("word_weights.toml")["soft"].split())),
        weights=_weights(),
    )


def _weights() -> dict[str, int]:
    table = _load("word_weights.toml")
    weights = {stem(word): _MIDDLING for word in table["middling"].split()}
    for words in (table["common"], table["generic"]):
        weights |= {stem(piece): 0 for word in words.split() for piece in _parts(word)}
    return weights


def _parts(word: str) -> list[str]:
    return [word, *word.split("-")]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("voice_star.data").joinpath(name).read_text("utf-8"))
