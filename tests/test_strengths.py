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
from tests.telling import tell, tell_aloud
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
        "S Last year I drove vans.",
        "T Losses must fall.",
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


@pytest.mark.parametrize(
    ("lengths", "is_praised"),
    [
        ((20, 10, 62, 28), True),
        ((40, 20, 124, 56), False),
        ((10, 5, 31, 14), False),
        ((20, 2, 62, 28), False),
        ((30, 10, 62, 28), False),
        ((20, 0, 62, 28), False),
    ],
    ids=["as aimed", "twice as long", "half", "brief task", "long setting", "no task"],
)
def test_parts_that_were_timed_are_in_balance_by_their_seconds(
    lengths: tuple[int, ...], *, is_praised: bool
) -> None:
    told = zip(("S", "T", "A", "R+concrete"), lengths, strict=True)
    lines = [f"{label} {'word ' * (n - 1)}end." for label, n in told if n]
    answer = tell_aloud(*lines, rate=60)

    assert ("balanced-parts" in praised(answer)) is is_praised


def test_in_a_text_every_part_is_weighed_by_its_words() -> None:
    told = zip(("S", "T", "A", "R+concrete"), (30, 5, 45, 20), strict=True)

    assert praised(tell(*(f"{label} {'word ' * n}" for label, n in told))) == []


def test_a_figure_that_nobody_said_is_not_praised() -> None:
    assert praised(tell(*STORY, "R+concrete+figure Hardly any books went.")) == [
        "names-others",
        "problem-solved",
    ]


def test_a_figure_in_digits_is_quoted_before_one_in_letters() -> None:
    letters = "R+concrete+figure Two of us could go home."
    answer = tell(*STORY, letters, MEASURED)

    first = find_strengths(answer, DEFAULT_BANDS)[0]

    assert "340 a year" in first.message


def test_of_two_numbers_in_a_sentence_the_digits_are_quoted() -> None:
    result = "R+concrete+figure Two of us saw " + "well " * 30 + "we lost 52 books."

    first = find_strengths(tell(*STORY, result), DEFAULT_BANDS)[0]

    assert "we lost 52 books" in first.message


def test_an_answer_too_short_to_judge_is_not_praised() -> None:
    assert praised(tell(MEASURED, WHY)) == []


def test_an_answer_that_waves_its_result_away_is_praised_for_its_telling() -> None:
    assert praised(tell(*STORY, GENERIC)) == ["names-others", "problem-solved"]
