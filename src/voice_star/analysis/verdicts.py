"""Verdicts on a whole answer: whether something is in it at all.

Sentence by sentence, the last doubt is decided against whatever is rare: a result told
in three words is taken for an action, a clause of an action for a result. Whether an
answer has any result, any reason why, anybody else in it is told better from all its
sentences together. So that is decided first, and parts and marks are then made to agree
with it: what is flagged is what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from voice_star.analysis.opinions import MARKS, PARTS
from voice_star.domain.answer import Mark, StarPart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from voice_star.analysis.opinions import Opinions
    from voice_star.domain.answer import Sentence

VERDICTS = (
    "stops-at-actions",
    "understated-result",
    "narrow-result",
    "no-why",
    "solo-story",
    "no-hurdle",
)
"""The flags that say of a whole answer what it lacks. The others follow from its words
well enough."""

_CONCRETE, _GENERIC = MARKS.index(Mark.CONCRETE), MARKS.index(Mark.GENERIC)

_PHRASE, _TAIL = 6, 30
"""Words of a phrase, and of an ending: two or three sentences."""

_MANY, _LONG = 12.0, 600
"""Sentences with a mark, and words, of which more tell no more. No answer that the
verdicts were fitted on has so many."""

_BOUND = 4.0
"""Log-odds beyond which an opinion counts no more: sure is sure."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Logistic regressions on the evidence of an answer, one a flag.

    Attributes:
        weights: Of the evidence, for each of `VERDICTS`; shape ``(6, features)``.
        bias: What is added; above 0 in all, the flag stands. Shape ``(6,)``.
    """

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def on(self, evidence: NDArray[np.float64]) -> frozenset[str]:
        """Return the flags that stand."""
        scores = self.weights @ evidence + self.bias
        return frozenset(
            flag for flag, score in zip(VERDICTS, scores, strict=True) if score > 0
        )

    def as_json(self) -> dict[str, Any]:
        """Return values that `json.dumps` takes."""
        return {"weights": self.weights.round(4).tolist(), "bias": self.bias.tolist()}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Verdicts:
        """Return what `as_json` gave."""
        return cls(np.array(values["weights"]), np.array(values["bias"]))


def _endings(opinions: Opinions) -> list[float]:
    """Return how much the last words, and any few words, sound like a result.

    A result of three words at the end of a long sentence is lost in its mean.
    """
    result = np.exp(opinions.parts[:, PARTS.index(StarPart.RESULT)])
    generic = 1 / (1 + np.exp(-opinions.marks[:, _GENERIC]))
    return [
        3 * _best_run(result, _PHRASE),
        3 * _best_run(result[-_TAIL:], 3),
        3 * _best_run(generic[-_TAIL:], 3),
        3 * float(result[-_PHRASE:].mean()),
        3 * float((result * generic).max()),
    ]


def _best_run(values: NDArray[np.floating], length: int) -> float:
    """Return the largest mean of so many neighbouring values."""
    if len(values) <= length:
        return float(values.mean())
    return float(np.convolve(values, np.full(length, 1 / length), "valid").max())


def evidence_of(
    sentences: Sequence[Sentence], opinions: Opinions
) -> NDArray[np.float64]:
    """Return what speaks for and against the verdicts, as numbers of about -4 to 4.

    Args:
        sentences: The answer as it was divided at first.
        opinions: On its words.
    """
    odds = np.array([opinions.of_marks(s.words) for s in sentences], dtype=np.float64)
    odds = odds.clip(-_BOUND, _BOUND)
    likely: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    return np.concatenate(
        [
            _results(sentences, opinions, likely),
            _endings(opinions),
            odds.max(axis=0),
            3 * np.sort(likely, axis=0)[-2:][0],
            likely.sum(axis=0).clip(max=_MANY),
            opinions.flags,
        ]
    )


def _results(
    sentences: Sequence[Sentence], opinions: Opinions, likely: NDArray[np.float64]
) -> list[float]:
    """Return how much of the answer, and which sentences, sound like a result.

    Args:
        sentences: The answer as it was divided at first.
        opinions: On its words.
        likely: The probability of each mark on each sentence.
    """
    result = np.array([opinions.of_part(s.words, StarPart.RESULT) for s in sentences])
    n_words = len(opinions.parts)
    in_all = float(np.exp(opinions.parts[:, PARTS.index(StarPart.RESULT)]).sum())
    return [
        float(np.log1p(min(in_all, _LONG))),
        3 * in_all / n_words,
        3 * float(result.max()),
        2 * float(np.sort(result)[-2:].sum()),
        2 * float(result[-1]),
        3 * float(result[-2:].max()),
        3 * float((result * likely[:, _CONCRETE]).max()),
        3 * float((result * (1 - likely[:, _GENERIC])).max()),
        3 * float(result[-1] * likely[-1, _CONCRETE]),
        float(np.log1p(min(n_words, _LONG))),
    ]
