"""The ums that a speech model leaves out, put back where they were said.

Whisper was trained on captions and writes hardly any filler. Told that fillers came
before, it writes most of them, but changes other words too. So it reads everything
twice: the words are taken from the plain reading, the fillers from the other one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from voice_star.domain.transcript import Word
from voice_star.speech.transcriber import Heard, HeardWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SAID = {
    "um": "um", "umm": "um", "uhm": "um", "erm": "um", "ums": "um",
    "uh": "uh", "uhh": "uh",
    "er": "er", "err": "er",
    "hm": "hm", "hmm": "hm", "mm": "hm", "mmm": "hm",
}  # fmt: skip
"""Every spelling of a filler, and the one of four sounds it stands for."""

_MOST_IN_A_ROW = 8
"""A reading with more has gone round in circles; alignment weeds out the rest."""


def filler_sound(text: str) -> str | None:
    """Return which filler a written word is: um, uh, er or hm; None for a word."""
    return _SAID.get(Word(text).key)


def join_readings(heard: Heard) -> tuple[HeardWord, ...]:
    """Return the words of the first reading with the fillers of both.

    Where both have fillers between the same words, the longer run is taken.
    """
    marked = [
        replace(word, is_filled_pause=filler_sound(word.text) is not None)
        for word in heard.words
    ]
    words = [word for word in marked if not word.is_filled_pause]
    own = _runs_of_fillers(word.text for word in marked)
    added = _moved(
        _runs_of_fillers(heard.second),
        [word.text for word in words],
        [text for text in heard.second if filler_sound(text) is None],
    )
    kept = _by_gap(marked)
    joined: list[HeardWord] = []
    for index in range(len(words) + 1):
        if len(own.get(index, [])) >= len(added.get(index, [])):
            joined += kept.get(index, [])[:_MOST_IN_A_ROW]
        else:
            near = words[min(index, len(words) - 1)].near if words else 0.0
            joined += _fillers(added[index], near=near, after=joined)
        joined += words[index : index + 1]
    return tuple(joined)


def _runs_of_fillers(texts: Iterable[str]) -> dict[int, list[str]]:
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


def _by_gap(marked: Sequence[HeardWord]) -> dict[int, list[HeardWord]]:
    """Return the fillers of the first reading, as `_runs_of_fillers` does."""
    runs: dict[int, list[HeardWord]] = defaultdict(list)
    n_words = 0
    for word in marked:
        if word.is_filled_pause:
            runs[n_words].append(word)
        else:
            n_words += 1
    return runs


def _moved(
    runs: dict[int, list[str]], words: Sequence[str], others: Sequence[str]
) -> dict[int, list[str]]:
    """Move fillers from between the words of one reading to those of the other."""
    place: dict[int, int] = {}
    ours, theirs = [[Word(text).key for text in side] for side in (words, others)]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for _, start, stop, first, last in matcher.get_opcodes():
        for gap in range(first, last + 1):
            share = (gap - first) / max(1, last - first)
            place.setdefault(gap, start + round(share * (stop - start)))
    moved: dict[int, list[str]] = defaultdict(list)
    for gap, sounds in runs.items():
        moved[place.get(gap, len(ours))] += sounds
    return moved


def _fillers(
    sounds: Sequence[str], *, near: float, after: Sequence[HeardWord]
) -> list[HeardWord]:
    """Write fillers out, with a capital where they begin a sentence."""
    begins = not after or after[-1].text.endswith((".", "?", "!"))
    texts = [f"{sound}," for sound in sounds[:_MOST_IN_A_ROW]]
    if begins and texts:
        texts[0] = texts[0].capitalize()
    return [HeardWord(text, None, near, is_filled_pause=True) for text in texts]
