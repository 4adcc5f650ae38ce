"""Fitting the judge's n-grams, which are also the baseline that it must beat.

    python -m training.ngrams

fits them on the folds of the network, keeps their weights beside what the networks
said, and prints what they reach alone: logistic regression by sentence, and Viterbi
over the parts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from training.answers import MARKS, PARTS, LabelledAnswer, read_answers
from training.folds import all_folds, folds_by_answer
from training.kept import KEPT, ngrams_folder
from training.scoring import macro_f1, transcript_of
from voice_star.analysis.ngrams import N_BUCKETS, N_PLACES, Ngrams, features
from voice_star.analysis.sentences import divide_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from training.folds import Fold

_STRENGTH = 4.0
"""Inverse of the regularisation; twice and half as much did no better."""

_FAINT = 0.05
"""Weights below this are left out: they change no verdict, and a half of the file."""


def fit_ngrams(answers: Sequence[LabelledAnswer], folder: Path) -> None:
    """Fit n-grams to labelled sentences and write `ngrams.npz`.

    In fitting, rare n-grams are made stronger than common ones by their inverse
    document frequency; the weights that are written have it in them.
    """
    sentences = [sentence for answer in answers for sentence in answer.sentences]
    matrix = _matrix([row for answer in answers for row in _rows(answer)])
    rarity = _rarity(matrix)
    scaled = matrix.multiply(rarity).tocsr()
    labels = [
        [PARTS.index(sentence.part) for sentence in sentences],
        *([mark in sentence.marks for sentence in sentences] for mark in MARKS),
    ]
    models = [
        LogisticRegression(C=_STRENGTH, max_iter=400).fit(scaled, label)
        for label in labels
    ]
    weights = np.concatenate([model.coef_ for model in models]) * rarity
    weights[np.abs(weights) < _FAINT] = 0.0
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        folder / "ngrams.npz",
        weights=weights.T.round(2).astype(np.float16),
        bias=np.concatenate([m.intercept_ for m in models]).astype(np.float32),
    )


def _rows(
    answer: LabelledAnswer,
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.float32]]]:
    n = len(answer.sentences)
    for index, sentence in enumerate(answer.sentences):
        yield features(" ".join(sentence.words), place=(index + 0.5) / n)


def _matrix(
    rows: Sequence[tuple[NDArray[np.intp], NDArray[np.float32]]],
) -> csr_matrix:
    indices = np.concatenate([where for where, _ in rows])
    values = np.concatenate([strength for _, strength in rows])
    ends = np.cumsum([0, *(len(where) for where, _ in rows)])
    return csr_matrix((values, indices, ends), shape=(len(rows), N_BUCKETS + N_PLACES))


def _rarity(matrix: csr_matrix) -> NDArray[np.float64]:
    """Return the inverse document frequency; what stands in but one sentence is out."""
    n_rows, n_columns = matrix.shape
    found = np.bincount(matrix.indices, minlength=n_columns)
    rarity = np.log((1 + n_rows) / (1 + found)) + 1
    rarity[found < 2] = 0.0  # noqa: PLR2004 - seen once says nothing
    rarity[N_BUCKETS:] = 1.0
    return rarity


def baseline(
    ngrams: Ngrams, texts: Sequence[str], moves: NDArray[np.float64]
) -> list[str]:
    """Return the most likely parts of neighbouring sentences, by n-grams alone."""
    logits = ngrams.read(texts)[:, : len(PARTS)]
    scores = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    best, came_from = scores[0] + moves[-1], []
    for score in scores[1:]:
        paths = best[:, None] + moves[:-1]
        came_from.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + score
    path = [int(best.argmax())]
    for back in reversed(came_from):
        path.append(int(back[path[-1]]))
    return [PARTS[index] for index in reversed(path)]


def _moves(answers: Sequence[LabelledAnswer]) -> NDArray[np.float64]:
    """Return log-probabilities of each part after each, and of the first, last."""
    counts = np.ones((len(PARTS) + 1, len(PARTS)))
    for answer in answers:
        before = len(PARTS)
        for sentence in answer.sentences:
            part = PARTS.index(sentence.part)
            counts[before, part] += 1
            before = part
    return np.log(counts / counts.sum(axis=1, keepdims=True))


def main() -> None:
    """Fit the folds, keep them, measure the baseline, print and keep it."""
    answers = read_answers()
    for fold in all_folds(answers):
        fit_ngrams(fold.seen, ngrams_folder(fold))
    figures = _baseline_figures(folds_by_answer(answers))
    print(figures)
    (KEPT / "ngrams.json").write_text(json.dumps(figures) + "\n", encoding="utf-8")


def _baseline_figures(folds: Iterable[Fold]) -> dict[str, float]:
    """Return what n-grams reach alone: with sentences as labelled, and joined."""
    labelled, joined = [], []
    for fold in folds:
        ngrams, moves = Ngrams(ngrams_folder(fold)), _moves(fold.seen)
        for answer in fold.tested:
            texts = [" ".join(s.words) for s in answer.sentences]
            told = baseline(ngrams, texts, moves)
            labelled.append(([s.part for s in answer.sentences], told))
            joined.append((answer.parts, _by_word(answer, ngrams, moves)))
    return {"labelled": macro_f1(labelled), "joined": macro_f1(joined)}


def _by_word(
    answer: LabelledAnswer, ngrams: Ngrams, moves: NDArray[np.float64]
) -> list[str]:
    """Return the part of each word of a text that was divided without its labels."""
    transcript = transcript_of(answer.words)
    sentences = [sentence.words for sentence in divide_sentences(transcript)]
    parts = baseline(ngrams, [transcript.text(words) for words in sentences], moves)
    return [part for words, part in zip(sentences, parts, strict=True) for _ in words]


if __name__ == "__main__":
    main()
