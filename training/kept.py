"""What the networks of the folds said of answers that they had not seen."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from training.answers import digest
from voice_star.analysis.network import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.folds import Fold

KEPT = Path(__file__).parent / "kept"

_FIELDS = ("parts", "changes", "marks", "flags")


def key_of(fold: Fold, facts: Mapping[str, float]) -> str:
    """Return a hash of the data and the settings of a fit."""
    data = [digest(fold.seen), digest(fold.tested)]
    whole = json.dumps([*data, dict(facts)], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def ngrams_folder(fold: Fold) -> Path:
    """Return the folder of a fold's n-grams."""
    return KEPT / f"ngrams-{fold.name}"


def tuning_file(fold: Fold) -> Path:
    """Return the file of what a fold is decoded with."""
    return KEPT / f"tuning-{fold.name}.json"


def keep_readings(
    fold: Fold,
    key: str,
    *,
    said: Mapping[str, Reading],
    heard: Mapping[str, Reading],
) -> None:
    """Keep what a fold's network said of answers as written and as heard."""
    KEPT.mkdir(exist_ok=True)
    arrays = {
        f"{way}/{name}/{field}": np.round(getattr(reading, field), 2).astype(np.float16)
        for way, readings in (("said", said), ("heard", heard))
        for name, reading in readings.items()
        for field in _FIELDS
    }
    for old in KEPT.glob(f"{fold.name}-*.npz"):
        old.unlink()
    np.savez_compressed(KEPT / f"{fold.name}-{key}.npz", **arrays)


def kept_readings(
    fold: Fold, key: str | None = None
) -> tuple[dict[str, Reading], dict[str, Reading]] | None:
    """Return what was kept of a fold: of answers as written, and as heard.

    Args:
        fold: Which.
        key: Of the data and settings; whatever is kept if none is named.

    Returns:
        None where nothing is kept under that key.
    """
    path = next(KEPT.glob(f"{fold.name}-{key or '*'}.npz"), None)
    if path is None:
        return None
    with np.load(path) as arrays:
        values = {name: arrays[name].astype(np.float32) for name in arrays.files}
    ways: dict[str, dict[str, Reading]] = {"said": {}, "heard": {}}
    for way, name in {tuple(full.split("/")[:2]) for full in values}:
        fields = {field: values[f"{way}/{name}/{field}"] for field in _FIELDS}
        ways[way][name] = Reading(**fields)
    return ways["said"], ways["heard"]
