"""The corpus with the opinions of those that have not seen it, fold by fold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.kept import FOLDS, kept_readings, ngrams_folder
from training.tune import Unseen, tune
from voice_star.analysis.ngrams import Ngrams

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.answers import LabelledAnswer
    from voice_star.analysis.network import Reading
    from voice_star.analysis.star import Tuning


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


def unseen(answers: Sequence[LabelledAnswer]) -> list[Unseen]:
    """Return all answers that were left out once, each with what was said of it."""
    return [one for fold in range(len(FOLDS)) for one in _of_fold(fold, answers)]


def folds(answers: Sequence[LabelledAnswer]) -> list[Fold]:
    """Return the folds, each with the tuning that the other folds ask for."""
    everything = [_of_fold(fold, answers) for fold in range(len(FOLDS))]
    return [
        Fold(
            unseen=own,
            heard=_kept(fold)[1],
            ngrams=Ngrams(ngrams_folder(fold)),
            tuning=tune(
                [one for others in everything if others is not own for one in others]
            ),
        )
        for fold, own in enumerate(everything)
    ]


def _of_fold(fold: int, answers: Sequence[LabelledAnswer]) -> tuple[Unseen, ...]:
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
