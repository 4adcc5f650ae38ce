"""What the bench of the judge counts is what it says it counts."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.answers import PARTS, LabelledAnswer, read_answers
from training.folds import TESTED, Fold, folds_by_answer, folds_by_file
from training.scoring import Score, changes_found, macro_f1
from training.variants import variant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

parts = st.lists(st.sampled_from(PARTS), min_size=1, max_size=60)


@given(parts)
def test_the_truth_is_told_wholly_right(true: list[str]) -> None:
    score = changes_found(true, true)

    assert (score.false, score.missed) == (0, 0)


@given(parts)
def test_each_change_is_matched_once_at_most(true: list[str]) -> None:
    told = list(reversed(true))

    score = changes_found(true, told)

    n_true = sum(a != b for a, b in pairwise(true))
    assert score.right + score.missed == n_true
    assert score.right + score.false == n_true


def test_a_change_may_be_twelve_words_off_and_no_more() -> None:
    true = ["situation"] * 20 + ["action"] * 20

    assert changes_found(true, ["situation"] * 32 + ["action"] * 8).right == 1
    assert changes_found(true, ["situation"] * 33 + ["action"] * 7).right == 0


def test_a_change_to_another_part_is_no_match() -> None:
    true = ["situation"] * 5 + ["action"] * 5

    assert changes_found(true, ["situation"] * 5 + ["result"] * 5) == Score(0, 1, 1)


def test_macro_f1_is_the_mean_over_four_parts() -> None:
    true = ["situation", "task", "action", "result", "other"]
    told = ["situation", "task", "action", "action", "result"]

    # 1 and 1, then 2/3 for the action told twice, then nothing right of the result.
    assert macro_f1([(true, told)]) == pytest.approx((1 + 1 + 2 / 3 + 0) / 4)


@pytest.mark.parametrize("split", [folds_by_answer, folds_by_file])
def test_every_answer_is_tested_once_by_who_has_not_seen_it(
    split: Callable[[Sequence[LabelledAnswer]], tuple[Fold, ...]],
) -> None:
    answers = read_answers()
    folds = split(answers)

    tested = [answer.name for fold in folds for answer in fold.tested]
    assert sorted(tested) == sorted(a.name for a in answers if a.file in TESTED)
    for fold in folds:
        assert not {a.name for a in fold.tested} & {a.name for a in fold.seen}


def test_whole_files_are_left_out_together() -> None:
    for fold in folds_by_file(read_answers()):
        assert not {a.file for a in fold.tested} & {a.file for a in fold.seen}


def test_tellings_of_one_story_are_left_out_together() -> None:
    first, second = "t-c-046", "t-c-047"

    for fold in folds_by_answer(read_answers()):
        names = {answer.name for answer in fold.tested}
        assert (first in names) is (second in names)


@given(st.integers(0, 879), st.integers(0, 99))
def test_a_variant_keeps_labels_true(index: int, seed: int) -> None:
    answer = read_answers()[index]

    told = variant(answer, Random(seed))  # noqa: S311 - repeatable on purpose

    assert {s.part for s in told.sentences} <= {s.part for s in answer.sentences}
    has_result = any(s.part == "result" for s in told.sentences)
    if told.flags is not answer.flags:
        assert told.flags["stops-at-actions"] is not has_result
    assert all(word for sentence in told.sentences for word in sentence.words)
