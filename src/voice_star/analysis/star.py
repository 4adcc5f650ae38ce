"""An answer divided in Situation, Task, Actions and Results, with marks.

Every word is judged by a small trained network that reads the whole answer, and every
sentence by its n-grams; then the most likely parts of all words together are found,
which may change only where speech can turn. What comes out are sentences, cut where the
part changes. training/ made the weights; docs/judging.md says how well it works, and
where it errs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voice_star.analysis.decoding import Weights, decode_parts, log_softmax
from voice_star.analysis.network import SHIPPED, Network, Reading
from voice_star.analysis.ngrams import Ngrams
from voice_star.analysis.sentences import divide_sentences, pauses_before
from voice_star.analysis.turns import find_turns
from voice_star.domain.answer import Mark, Sentence, StarPart
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from voice_star.analysis.network import Logits
    from voice_star.domain.timeline import Span
    from voice_star.domain.transcript import Transcript

PARTS = tuple(StarPart)
MARKS = tuple(Mark)

_BELONGS = {
    Mark.INTERACTION: StarPart.ACTION,
    Mark.PROBLEM: StarPart.ACTION,
    Mark.TEAM: StarPart.ACTION,
    Mark.CONCRETE: StarPart.RESULT,
    Mark.FIGURE: StarPart.RESULT,
    Mark.GENERIC: StarPart.RESULT,
    Mark.GAIN: StarPart.RESULT,
    Mark.LASTING: StarPart.RESULT,
}
"""Which part a mark stands on, by training/corpus/GUIDE.md; the others on any."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """What was fitted to the network's opinions after training.

    Attributes:
        weights: For decoding the parts.
        bars: For each mark, the log-odds from which a sentence carries it.
    """

    weights: Weights
    bars: Mapping[Mark, float]

    @classmethod
    def of(cls, network: Network) -> Tuning:
        """Return what stands beside a network's weights."""
        facts = network.facts
        return cls(
            Weights(**facts["weights"]),
            {Mark(name): bar for name, bar in facts["bars"].items()},
        )


class StarJudge:
    """Divides answers. Kept from answer to answer, it need not load again.

    Args:
        folder: Of the weights; those that come with the package if none is named.
    """

    def __init__(self, folder: Path = SHIPPED) -> None:
        self._network, self._ngrams = Network(folder), Ngrams(folder)

    @property
    def version(self) -> str:
        """Which weights judge: changes whenever the same answer may be judged anew."""
        return str(self._network.facts["version"])

    def divide(
        self,
        transcript: Transcript,
        pauses: Sequence[Span] = (),
        *,
        sentences: tuple[Sentence, ...] | None = None,
    ) -> tuple[Sentence, ...]:
        """Return an answer's sentences, each with its part, its marks and how sure.

        Args:
            transcript: At least one word.
            pauses: The silences in it.
            sentences: Divisions that somebody has made; parts change only there.
        """
        reading = self._network.read([word.text for word in transcript.words])
        return divide(
            transcript,
            reading,
            ngrams=self._ngrams,
            tuning=Tuning.of(self._network),
            pauses=pauses,
            sentences=sentences,
        )


def divide(
    transcript: Transcript,
    reading: Reading,
    *,
    ngrams: Ngrams,
    tuning: Tuning,
    pauses: Sequence[Span] = (),
    sentences: tuple[Sentence, ...] | None = None,
) -> tuple[Sentence, ...]:
    """Return the sentences that a reading of an answer amounts to."""
    words = transcript.words
    if sentences is None:
        turns = find_turns(words, pauses_before(words, pauses))
        sentences = divide_sentences(transcript, pauses)
    else:
        turns = np.zeros(len(words), dtype=bool)
        turns[[sentence.words.start for sentence in sentences]] = True
    texts = [transcript.text(sentence.words) for sentence in sentences]
    second = np.repeat(ngrams.read(texts), [len(s.words) for s in sentences], axis=0)
    share = tuning.weights.ngrams
    likely = mixed(reading.parts, second[:, : len(PARTS)], share=share)
    marks = mixed_marks(reading.marks, second[:, len(PARTS) :])
    parts = decode_parts(likely, reading.changes, turns=turns, weights=tuning.weights)
    return tuple(
        _judged(run, part, likely=likely, marks=marks, bars=tuning.bars)
        for sentence in sentences
        for run, part in _runs(sentence.words, parts.tolist())
    )


def mixed(network: Logits, ngrams: Logits, *, share: float) -> Logits:
    """Return log-probabilities of each word's part, of which n-grams have a share."""
    mix = (1 - share) * log_softmax(network) + share * log_softmax(ngrams)
    return log_softmax(mix)


def mixed_marks(network: Logits, ngrams: Logits) -> Logits:
    """Return log-odds of each word's marks: both opinions count the same."""
    result: Logits = (network + ngrams) / np.float32(2)
    return result


def _runs(words: WordRange, parts: Sequence[int]) -> Iterator[tuple[WordRange, int]]:
    """Yield a sentence's words cut where the part changes, with the part."""
    start = words.start
    for index in words:
        if index + 1 == words.stop or parts[index + 1] != parts[index]:
            yield WordRange(start, index + 1), int(parts[index])
            start = index + 1


def _judged(
    words: WordRange,
    part: int,
    *,
    likely: Logits,
    marks: Logits,
    bars: Mapping[Mark, float],
) -> Sentence:
    """Return a sentence with its marks and the mean probability of its part."""
    own = slice(words.start, words.stop)
    return Sentence(
        words,
        part=PARTS[part],
        marks=_marks(marks[own].mean(axis=0), PARTS[part], bars),
        confidence=float(np.exp(likely[own, part]).mean()),
    )


def _marks(
    odds: Logits, part: StarPart, bars: Mapping[Mark, float]
) -> tuple[Mark, ...]:
    """Return the marks that clear their bar, as far as they go together."""
    above = {
        mark: float(odd) - bars[mark] for mark, odd in zip(MARKS, odds, strict=True)
    }
    found = {
        mark
        for mark, margin in above.items()
        if margin >= 0 and _BELONGS.get(mark, part) is part
    }
    if {Mark.GENERIC, Mark.CONCRETE} <= found:
        found.discard(min(Mark.GENERIC, Mark.CONCRETE, key=above.__getitem__))
    if Mark.CONCRETE not in found:
        found.discard(Mark.FIGURE)
    return tuple(mark for mark in MARKS if mark in found)
