"""Readings of the same sound made one: words of the first, fillers of the others.

Whisper was trained on captions and writes hardly any filler. Told that fillers came
before, it writes most of them, but changes other words too. So everything is read
twice. The first reading is changed in three places only: fillers are put between its
words; a word that it wrote for a filler goes; and a phrase that it dropped comes back.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from voice_star.domain.transcript import Word
from voice_star.speech.fillers import filler_sound, spelled
from voice_star.speech.transcriber import Heard, HeardWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST_IN_A_ROW = 8
"""A reading with more has gone round in circles; alignment weeds out the rest."""

_MISHEARD = frozenset(
    {"yeah", "oh", "ah", "eh", "are", "arm", "or", "i'm", "m", "ehm", "her"}
)
"""What the first reading writes for "er", "uh" and "um" that it takes for words."""

_SHORTEST_PHRASE, _LONGEST_PHRASE = 2, 12
"""How many words are taken from the second reading where it goes on after the first,
which stops early now and then. One alone is a matter of opinion; more than a dozen
would be a loss that no piece has shown, and rather an invention."""


def join_readings(heard: Heard) -> tuple[HeardWord, ...]:
    """Return the words of the first reading with the fillers of all.

    Where several have fillers between the same words, the longest run is taken.
    """
    words = tuple(spelled(word) for word in heard.words)
    for other in heard.others:
        words = _joined(words, other)
    return words


def _joined(
    marked: Sequence[HeardWord], second: Sequence[str]
) -> tuple[HeardWord, ...]:
    own = _fillers_by_gap(marked)
    words = [word for word in marked if not word.is_filled_pause]
    others = [text for text in second if filler_sound(text) is None]
    sounds = _sounds_by_gap(second)
    matches = _Matches(words, others)
    added = matches.moved(sounds)
    dropped = matches.misheard(sounds)
    joined: list[HeardWord] = []
    for index in range(len(words) + 1):
        mine, theirs = own.get(index, []), added.get(index, [])
        if len(mine) >= len(theirs):
            joined += mine[:_MOST_IN_A_ROW]
        else:
            near = words[min(index, len(words) - 1)].near if words else 0.0
            joined += _fillers(theirs, near=near, after=joined)
        if index < len(words) and index not in dropped:
            joined.append(words[index])
    return (*joined, *matches.lost_at_the_end())


class _Matches:
    """Which words of the second reading stand for which of the first."""

    def __init__(self, words: Sequence[HeardWord], others: Sequence[str]) -> None:
        self._words = words
        self._others = others
        ours = [Word(word.text).key for word in words]
        theirs = [Word(text).key for text in others]
        matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
        self._blocks = matcher.get_opcodes()

    def moved(self, sounds: dict[int, list[str]]) -> dict[int, list[str]]:
        """Move fillers from between the second's words to between the first's."""
        place: dict[int, int] = {}
        for _, start, stop, first, last in self._blocks:
            for gap in range(first, last + 1):
                share = (gap - first) / max(1, last - first)
                place.setdefault(gap, start + round(share * (stop - start)))
        moved: dict[int, list[str]] = defaultdict(list)
        for gap, run in sounds.items():
            moved[place.get(gap, len(self._words))] += run
        return moved

    def misheard(self, sounds: dict[int, list[str]]) -> set[int]:
        """Return the words of the first reading that the second heard as fillers."""
        found: set[int] = set()
        for tag, start, stop, first, last in self._blocks:
            if tag not in {"delete", "replace"}:
                continue
            n_fillers = sum(len(sounds.get(gap, [])) for gap in range(first, last + 1))
            theirs = {Word(text).key for text in self._others[first:last]}
            candidates = [
                index
                for index in range(start, stop)
                if (key := Word(self._words[index].text).key) in _MISHEARD
                and key not in theirs
            ]
            found.update(candidates[:n_fillers])
        return found

    def lost_at_the_end(self) -> list[HeardWord]:
        """Return the words with which the second reading goes on after the first."""
        if not self._blocks or self._blocks[-1][0] != "insert" or not self._words:
            return []
        _, _, _, first, last = self._blocks[-1]
        if not _SHORTEST_PHRASE <= last - first <= _LONGEST_PHRASE:
            return []
        near = self._words[-1].near
        return [HeardWord(text, None, near) for text in self._others[first:last]]


def _sounds_by_gap(texts: Iterable[str]) -> dict[int, list[str]]:
    """Return the fillers before each word, by how many words came before them."""
    runs: dict[int, list[str]] = defaultdict(list)
    n_words = 0
    for text in texts:
        sound = filler_sound(text)
        if sound is None:
            n_words += 1
        else:
            runs[n_words].append(sound)
    return runs


def _fillers_by_gap(marked: Iterable[HeardWord]) -> dict[int, list[HeardWord]]:
    """Return the fillers of the first reading, as `_sounds_by_gap` does."""
    runs: dict[int, list[HeardWord]] = defaultdict(list)
    n_words = 0
    for word in marked:
        if word.is_filled_pause:
            runs[n_words].append(word)
        else:
            n_words += 1
    return runs


def _fillers(
    sounds: Sequence[str], *, near: float, after: Sequence[HeardWord]
) -> list[HeardWord]:
    """Write fillers out, with a capital where they begin a sentence."""
    begins = not after or after[-1].text.endswith((".", "?", "!"))
    texts = [f"{sound}," for sound in sounds[:_MOST_IN_A_ROW]]
    if begins and texts:
        texts[0] = texts[0].capitalize()
    return [HeardWord(text, None, near, is_filled_pause=True) for text in texts]
