"""Cross-validation: every answer read by a network that never saw its file.

    python -m training.evaluate [--fold N]

Three folds of three files each, so that whole files, each with a manner and writers of
its own, are left out at once. What the networks say of the answers they did not see is
kept in training/kept, under a hash of the data and the settings: a fold that is there
already is not fitted again, and `make bench` reads what is kept.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from training.answers import LabelledAnswer, read_answers, seen_by
from training.export import write_network
from training.fit import Settings, fit
from training.kept import FOLDS, keep_readings, kept_readings, key_of
from training.spoken import heard_answers
from voice_star.analysis.network import Network

if TYPE_CHECKING:
    from collections.abc import Sequence


def main() -> None:
    """Fit and keep the folds that are missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fold", type=int, choices=range(len(FOLDS)))
    chosen = parser.parse_args().fold
    answers, settings = read_answers(), Settings()
    key = key_of(answers, settings.facts())
    for fold in range(len(FOLDS)) if chosen is None else [chosen]:
        if kept_readings(fold, key) is None:
            print(f"fold {fold}: {', '.join(FOLDS[fold])} left out")
            _evaluate(fold, answers, settings, key)


def _evaluate(
    fold: int, answers: Sequence[LabelledAnswer], settings: Settings, key: str
) -> None:
    seen = seen_by(answers, FOLDS[fold])
    unseen = [a for a in answers if a.file in FOLDS[fold]]
    judge = fit(seen, settings)
    with tempfile.TemporaryDirectory() as folder:
        write_network(judge, Path(folder))
        network = Network(Path(folder))
        said = {answer.name: network.read(answer.words) for answer in unseen}
        heard = {
            name: network.read([word["text"] for word in answer["words"]])
            for name, answer in heard_answers().items()
            if name in said
        }
    keep_readings(fold, key, said=said, heard=heard)


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
