"""How the judge's opinions are weighed: fitted on answers it had not seen.

    python -m training.tune

writes, for each fold, what the other two of its kind ask for: weights of the decoding,
for each mark the log-odds from which a sentence carries it, and for each verdict on the
whole answer a logistic regression on its evidence.
"""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from training.answers import PARTS as PART_NAMES
from training.answers import LabelledAnswer, read_answers
from training.folds import folds_by_answer, folds_by_file
from training.kept import tuning_file
from training.scoring import (
    Score,
    changes_found,
    judged,
    macro_f1,
    parts_by_word,
    transcript_of,
)
from training.unseen import unseen_of
from voice_star.analysis.decoding import Weights
from voice_star.analysis.opinions import MARKS, PARTS, mixed_marks
from voice_star.analysis.star import Tuning, look
from voice_star.analysis.verdicts import VERDICTS, Verdicts, evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from training.unseen import Unseen
    from voice_star.domain.answer import Mark

_TRIED = {
    "ngrams": (0.0, 0.2, 0.35, 0.5),
    "words": (0.1, 0.2, 0.35, 0.6),
    "changes": (0.2, 0.5, 1.0),
    "change": (0.7, 0.35, 0.0, -0.35, -0.7),
    "habit": (0.0, 0.25, 0.5, 0.75),
}
_START = {"ngrams": 0.35, "words": 0.2, "changes": 0.5, "change": 0.0, "habit": 0.25}

_SOME = 300
"""Answers that the weights are tried on: with more of them the same ones win."""

_TIGHTNESS = (0.03, 0.1, 0.3, 1.0)
"""Inverses of the regularisation that are tried: some fifty numbers are fitted to 600
answers."""

_BOUNDS = np.arange(-2.0, 2.01, 0.1)

_ODDS = "decision_function"

_BARS = np.arange(-2.5, 2.51, 0.25)


def tune(unseen: Sequence[Unseen]) -> Tuning:
    """Return what decodes these answers best."""
    some = unseen[:: max(1, len(unseen) // _SOME)]
    weights = Weights(**_START, moves=_moves([one.answer for one in unseen]))
    for name, values in _TRIED.items():
        tried = [replace(weights, **{name: value}) for value in values]
        weights = max(tried, key=lambda one: _worth_of(some, one))
    bars = {mark: _bar(mark, unseen) for mark in MARKS}
    return Tuning(weights, bars, _verdicts(unseen, weights))


def _moves(answers: Iterable[LabelledAnswer]) -> tuple[tuple[float, ...], ...]:
    """Return how much oftener than by chance each part follows on each."""
    counts = np.ones((len(PARTS), len(PARTS)))
    for answer in answers:
        for before, after in pairwise(answer.parts):
            counts[PART_NAMES.index(before), PART_NAMES.index(after)] += 1
    np.fill_diagonal(counts, 0)
    shares = counts / counts.sum(axis=1, keepdims=True) * (len(PARTS) - 1)
    np.fill_diagonal(shares, 1)
    return tuple(map(tuple, np.log(shares).round(3).tolist()))


def _worth_of(unseen: Sequence[Unseen], weights: Weights) -> float:
    """Return how well parts are told both ways, and changes of part found.

    Both ways: F1 by word with the text joined, and with sentences as labelled. Changes
    count as the worse of precision and recall: none is to be had at the other's cost.
    """
    tuning = Tuning(weights, dict.fromkeys(MARKS, 0.0))
    true = [one.answer.parts for one in unseen]
    joined = [_told(one, tuning, as_labelled=False) for one in unseen]
    labelled = [_told(one, tuning, as_labelled=True) for one in unseen]
    changes = sum(map(changes_found, true, joined), Score())
    return (
        macro_f1(zip(true, joined, strict=True))
        + macro_f1(zip(true, labelled, strict=True))
        + min(changes.precision, changes.recall)
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


def _verdicts(unseen: Sequence[Unseen], weights: Weights) -> Verdicts:
    """Fit a logistic regression for each verdict, and the bound from which it stands.

    A coach that nags wrongly is switched off, so being right counts twice as much as
    missing nothing; but for `stops-at-actions`, since where that is missed, what is
    no result at all is shown and praised as one. There even odds are the bound: sought
    on some hundred answers that have the flag, it came out anywhere from -1.2 to 0.3.
    """
    evidence = np.array([_evidence(one, weights) for one in unseen])
    rows = [
        _verdict(
            evidence,
            [one.answer.flags[flag] for one in unseen],
            at_even_odds=flag == "stops-at-actions",
        )
        for flag in VERDICTS
    ]
    return Verdicts(
        np.array([weights for weights, _ in rows]), np.array([bias for _, bias in rows])
    )


def _verdict(
    evidence: NDArray[np.float64], labels: Sequence[bool | None], *, at_even_odds: bool
) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias of one verdict; above 0 it stands."""
    scored = np.array([label is not None for label in labels])
    true = np.array([bool(label) for label in labels])[scored]
    center, spread = evidence.mean(axis=0), evidence.std(axis=0) + 1e-6
    scaled = ((evidence - center) / spread)[scored]
    # Bounds are sought on answers that the regression had not seen either.
    tried = {
        c: cross_val_predict(_regression(c), scaled, true, cv=10, method=_ODDS)
        for c in _TIGHTNESS
    }
    best = min(tried, key=lambda c: _surprise(tried[c], true))
    bound = 0.0 if at_even_odds else _bound(tried[best], true)
    model = _regression(best).fit(scaled, true)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ center - bound)


def _regression(tightness: float) -> LogisticRegression:
    return LogisticRegression(C=tightness, max_iter=2000)


def _surprise(odds: NDArray[np.float64], true: NDArray[np.bool_]) -> float:
    """Return the mean logarithmic loss of log-odds."""
    return float(np.logaddexp(0, np.where(true, -odds, odds)).mean())


def _bound(odds: NDArray[np.float64], true: NDArray[np.bool_]) -> float:
    return float(max(_BOUNDS, key=lambda bound: _score(odds >= bound, true).f(0.5)))


def _evidence(one: Unseen, weights: Weights) -> NDArray[np.float64]:
    sentences, opinions, _ = look(
        transcript_of(one.answer.words),
        one.reading,
        ngrams=one.ngrams,
        weights=weights,
    )
    return evidence_of(sentences, opinions)


def _bar(mark: Mark, unseen: Sequence[Unseen]) -> float:
    """Return the bar with the best sum of F1 by sentence and F1 by answer.

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


def main() -> None:
    """Fit and keep what each fold is decoded with."""
    answers = read_answers()
    for folds in (folds_by_answer(answers), folds_by_file(answers)):
        for fold in folds:
            others = [
                one for other in folds if other != fold for one in unseen_of(other)
            ]
            text = json.dumps(tune(others).as_json(), indent=1) + "\n"
            tuning_file(fold).write_text(text, encoding="utf-8")
            print(f"{fold.name} is tuned")


if __name__ == "__main__":
    main()
