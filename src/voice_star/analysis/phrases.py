"""Phrases looked for in words, whatever the form of each word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from voice_star.analysis.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_PIECES = re.compile(r"[^\W_]+(?:['’][^\W_]+)*[+#]*")

_GAP = 3
"""Words that `..` may stand for; more, and the two ends no longer belong together."""

Slot: TypeAlias = "frozenset[str] | None"
"""Stems of which one must stand there; None for up to `_GAP` words of any kind."""


@dataclass(frozen=True, slots=True)
class Token:
    """One stem and the index of the word it is of; "cross-functional" gives two."""

    stem: str
    word: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found: tokens from `start` up to `stop`, and whose it is."""

    owner: str
    start: int
    stop: int


def tokens_of(words: Iterable[tuple[int, str]]) -> tuple[Token, ...]:
    """Return the stems of numbered words, in order; signs alone give none."""
    return tuple(
        Token(stem(piece), index)
        for index, text in words
        for piece in _PIECES.findall(text.replace("&", " and "))
    )


class Phrasebook:
    """Phrases by their owners, looked up by their first word."""

    def __init__(
        self, phrases: Mapping[str, str], groups: Mapping[str, str] | None = None
    ) -> None:
        """Take phrases parted by commas; `..` is a gap, `a/b` either, `@name` a group.

        `^a` counts only where it comes first.
        """
        groups = groups or {}
        self._by_first: dict[str, list[tuple[str, tuple[Slot, ...]]]] = {}
        for owner, listed in phrases.items():
            for phrase in listed.split(","):
                slots = tuple(_slot(part, groups) for part in phrase.split())
                for first in slots[0] or () if slots else ():
                    self._by_first.setdefault(first, []).append((owner, slots[1:]))

    def find(self, tokens: Sequence[Token]) -> Iterator[Hit]:
        """Yield every phrase that stands there, by where it begins."""
        stems = [token.stem for token in tokens]
        for start, first in enumerate(stems):
            found = self._by_first.get(first, ())
            for owner, rest in [*found, *(() if start else self._opening(first))]:
                stop = _match(stems, start + 1, rest)
                if stop is not None:
                    yield Hit(owner, start, stop)

    def _opening(self, first: str) -> Sequence[tuple[str, tuple[Slot, ...]]]:
        return self._by_first.get(f"^{first}", ())


def _slot(part: str, groups: Mapping[str, str]) -> Slot:
    if part == "..":
        return None
    listed = groups[part[1:]] if part.startswith("@") else part
    opens = "^" if part.startswith("^") else ""
    return frozenset(
        opens + stem(word.strip().removeprefix("^")) for word in listed.split("/")
    )


def _match(stems: Sequence[str], at: int, slots: Sequence[Slot]) -> int | None:
    """Return where the slots end if they stand at `at`, taking the shortest gaps."""
    if not slots:
        return at
    slot, rest = slots[0], slots[1:]
    if slot is not None:
        fits = at < len(stems) and stems[at] in slot
        return _match(stems, at + 1, rest) if fits else None
    stops = (_match(stems, at + skipped, rest) for skipped in range(_GAP + 1))
    return next((stop for stop in stops if stop is not None), None)
