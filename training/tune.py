"""How the judge's opinions are weighed: fitted on answers it had not seen.

Few numbers, and plain searches: four weights of the decoding, and for each mark the
log-odds from which a sentence carries it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from training.scoring import Score, judged, macro_f1, parts_by_word
from voice_star.analysis.decoding import Weights
from voice_star.analysis.star import MARKS, PARTS, Tuning, mixed_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from training.answers import LabelledAnswer
    from voice_star.analysis.network import Reading
    from voice_star.analysis.ngrams import Ngrams
    from voice_star.domain.answer import Mark

_TRIED = {
    "ngrams": (0.0, 0.2, 0.35, 0.5),
    "words": (0.1, 0.2, 0.35, 0.6),
    "changes": (0.2, 0.5, 1.0),
    "change": (0.7, 0.0, -0.7),
}
_START = Weights(ngrams=0.35, words=0.2, changes=0.5, change=0.0)

_SOME = 200
"""Answers that the weights are tried on: with more of them the same ones win."""

_BARS = np.arange(-2.5, 2.51, 0.25)


@dataclass(frozen=True, slots=True)
class Unseen:
    """An answer with the opinions of those that have not seen it."""

    answer: LabelledAnswer
    reading: Reading
    ngrams: Ngrams


def tune(unseen: Sequence[Unseen]) -> Tuning:
    """Return what decodes these answers best."""
    some = unseen[:: max(1, len(unseen) // _SOME)]
    weights = _START
    for name, values in _TRIED.items():
        tried = [replace(weights, **{name: value}) for value in values]
        weights = max(tried, key=lambda one: _f1(some, one))
    return Tuning(weights, {mark: _bar(mark, unseen) for mark in MARKS})


def _f1(unseen: Sequence[Unseen], weights: Weights) -> float:
    """Return the mean of both macro-F1: text joined, and sentences as labelled."""
    tuning = Tuning(weights, dict.fromkeys(MARKS, 0.0))
    return sum(
        macro_f1(
            (one.answer.parts, _told(one, tuning, as_labelled=way)) for one in unseen
        )
        for way in (False, True)
    )


def _told(one: Unseen, tuning: Tuning, *, as_labelled: bool) -> list[str]:
    answer = judged(
        one.answer,
        one.reading,
        ngrams=one.ngrams,
        tuning=tuning,
        as_labelled=as_labelled,
    )
    return parts_by_word(answer.sentences)


def _bar(mark: Mark, unseen: Sequence[Unseen]) -> float:
    """Return the bar with the best mean of F1 by sentence and F1 by answer.

    By answer counts whether any sentence has the mark: that is what flags ask.
    """
    odds, has, owner = (
        np.array(column) for column in zip(*_marked(mark, unseen), strict=True)
    )
    return float(max(_BARS, key=lambda bar: _worth(odds >= bar, has, owner)))


def _marked(mark: Mark, unseen: Sequence[Unseen]) -> Iterator[tuple[float, bool, int]]:
    """Yield of each sentence the log-odds of a mark, whether it has it, its answer."""
    column = MARKS.index(mark)
    for number, one in enumerate(unseen):
        texts = [" ".join(sentence.words) for sentence in one.answer.sentences]
        second = one.ngrams.read(texts)[:, len(PARTS) + column]
        start = 0
        for sentence, odds in zip(one.answer.sentences, second, strict=True):
            stop = start + len(sentence.words)
            first = one.reading.marks[start:stop, column].mean()
            both = float(mixed_marks(first, odds))
            yield both, mark.value in sentence.marks, number
            start = stop


def _worth(
    told: NDArray[np.bool_], true: NDArray[np.bool_], owner: NDArray[np.intp]
) -> float:
    any_told, any_true = np.bincount(owner, told) > 0, np.bincount(owner, true) > 0
    return _score(told, true).f1 + _score(any_told, any_true).f1


def _score(told: NDArray[np.bool_], true: NDArray[np.bool_]) -> Score:
    return Score(
        int((told & true).sum()), int((told & ~true).sum()), int((~told & true).sum())
    )
