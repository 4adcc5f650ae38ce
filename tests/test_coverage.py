"""Coverage tells where each thing worth telling is told."""

from __future__ import annotations

from tests.rule_cases import STRONG
from tests.telling import tell
from voice_star.analysis.coverage import coverage_of
from voice_star.domain.answer import Answer
from voice_star.domain.coverage import Coverage
from voice_star.domain.transcript import Transcript, WordRange


def test_each_mark_is_found_where_it_is_told() -> None:
    answer = tell(
        "A+interaction+problem I asked Dora.",
        "S+adversity We were broke.",
        "R+gain She gained.",
        "R+lasting It lasted.",
        "O+meaning I care.",
    )
    assert coverage_of(answer) == Coverage(
        interaction=(WordRange(0, 3),),
        problem=(WordRange(0, 3),),
        adversity=(WordRange(3, 6),),
        gain=(WordRange(6, 8),),
        lasting=(WordRange(8, 10),),
        meaning=(WordRange(10, 12),),
    )


def test_a_strong_answer_covers_everything() -> None:
    coverage = coverage_of(STRONG)
    assert coverage.interaction
    assert coverage.problem
    assert coverage.adversity
    assert coverage.gain
    assert coverage.lasting
    assert coverage.meaning


def test_an_unjudged_answer_covers_nothing() -> None:
    assert coverage_of(Answer(Transcript(()))) == Coverage()
