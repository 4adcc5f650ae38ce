"""What the network and the n-grams say of an answer's words, weighed together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voice_star.analysis.decoding import log_softmax
from voice_star.domain.answer import Mark, StarPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.analysis.network import Logits, Reading
    from voice_star.analysis.ngrams import Ngrams
    from voice_star.domain.answer import Sentence
    from voice_star.domain.transcript import Transcript, WordRange

PARTS = tuple(StarPart)
MARKS = tuple(Mark)


@dataclass(frozen=True, slots=True)
class Opinions:
    """What is said of each word, both opinions weighed.

    Attributes:
        parts: Log-probabilities of its part, shape ``(words, 5)``.
        changes: Log-odds of a part beginning with it, shape ``(words,)``.
        marks: Log-odds of its sentence's marks, shape ``(words, 10)``.
        flags: Log-odds of the whole answer showing a weakness, shape ``(8,)``.
    """

    parts: Logits
    changes: Logits
    marks: Logits
    flags: Logits

    def of_part(self, words: WordRange, part: StarPart) -> float:
        """Return the mean probability of a part over some words."""
        own = self.parts[words.start : words.stop, PARTS.index(part)]
        return float(np.exp(own).mean())

    def of_marks(self, words: WordRange) -> Logits:
        """Return the mean log-odds of each mark over some words, shape ``(10,)``."""
        mean: Logits = self.marks[words.start : words.stop].mean(axis=0)
        return mean


def weigh(
    reading: Reading,
    ngrams: Ngrams,
    *,
    transcript: Transcript,
    sentences: Sequence[Sentence],
    share: float,
) -> Opinions:
    """Return both opinions weighed; on parts the n-grams have a `share`, 0 to 1."""
    texts = [transcript.text(sentence.words) for sentence in sentences]
    lengths = [len(sentence.words) for sentence in sentences]
    second = np.repeat(ngrams.read(texts), lengths, axis=0)
    mix = (1 - share) * log_softmax(reading.parts) + share * log_softmax(
        second[:, : len(PARTS)]
    )
    return Opinions(
        parts=log_softmax(mix),
        changes=reading.changes,
        marks=mixed_marks(reading.marks, second[:, len(PARTS) :]),
        flags=reading.flags,
    )


def mixed_marks(network: Logits, ngrams: Logits) -> Logits:
    """Return log-odds of marks; both opinions count the same."""
    result: Logits = (network + ngrams) / np.float32(2)
    return result
