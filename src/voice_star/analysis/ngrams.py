"""What short runs of words and letters say of a sentence's part and marks.

The simpler of the judge's two opinions. It reads one sentence at a time and knows no
manner of telling, so that it carries over to speakers unlike those it was fitted to.
"""

from __future__ import annotations

import zlib
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from voice_star.analysis.network import Logits

N_BUCKETS = 1 << 17
"""N-grams share this many weights, by their hash. With four times as many nothing is
won."""

N_PLACES = 10
"""Tenths of the answer, in one of which a sentence stands: as many features more."""

_LONGEST_WORDS, _LETTERS = 3, range(2, 6)
"""Runs of up to so many words; runs of so many letters within a word."""


def features(
    text: str, *, place: float
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Return the features of a sentence: which, and how strong.

    Words and letters each have length 1 together, their counts dampened by a logarithm.

    Args:
        text: Of one sentence.
        place: Of its middle in the answer, 0 to 1.
    """
    words = "".join(
        c if c.isalnum() or c in "'%" else " " for c in text.lower()
    ).split()
    kinds = [_damped(_word_runs(words)), _damped(_letter_runs(words))]
    tenth = N_BUCKETS + min(N_PLACES - 1, int(place * N_PLACES))
    kinds.append((np.array([tenth]), np.ones(1, dtype=np.float32)))
    where, strength = zip(*kinds, strict=True)
    return np.concatenate(where), np.concatenate(strength)


def _word_runs(words: Sequence[str]) -> Iterator[str]:
    for length in range(1, _LONGEST_WORDS + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _letter_runs(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        framed = f"<{word}>"
        for length in _LETTERS:
            for start in range(len(framed) - length + 1):
                yield framed[start : start + length]


def _damped(runs: Iterator[str]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    hashes = [zlib.crc32(run.encode()) % N_BUCKETS for run in runs]
    where, counts = np.unique(np.array(hashes, dtype=np.intp), return_counts=True)
    strength = 1 + np.log(counts.astype(np.float32))
    length = np.float32(max(1e-6, float(np.sqrt((strength**2).sum()))))
    return where, (strength / length).astype(np.float32)


class Ngrams:
    """Logistic regression on n-grams, loaded when needed.

    Args:
        folder: That holds `ngrams.npz`; training/ngrams.py makes it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _weights(self) -> tuple[Logits, Logits]:
        with np.load(self._folder / "ngrams.npz") as arrays:
            return arrays["weights"].astype(np.float32), arrays["bias"]

    def read(self, sentences: Sequence[str]) -> Logits:
        """Return logits of each sentence, shape ``(sentences, 15)``.

        The first five are of its part, in the order of `StarPart`; the others of its
        marks, in the order of `Mark`.
        """
        weights, bias = self._weights
        logits = np.empty((len(sentences), len(bias)), dtype=np.float32)
        for index, text in enumerate(sentences):
            where, strength = features(text, place=(index + 0.5) / len(sentences))
            logits[index] = strength @ weights[where] + bias
        return logits
