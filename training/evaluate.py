"""Cross-validation: answers read by networks that never saw their story, or file.

    python -m training.evaluate [--fold NAME ...]

What the networks say of the answers they did not see is kept in training/kept, under a
hash of the data and the settings: a fold that is there already is not fitted again, and
`make bench` reads what is kept. training/folds.py says what is left out together.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from training.answers import read_answers
from training.export import write_network
from training.fit import Settings, fit
from training.folds import all_folds
from training.kept import keep_readings, kept_readings, key_of
from training.spoken import heard_answers
from voice_star.analysis.network import Network

if TYPE_CHECKING:
    from training.folds import Fold


def main() -> None:
    """Fit and keep the folds that are missing."""
    folds = {fold.name: fold for fold in all_folds(read_answers())}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fold", nargs="+", choices=folds, default=list(folds))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    for name in options.fold:
        settings = replace(Settings(), n_epochs=folds[name].n_epochs)
        key = key_of(folds[name], settings.facts())
        if kept_readings(folds[name], key) is None:
            print(name, flush=True)
            _evaluate(folds[name], settings, key)


def _evaluate(fold: Fold, settings: Settings, key: str) -> None:
    judge = fit(fold.seen, settings)
    with tempfile.TemporaryDirectory() as folder:
        write_network(judge, Path(folder))
        network = Network(Path(folder))
        said = {answer.name: network.read(answer.words) for answer in fold.tested}
        heard = {
            name: network.read([word["text"] for word in answer["words"]])
            for name, answer in heard_answers().items()
            if name in said
        }
    keep_readings(fold, key, said=said, heard=heard)


if __name__ == "__main__":
    main()
