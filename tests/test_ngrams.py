"""N-grams read a sentence alike wherever and whenever it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_star.analysis.ngrams import N_BUCKETS, N_PLACES, Ngrams, features

if TYPE_CHECKING:
    from pathlib import Path


@given(st.text(max_size=200), st.floats(0, 1))
def test_any_text_has_features_within_bounds(text: str, place: float) -> None:
    where, strength = features(text, place=place)

    assert len(where) == len(strength)
    assert np.all((where >= 0) & (where < N_BUCKETS + N_PLACES))
    assert np.all(np.isfinite(strength))


def test_case_and_punctuation_do_not_count() -> None:
    plain, _ = features("we cut it by half", place=0.5)
    loud, _ = features("We cut it, BY HALF!", place=0.5)

    assert plain.tolist() == loud.tolist()


def test_the_place_is_one_of_ten() -> None:
    first, _ = features("", place=0.0)
    last, _ = features("", place=1.0)

    assert (first[-1], last[-1]) == (N_BUCKETS, N_BUCKETS + N_PLACES - 1)


def test_logits_are_the_weighted_sum_of_the_features(tmp_path: Path) -> None:
    weights = np.zeros((N_BUCKETS + N_PLACES, 2), dtype=np.float16)
    weights[N_BUCKETS:, 1] = 3.0
    bias = np.array([0.5, -1.0], dtype=np.float32)
    np.savez_compressed(tmp_path / "ngrams.npz", weights=weights, bias=bias)

    logits = Ngrams(tmp_path).read(["one", "two words"])

    assert logits.tolist() == [pytest.approx([0.5, 2.0])] * 2
