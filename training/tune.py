"""How the network's opinions are decoded: fitted on answers it had not seen.

Few numbers, and plain searches: three weights of the decoding, and for each mark the
log-odds from which a sentence carries it.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from training.scoring import Score, judged, macro_f1, parts_by_word
from voice_star.analysis.decoding import Weights
from voice_star.analysis.star import MARKS, Tuning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.answers import LabelledAnswer
    from voice_star.analysis.network import Reading
    from voice_star.domain.answer import Mark

_WORDS = (0.2, 0.35, 0.5, 0.8)
_CHANGES = (0.3, 0.6, 1.0)
_CHANGE = (0.0, -0.7, -1.5)

_SOME = 300
"""Answers that the weights are tried on: with more of them the same ones win."""

_BARS = np.arange(-2.5, 2.51, 0.25)


def tune(answers: Sequence[LabelledAnswer], readings: Mapping[str, Reading]) -> Tuning:
    """Return what decodes these answers best."""
    weights = _weights(answers[:: max(1, len(answers) // _SOME)], readings)
    return Tuning(weights, {mark: _bar(mark, answers, readings) for mark in MARKS})


def _weights(
    answers: Sequence[LabelledAnswer], readings: Mapping[str, Reading]
) -> Weights:
    def score(weights: Weights) -> float:
        tuning = Tuning(weights, dict.fromkeys(MARKS, 0.0))
        pairs = [
            (a.parts, parts_by_word(judged(a, readings[a.name], tuning).sentences))
            for a in answers
        ]
        return macro_f1(pairs)

    return max(
        (Weights(*chosen) for chosen in product(_WORDS, _CHANGES, _CHANGE)), key=score
    )


def _bar(
    mark: Mark, answers: Sequence[LabelledAnswer], readings: Mapping[str, Reading]
) -> float:
    """Return the bar with the best mean of F1 by sentence and F1 by answer.

    By answer counts whether any sentence has the mark: that is what flags ask.
    """
    column = MARKS.index(mark)
    odds, has, owner = [], [], []
    for number, answer in enumerate(answers):
        logits = readings[answer.name].marks[:, column]
        start = 0
        for sentence in answer.sentences:
            stop = start + len(sentence.words)
            odds.append(logits[start:stop].mean())
            has.append(mark.value in sentence.marks)
            owner.append(number)
            start = stop
    told, true, who = np.array(odds), np.array(has), np.array(owner)
    return float(max(_BARS, key=lambda bar: _worth(told >= bar, true, who)))


def _worth(told: np.ndarray, true: np.ndarray, who: np.ndarray) -> float:
    by_sentence = _score(told, true)
    n_answers = int(who.max()) + 1
    any_told = np.bincount(who, told, n_answers) > 0
    any_true = np.bincount(who, true, n_answers) > 0
    return by_sentence.f1 + _score(any_told, any_true).f1


def _score(told: np.ndarray, true: np.ndarray) -> Score:
    return Score(
        int((told & true).sum()), int((told & ~true).sum()), int((~told & true).sum())
    )
