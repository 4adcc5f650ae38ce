"""An answer divided in Situation, Task, Actions and Results, with marks.

Every word is judged by a small trained network that reads the whole answer, and every
sentence by its n-grams; then the most likely parts of all words together are found,
which may change only where speech can turn. What comes out are sentences, cut where the
part changes. training/ made the weights; docs/judging.md says how well it works, and
where it errs.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from voice_star.analysis.decoding import Weights
from voice_star.analysis.divider import Divider, has_lost_results, unjudged
from voice_star.analysis.english import can_be_judged
from voice_star.analysis.marking import agree, mark
from voice_star.analysis.network import SHIPPED, Network, Reading
from voice_star.analysis.ngrams import Ngrams
from voice_star.analysis.opinions import Opinions, weigh
from voice_star.analysis.sentences import divide_sentences, pauses_before
from voice_star.analysis.turns import find_turns
from voice_star.analysis.verdicts import Verdicts, evidence_of
from voice_star.domain.answer import Mark, Sentence, StarPart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from voice_star.domain.timeline import Span
    from voice_star.domain.transcript import Transcript

_NEVER = -30.0
"""Log-probability of what has been decided against."""

_PUSHES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""How much the odds of a result are raised, step by step, until one is found."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """What was fitted to the opinions after training.

    Attributes:
        weights: For decoding the parts.
        bars: For each mark, the log-odds from which a sentence carries it.
        verdicts: On the whole answer; None leaves parts and marks as they are.
    """

    weights: Weights
    bars: Mapping[Mark, float]
    verdicts: Verdicts | None = None

    def as_json(self) -> dict[str, Any]:
        """Return values that `json.dumps` takes."""
        return {
            "weights": asdict(self.weights),
            "bars": {mark.value: bar for mark, bar in self.bars.items()},
            "verdicts": None if self.verdicts is None else self.verdicts.as_json(),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Tuning:
        """Return what `as_json` gave."""
        verdicts = values["verdicts"]
        return cls(
            _weights(values["weights"]),
            {Mark(name): bar for name, bar in values["bars"].items()},
            None if verdicts is None else Verdicts.from_json(verdicts),
        )


def _weights(values: Mapping[str, Any]) -> Weights:
    moves = tuple(tuple(row) for row in values["moves"])
    return Weights(**{**values, "moves": moves})


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
        is_over: bool = True,
    ) -> tuple[Sentence, ...]:
        """Return an answer's sentences, each with its part, its marks and how sure.

        What is hardly a word, or not in English, is divided and not judged.

        Args:
            transcript: At least one word.
            pauses: The silences in it.
            sentences: Divisions that somebody has made; parts change only there. Parts
                that these have are settled: they stay, and the others go with them.
            is_over: Whether this is the whole answer, on which there can be verdicts.
        """
        if not can_be_judged(transcript):
            return unjudged(sentences) or divide_sentences(transcript, pauses)
        reading = self._network.read([word.text for word in transcript.words])
        tuning = Tuning.from_json(self._network.facts)
        return divide(
            transcript,
            reading,
            ngrams=self._ngrams,
            tuning=tuning if is_over else replace(tuning, verdicts=None),
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
    look_so = partial(
        look,
        transcript,
        reading,
        ngrams=ngrams,
        weights=tuning.weights,
        pauses=pauses,
    )
    first, opinions, divider = look_so(sentences=sentences)
    if tuning.verdicts is None:
        return mark(first, opinions, tuning.bars)
    # They are on the whole answer, whoever cuts it, and were fitted on our own cuts.
    own = (first, opinions, divider) if sentences is None else look_so()
    verdicts = tuning.verdicts.on(evidence_of(*own[:2]))
    if not has_lost_results(_settled(*own, verdicts=verdicts), sentences or ()):
        first = _settled(first, opinions, divider, verdicts=verdicts)
    return agree(mark(first, opinions, tuning.bars), opinions, verdicts)


def look(
    transcript: Transcript,
    reading: Reading,
    *,
    ngrams: Ngrams,
    weights: Weights,
    pauses: Sequence[Span] = (),
    sentences: tuple[Sentence, ...] | None = None,
) -> tuple[tuple[Sentence, ...], Opinions, Divider]:
    """Return an answer as it looks at first: sentence by sentence, without verdicts."""
    words = transcript.words
    if sentences is None:
        turns = find_turns(words, pauses_before(words, pauses))
        sentences = divide_sentences(transcript, pauses)
    else:
        turns = np.zeros(len(words), dtype=bool)
        turns[[sentence.words.start for sentence in sentences]] = True
    opinions = weigh(
        reading,
        ngrams,
        transcript=transcript,
        sentences=sentences,
        share=weights.ngrams,
    )
    divider = Divider(sentences, turns, weights)
    return divider.divide(opinions), opinions, divider


def _settled(
    first: tuple[Sentence, ...],
    opinions: Opinions,
    divider: Divider,
    *,
    verdicts: frozenset[str],
) -> tuple[Sentence, ...]:
    """Return the sentences with results just where the verdict finds any."""
    has_result = any(sentence.part is StarPart.RESULT for sentence in first)
    if "stops-at-actions" in verdicts:
        return divider.divide(opinions, push=_NEVER) if has_result else first
    if has_result:
        return first
    for push in _PUSHES:
        sentences = divider.divide(opinions, push=push)
        if any(sentence.part is StarPart.RESULT for sentence in sentences):
            return sentences
    return first
