"""Who is asked for one thing and tells another hears of it; who is near it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rule_cases import held_against
from tests.telling import tell
from voice_star.analysis.rules.not_tied_to_job import RULE
from voice_star.domain.bands import DEFAULT_BANDS

if TYPE_CHECKING:
    from voice_star.analysis.rule import Finding

JOB = """
- Negotiate prices with wholesalers
- Train new starters
- Plan the weekly rota
- Good communication skills
"""
PAINTED = (
    "S I had an old boat that stood in a shed.",
    "A I sanded the hull and painted it twice.",
    "R+concrete It floated for ten years.",
    "R+meaning I love the sea.",
)


def found(*lines: str, job: str = JOB) -> list[Finding]:
    return list(RULE.find(held_against(job, tell(*lines)), DEFAULT_BANDS))


def test_a_story_that_touches_nothing_is_flagged_with_two_asks() -> None:
    (finding,) = found(*PAINTED)

    assert '"Negotiate prices with wholesalers"' in finding.message
    assert '"Train new starters"' in finding.message
    assert finding.evidence == ()


def test_what_any_story_shows_does_not_tie_it() -> None:
    line = "A+interaction I explained to the harbour master why it leaked."

    assert found(*PAINTED, line)


@pytest.mark.parametrize(
    "line",
    [
        "A I haggled for the paint.",
        "A+interaction I taught my nephew to sand.",
        "R+meaning I loved teaching my nephew, and I would train people all day.",
        "A I made a rota for the three of us.",
        "A There was a wholesaler on the quay.",
    ],
)
def test_one_action_or_the_why_that_is_near_is_enough(line: str) -> None:
    assert not found(*PAINTED, line)


def test_a_job_that_asks_for_too_little_is_left_alone() -> None:
    assert not found(*PAINTED, job="- Negotiate prices\n- Train new starters")


@pytest.mark.parametrize(
    "lines",
    [
        ("A I led the team and we shipped it.",),
        ("A I sanded the hull.", "R It floated."),
        ("O I sanded the hull and painted it twice. " * 4, *PAINTED[1:]),
    ],
    ids=["one sentence", "few words", "hardly a story"],
)
def test_an_answer_that_says_too_little_is_left_alone(lines: tuple[str, ...]) -> None:
    assert not found(*lines)


def test_actions_that_the_judge_doubts_are_left_alone() -> None:
    answer = tell(*PAINTED, confidence=0.4)

    assert not list(RULE.find(held_against(JOB, answer), DEFAULT_BANDS))


def test_no_job_and_no_actions_are_left_alone() -> None:
    assert not list(RULE.find(tell(*PAINTED), DEFAULT_BANDS))
    assert not found("S I had an old boat.", "R It floated.")


def test_a_job_of_which_any_story_shows_all_is_left_alone() -> None:
    job = (
        "You have good communication skills.\nYou are resilient.\nYou have initiative."
    )

    assert not found(*PAINTED, job=job)
