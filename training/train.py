"""Rebuild the shipped weights.

    python -m training.train [--with FILE ...]

Fits the network to the whole corpus, and to the answers of other files in the same form
where they are named, and writes src/voice_star/data/judge. How the network is decoded
is fitted on the folds of training/evaluate.py, since it must be answers that a network
has not seen. With the same data, settings, versions and number of threads the weights
come out the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch

from training.answers import read_answers
from training.export import write_network
from training.fit import Settings, fit
from training.folds import folds_by_answer
from training.ngrams import fit_ngrams
from training.tune import tune
from training.unseen import unseen_of
from voice_star.analysis.network import SHIPPED


def main() -> None:
    """Fit, tune and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with", dest="more", type=Path, nargs="+", default=[])
    parser.add_argument("--into", type=Path, default=SHIPPED)
    parser.add_argument(
        "--only-tune", action="store_true", help="keep the network that is there"
    )
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    corpus, settings = read_answers(), Settings()
    answers = [*corpus, *read_answers(options.more)] if options.more else corpus
    if not options.only_tune:
        write_network(fit(answers, settings), options.into)
        fit_ngrams(answers, options.into)
    unseen = [one for fold in folds_by_answer(corpus) for one in unseen_of(fold)]
    tuning = tune(unseen).as_json()
    facts = {"version": _version(options.into, tuning), **tuning}
    text = json.dumps(facts, indent=1) + "\n"
    (options.into / "judge.json").write_text(text, encoding="utf-8")


def _version(folder: Path, tuning: dict[str, object]) -> str:
    """Return a hash of all that judges: of weights, vocabulary and tuning."""
    whole = hashlib.sha256(json.dumps(tuning, sort_keys=True).encode())
    for name in ("network.onnx", "ngrams.npz", "vocabulary.txt"):
        whole.update((folder / name).read_bytes())
    return whole.hexdigest()[:12]


if __name__ == "__main__":
    main()
