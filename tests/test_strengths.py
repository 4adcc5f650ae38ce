"""Praise names what is strong, with its words, and never more than three things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rule_cases import (
    ACTIONS,
    GAIN,
    GENERIC,
    LASTING,
    MEASURED,
    SETUP,
    STORY,
    STRONG,
    UNMEASURED,
    WHY,
)
from tests.telling import tell
from voice_star.analysis.strengths import find_strengths
from voice_star.domain.bands import DEFAULT_BANDS

if TYPE_CHECKING:
    from voice_star.domain.answer import Answer


def praised(answer: Answer) -> list[str]:
    return [strength.id for strength in find_strengths(answer, DEFAULT_BANDS)]


def test_a_strong_answer_is_praised_for_its_why_and_its_how() -> None:
    assert praised(STRONG) == ["measured-result", "says-why", "names-others"]


def test_praise_quotes_the_words_and_shows_them() -> None:
    first = find_strengths(STRONG, DEFAULT_BANDS)[0]
    assert first.message == (
        'You measure what came of it: "Lost books went from 340 a year to 52".'
    )
    (words,) = first.evidence
    assert STRONG.quote(words) == MEASURED.split(" ", 1)[1]


def test_a_long_sentence_is_quoted_around_its_figure() -> None:
    result = "R+concrete+figure " + "well " * 30 + "we lost 52 books " + "there " * 30
    (strength, *_) = find_strengths(tell(*STORY, result), DEFAULT_BANDS)
    assert "we lost 52 books" in strength.message
    assert len(strength.message) < 110


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (MEASURED, "measured-result"),
        (WHY, "says-why"),
        (GAIN, "others-gain"),
        (LASTING, "lasting-result"),
        ("A+adversity The van broke down and I borrowed another.", "adversity-met"),
        (ACTIONS[0], "problem-solved"),
        (ACTIONS[1], "names-others"),
    ],
)
def test_each_kind_of_strength_is_seen(line: str, name: str) -> None:
    assert name in praised(tell(*SETUP, ACTIONS[2], line))


def test_no_sentence_is_praised_twice() -> None:
    both = "R+concrete+figure+gain+lasting Dora still gets home 40 minutes earlier."
    assert praised(tell(*SETUP, ACTIONS[2], both)) == ["measured-result"]


def test_what_the_judge_doubts_is_not_praised() -> None:
    assert praised(tell(*STORY, MEASURED, WHY, confidence=0.55)) == []


def test_a_mark_on_the_wrong_part_is_not_praised() -> None:
    assert praised(tell(*SETUP, ACTIONS[2], "S+adversity We had no money.")) == []


def test_balanced_parts_are_praised_where_there_is_room() -> None:
    balanced = tell(
        "S Last year I worked on the night desk.",
        "A I went through all the slips and drew a plan of the whole van for loading.",
        UNMEASURED,
    )
    (strength,) = find_strengths(balanced, DEFAULT_BANDS)
    assert strength.id == "balanced-parts"
    assert "52 % of the text tells what you did" in strength.message
    assert [balanced.quote(words)[:8] for words in strength.evidence] == [
        "I went t",
        "Books st",
    ]


def test_an_answer_too_short_to_judge_is_not_praised() -> None:
    assert praised(tell(MEASURED, WHY)) == []


def test_an_answer_that_waves_its_result_away_is_praised_for_its_telling() -> None:
    assert praised(tell(*STORY, GENERIC)) == ["names-others", "problem-solved"]
