"""The corpus with the opinions of those that have not seen it, fold by fold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.kept import FOLDS, kept_readings, ngrams_folder, tuning_file
from voice_star.analysis.ngrams import Ngrams
from voice_star.analysis.star import Tuning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.answers import LabelledAnswer
    from voice_star.analysis.network import Reading


@dataclass(frozen=True, slots=True)
class Unseen:
    """An answer with the opinions of those that have not seen it."""

    answer: LabelledAnswer
    reading: Reading
    ngrams: Ngrams


@dataclass(frozen=True, slots=True)
class Fold:
    """Answers that were left out together, and what is said of them.

    Attributes:
        unseen: Those of the files left out.
        heard: What the network says of those that were spoken, as they were heard.
        ngrams: Fitted on the other files.
        tuning: Fitted on the other folds.
    """

    unseen: tuple[Unseen, ...]
    heard: Mapping[str, Reading]
    ngrams: Ngrams
    tuning: Tuning


def folds(answers: Sequence[LabelledAnswer]) -> list[Fold]:
    """Return all folds, each with the tuning that the other folds ask for."""
    return [
        Fold(
            unseen=unseen_of(fold, answers),
            heard=_kept(fold)[1],
            ngrams=Ngrams(ngrams_folder(fold)),
            tuning=Tuning.from_json(
                json.loads(tuning_file(fold).read_text(encoding="utf-8"))
            ),
        )
        for fold in range(len(FOLDS))
    ]


def unseen_of(fold: int, answers: Sequence[LabelledAnswer]) -> tuple[Unseen, ...]:
    """Return the answers that a fold leaves out, each with what is said of it."""
    said, ngrams = _kept(fold)[0], Ngrams(ngrams_folder(fold))
    return tuple(
        Unseen(answer, said[answer.name], ngrams)
        for answer in answers
        if answer.file in FOLDS[fold]
    )


def _kept(fold: int) -> tuple[dict[str, Reading], dict[str, Reading]]:
    kept = kept_readings(fold)
    if kept is None:
        raise FileNotFoundError(f"run first: python -m training.evaluate --fold {fold}")
    return kept
