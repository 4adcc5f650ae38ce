"""Hedges: phrases that weaken what stands beside them, and only the clear ones.

"Kind of" in "this kind of problem" and "just" in "had just left" weaken nothing, so
each phrase says what must not stand before it or after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.transcript import Word

SENTENCE_ENDS = (".", "?", "!", ":", ";")


@dataclass(frozen=True, slots=True)
class _Hedge:
    """A phrase and its surroundings, all in words as they are looked up.

    Attributes:
        phrase: The words.
        not_after: Words that must not be among the two before it.
        not_before: Words that must not follow.
        only_after: If any, one of them must stand right before it.
    """

    phrase: tuple[str, ...]
    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    only_after: frozenset[str] = frozenset()


_DETERMINER_WORDS = (
    "a an the this that these those what which whatever some any every each no all one "
    "two three same another other different many several certain both either my your "
    "his her its our their first second only new best worst right wrong"
)
_DETERMINERS = frozenset(_DETERMINER_WORDS.split())
"""After these "kind of" and "sort of" name a kind."""

_PERSONS = frozenset(["him", "her", "them", "you", "me", "us", "people"])
"""Before these "kind of" is praise ("kind of him") or names a kind."""

_COUNTED_WORDS = "of from later earlier before after while over under longer"
_COUNTED = frozenset(_COUNTED_WORDS.split())
"""Before these "a little bit" is an amount."""

_SPEAKER = frozenset(["i", "we"])

_IS = frozenset(["was", "is", "it's", "were", "that's", "i'm", "am", "be"])

_I_JUST = (
    "tried", "helped", "did what", "wanted", "thought", "figured", "hoped", "happened",
)  # fmt: skip
"""After "I just" these shrink a deed; "I just finished" may be a matter of time."""

_JUST_A = (
    "a small", "a little", "a tiny", "a minor", "a simple", "a bit", "my job",
    "doing my", "doing what", "trying to", "helping", "lucky", "luck", "part of",
)  # fmt: skip
"""After "it was just" these shrink what it was."""

_PLAIN = (
    "kinda", "sorta", "i guess", "i suppose", "more or less", "pretty much",
    "and stuff", "or something like that", "and things like that",
    "somewhat", "hopefully", "i feel like", "i like to think", "nothing special",
    "no big deal", "if that makes sense",
)  # fmt: skip


def _hedges() -> Iterator[_Hedge]:
    for kind in ("kind", "sort"):
        yield _Hedge((kind, "of"), not_after=_DETERMINERS, not_before=_PERSONS)
    yield _Hedge(("a", "little", "bit"), not_before=_COUNTED)
    for verb in _I_JUST:
        yield _Hedge(("just", *verb.split()), only_after=_SPEAKER)
    for thing in _JUST_A:
        yield _Hedge(("just", *thing.split()), not_before=_COUNTED, only_after=_IS)
    for phrase in _PLAIN:
        yield _Hedge(tuple(phrase.split()), not_after=frozenset(["can", "if", "when"]))


_HEDGES = sorted(_hedges(), key=lambda hedge: -len(hedge.phrase))
"""The longest first, so that no part of one is counted again."""

_REACH = 2
"""Words before a phrase that are looked at: "this new kind of"."""


def find_hedges(words: Sequence[Word]) -> tuple[WordRange, ...]:
    """Return where weakening phrases stand, in order; fillers between do not matter."""
    spoken = [index for index, word in enumerate(words) if not word.is_filled_pause]
    keys = [words[index].key for index in spoken]
    ends = [words[index].text.endswith(SENTENCE_ENDS) for index in spoken]
    found: list[WordRange] = []
    at = 0
    while at < len(keys):
        length = _length_at(keys, at, ends=ends)
        if length:
            found.append(WordRange(spoken[at], spoken[at + length - 1] + 1))
        at += max(1, length)
    return tuple(found)


def _length_at(keys: Sequence[str], at: int, *, ends: Sequence[bool]) -> int:
    """Return how many words the hedge has that begins here; 0 where none does."""
    for hedge in _HEDGES:
        stop = at + len(hedge.phrase)
        if tuple(keys[at:stop]) != hedge.phrase or any(ends[at : stop - 1]):
            continue
        before = _before(keys, at, ends=ends)
        follows = keys[stop] if stop < len(keys) and not ends[stop - 1] else ""
        if follows in hedge.not_before or hedge.not_after & set(before):
            continue
        if hedge.only_after and not hedge.only_after & set(before[-1:]):
            continue
        return len(hedge.phrase)
    return 0


def _before(keys: Sequence[str], at: int, *, ends: Sequence[bool]) -> list[str]:
    """Return the two words before, as far as they are in the same sentence."""
    near: list[str] = []
    for index in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if ends[index]:
            break
        near.insert(0, keys[index])
    return near
