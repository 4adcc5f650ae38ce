"""The corpus with the opinions of those that have not seen it, fold by fold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.kept import kept_readings, ngrams_folder, tuning_file
from voice_star.analysis.ngrams import Ngrams
from voice_star.analysis.star import Tuning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from training.answers import LabelledAnswer
    from training.folds import Fold
    from voice_star.analysis.network import Reading


@dataclass(frozen=True, slots=True)
class Unseen:
    """An answer with the opinions of those that have not seen it."""

    answer: LabelledAnswer
    reading: Reading
    ngrams: Ngrams


@dataclass(frozen=True, slots=True)
class Judged:
    """The answers that a fold is tested on, and what is said of them.

    Attributes:
        unseen: All of them.
        heard: What the network says of those that were spoken, as they were heard.
        ngrams: Fitted on the answers that the fold has seen.
        tuning: Fitted on the other folds of its kind.
    """

    unseen: tuple[Unseen, ...]
    heard: Mapping[str, Reading]
    ngrams: Ngrams
    tuning: Tuning


def judged_folds(folds: Iterable[Fold]) -> list[Judged]:
    """Return folds, each with the tuning that the others of its kind ask for."""
    return [
        Judged(
            unseen=unseen_of(fold),
            heard=_kept(fold)[1],
            ngrams=Ngrams(ngrams_folder(fold)),
            tuning=Tuning.from_json(
                json.loads(tuning_file(fold).read_text(encoding="utf-8"))
            ),
        )
        for fold in folds
    ]


def unseen_of(fold: Fold) -> tuple[Unseen, ...]:
    """Return the answers that a fold is tested on, each with what is said of it."""
    said, ngrams = _kept(fold)[0], Ngrams(ngrams_folder(fold))
    return tuple(Unseen(answer, said[answer.name], ngrams) for answer in fold.tested)


def _kept(fold: Fold) -> tuple[dict[str, Reading], dict[str, Reading]]:
    kept = kept_readings(fold)
    if kept is None:
        raise FileNotFoundError(
            f"run first: python -m training.evaluate --fold {fold.name}"
        )
    return kept
