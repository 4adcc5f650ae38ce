"""Marks agree with what was decided of the results, and rules flag just that."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judging import judged_answers
from tests.rule_cases import GAIN, GENERIC, LASTING, MEASURED, STORY, UNMEASURED, WHY
from tests.telling import tell
from voice_star.analysis.marking import agree, mark
from voice_star.analysis.opinions import MARKS, PARTS, Opinions
from voice_star.analysis.results import NAMED, lone_result
from voice_star.domain.answer import Answer, StarPart

ENDINGS = ("understated-result", "narrow-result")


def opinions_on(answer: Answer, *, seed: int) -> Opinions:
    """Return opinions drawn at random on the words of an answer."""
    rng = np.random.default_rng(seed)
    n_words = len(answer.transcript.words)
    return Opinions(
        parts=rng.normal(size=(n_words, len(PARTS))).astype(np.float32),
        changes=rng.normal(size=n_words).astype(np.float32),
        marks=rng.normal(size=(n_words, len(MARKS))).astype(np.float32),
        flags=rng.normal(size=8).astype(np.float32),
    )


@given(judged_answers, st.integers(0, 99), st.sampled_from([*ENDINGS, ""]))
def test_what_is_decided_of_the_results_is_what_the_marks_show(
    answer: Answer, seed: int, verdict: str
) -> None:
    opinions = opinions_on(answer, seed=seed)
    marked = mark(answer.sentences, opinions, dict.fromkeys(MARKS, 0.0))

    agreed = agree(marked, opinions, frozenset({verdict}))

    shown = replace(answer, sentences=agreed)
    results = shown.sentences_of(StarPart.RESULT)
    if results:
        is_named = any(NAMED.intersection(s.marks) for s in results)
        assert is_named is (verdict != "understated-result")
        assert (lone_result(agreed) is not None) is (verdict == "narrow-result")


@pytest.mark.parametrize("line", [MEASURED, UNMEASURED, GAIN])
def test_one_effect_alone_is_the_lone_result(line: str) -> None:
    answer = tell(*STORY, line, WHY)

    only = lone_result(answer.sentences)

    assert only is not None
    assert answer.quote(only.words) == line.split(" ", 1)[1]


@pytest.mark.parametrize(
    "lines",
    [(GENERIC,), (LASTING,), (MEASURED, GAIN), (UNMEASURED, "R+gain So did Dora."), ()],
)
def test_none_and_several_and_a_widened_one_are_no_lone_result(
    lines: tuple[str, ...],
) -> None:
    assert lone_result(tell(*STORY, *lines).sentences) is None
