"""What was heard against what was said: words, times, pauses and fillers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from voice_star.speech.fillers import filler_sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench.recordings import Said
    from voice_star.domain.timeline import Seconds, Span

NEAR: Seconds = 0.25
"""A filler is found when one is heard to begin this near, or to share half of it."""

_SHORTEST_FILLER: Seconds = 0.03
"""One file of reference times has an "uh" of 10 ms that its transcript lacks."""

_MARKUP = re.compile(r"<[^>]*>|\[[^\]]*\]")
"""How the transcripts write broken-off words and laughter, which nobody must hear."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were there, how many were reported, and how many of these rightly."""

    found: int = 0
    true: int = 0
    reported: int = 0
    false: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Add up two tallies."""
        return Tally(
            self.found + other.found,
            self.true + other.true,
            self.reported + other.reported,
            self.false + other.false,
        )

    @property
    def recall(self) -> float:
        """Share of the true ones that were found."""
        return self.found / max(1, self.true)

    @property
    def precision(self) -> float:
        """Share of the reported ones that are true."""
        return 1 - self.false / max(1, self.reported)

    @property
    def f1(self) -> float:
        """Harmonic mean of recall and precision."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


@cache
def _normaliser() -> Callable[[str], str]:
    from whisper_normalizer.english import EnglishTextNormalizer

    normaliser: Callable[[str], str] = EnglishTextNormalizer()
    return normaliser


def word_errors(reference: str, heard: str) -> tuple[int, int]:
    """Return wrong words and words in the reference, fillers and case left out."""
    import jiwer

    said, got = (
        _normaliser()(
            " ".join(
                word
                for word in _MARKUP.sub(" ", text).split()
                if filler_sound(word) is None
            )
        )
        for text in (reference, heard)
    )
    if not said:
        return len(got.split()), 0
    result = jiwer.process_words(said, got)
    wrong = result.substitutions + result.deletions + result.insertions
    return wrong, len(said.split())


def start_errors(true: Sequence[Said], heard: Sequence[Said]) -> Iterator[Seconds]:
    """Yield how far off each word begins that was heard as it was said."""
    said_keys, heard_keys = ([_key(word) for word in side] for side in (true, heard))
    matcher = SequenceMatcher(None, said_keys, heard_keys, autojunk=False)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            said, got = true[block.a + offset], heard[block.b + offset]
            yield abs(said.span.start - got.span.start)


def _key(word: Said) -> str:
    return filler_sound(word.text) or re.sub(r"[^\w']", "", word.text.lower())


def fillers(
    true: Sequence[Said], heard: Sequence[Said], *, transcript: str = ""
) -> Tally:
    """Match fillers one to one, the nearest first.

    Two faults of given references count for nobody: a filler of 10 ms, and a filler
    that stands in the transcript but has no time.
    """
    said = [
        word.span
        for word in true
        if word.is_filler and word.span.duration >= _SHORTEST_FILLER
    ]
    n_written = sum(filler_sound(word) is not None for word in transcript.split())
    n_untimed = max(0, n_written - len(said))
    got = [word.span for word in heard if word.is_filler]
    pairs = sorted(
        (abs(a.start - b.start), i, j)
        for i, a in enumerate(said)
        for j, b in enumerate(got)
        if abs(a.start - b.start) <= NEAR
        or a.overlap(b) > min(a.duration, b.duration) / 2
    )
    matched = _one_to_one((i, j) for _, i, j in pairs)
    false = max(0, len(got) - len(matched) - n_untimed)
    return Tally(len(matched), len(said), len(got), false)


def _one_to_one(pairs: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    left: set[int] = set()
    right: set[int] = set()
    kept = []
    for i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            kept.append((i, j))
    return kept


def pauses(
    true: Sequence[Span], heard: Sequence[Span], *, floor: Seconds = 0.5
) -> tuple[Tally, list[Seconds]]:
    """Match pauses of `floor` and more; return the edges' errors too.

    A true one is found where a reported one, of any length, shares more than half of
    it. A reported one is false where it shares no more than half of itself, or of any
    true silence, with one: a silence that is a little shorter than `floor` is no lie.
    """
    asked = [pause for pause in true if pause.duration >= floor]
    told = [pause for pause in heard if pause.duration >= floor]
    edges: list[Seconds] = []
    found = 0
    for pause in asked:
        best = max(heard, key=pause.overlap, default=None)
        if best is not None and pause.overlap(best) > pause.duration / 2:
            found += 1
            edges += [abs(best.start - pause.start), abs(best.end - pause.end)]
    false = sum(
        all(
            pause.overlap(silence) <= min(pause.duration, silence.duration) / 2
            for silence in true
        )
        for pause in told
    )
    return Tally(found, len(asked), len(told), false), edges


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """Return median, mean and 95th percentile; nan for nothing."""
    if not values:
        return (float("nan"),) * 3
    found = np.asarray(values)
    return float(np.median(found)), float(found.mean()), float(np.percentile(found, 95))
