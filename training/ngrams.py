"""The baseline: n-grams of words and letters, and the place in the answer.

    python -m training.ngrams

Logistic regression by sentence and Viterbi over the parts, on the same folds as the
network. Prints and keeps its macro-F1; `make bench` shows it beside the network's.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from training.answers import PARTS, LabelledAnswer, read_answers
from training.kept import FOLDS, KEPT
from training.scoring import macro_f1, transcript_of
from voice_star.analysis.sentences import divide_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Ngrams:
    """Fitted to the labelled sentences of some answers."""

    def __init__(self, answers: Sequence[LabelledAnswer]) -> None:
        texts = [" ".join(s.words) for a in answers for s in a.sentences]
        parts = [PARTS.index(s.part) for a in answers for s in a.sentences]
        self._words = TfidfVectorizer(ngram_range=(1, 3), min_df=2, sublinear_tf=True)
        self._letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True
        )
        self._words.fit(texts)
        self._letters.fit(texts)
        places = np.concatenate([_places(len(a.sentences)) for a in answers])
        self._model = LogisticRegression(C=4.0, max_iter=400)
        self._model.fit(self._features(texts, places), parts)
        self._moves = _moves(answers)

    def _features(
        self, texts: Sequence[str], places: NDArray[np.float64]
    ) -> csr_matrix:
        return hstack(
            [
                self._words.transform(texts),
                self._letters.transform(texts),
                csr_matrix(places),
            ]
        ).tocsr()

    def parts(self, texts: Sequence[str]) -> list[str]:
        """Return the most likely parts of neighbouring sentences."""
        scores = self._model.predict_log_proba(
            self._features(texts, _places(len(texts)))
        )
        best, came_from = scores[0] + self._moves[-1], []
        for score in scores[1:]:
            paths = best[:, None] + self._moves[:-1]
            came_from.append(paths.argmax(axis=0))
            best = paths.max(axis=0) + score
        path = [int(best.argmax())]
        for back in reversed(came_from):
            path.append(int(back[path[-1]]))
        return [PARTS[index] for index in reversed(path)]


def _places(n: int) -> NDArray[np.float64]:
    """Return ten columns that say in which tenth of the answer a sentence stands."""
    places = np.zeros((n, 10))
    places[np.arange(n), np.minimum(9, 10 * np.arange(n) // max(1, n))] = 1.0
    return places


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
    """Measure the baseline on the folds, print and keep it."""
    answers = read_answers()
    labelled, joined = [], []
    for files in FOLDS:
        ngrams = Ngrams([a for a in answers if a.file not in files])
        for answer in (a for a in answers if a.file in files):
            texts = [" ".join(s.words) for s in answer.sentences]
            labelled.append(([s.part for s in answer.sentences], ngrams.parts(texts)))
            joined.append((answer.parts, _by_word(answer, ngrams)))
    figures = {"labelled": macro_f1(labelled), "joined": macro_f1(joined)}
    print(figures)
    KEPT.mkdir(exist_ok=True)
    (KEPT / "ngrams.json").write_text(json.dumps(figures) + "\n", encoding="utf-8")


def _by_word(answer: LabelledAnswer, ngrams: Ngrams) -> list[str]:
    """Return the part of each word of a text that was divided without its labels."""
    transcript = transcript_of(answer.words)
    sentences = [sentence.words for sentence in divide_sentences(transcript)]
    parts = ngrams.parts([transcript.text(words) for words in sentences])
    return [part for words, part in zip(sentences, parts, strict=True) for _ in words]


if __name__ == "__main__":
    main()
