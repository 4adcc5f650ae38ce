"""Cues: one at a time, each once, and none where the judge is in doubt."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_star.analysis.cues import (
    LANDING,
    NO_RESULT,
    NOTHING_TOLD,
    SETTING,
    Cue,
    Now,
    Standing,
    choose_cue,
)
from voice_star.domain.answer import Sentence, StarPart
from voice_star.domain.cues import CueBounds
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds

S, T, A, R = StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT


def standing(
    *parts: StarPart,
    sure: float = 0.9,
    judged_to: Seconds = 60.0,
    **seconds: Seconds,
) -> Standing:
    """Return how far an answer is: its last sentences, and the seconds of its parts."""
    latest = tuple(
        Sentence(WordRange(index, index + 1), part, confidence=sure)
        for index, part in enumerate(parts)
    )
    return Standing(
        {StarPart(part): length for part, length in seconds.items()}, latest, judged_to
    )


def at(
    time: Seconds, *, silence: Seconds = 0.0, begun: Seconds = 0.0, target: float = 120
) -> Now:
    return Now(time, begun, silence, target)


IN_SETTING = standing(S, S, situation=50, task=10)
IN_ACTIONS = standing(A, A, situation=20, action=40)


def test_half_of_the_time_in_the_setting_is_told() -> None:
    cue = choose_cue(IN_SETTING, at(60))

    assert cue is not None
    assert (cue.id, cue.text, cue.at) == (SETTING, "60 s in and still the setting", 60)


def test_two_minutes_are_told_when_they_are_over() -> None:
    cue = choose_cue(IN_ACTIONS, at(120))

    assert cue is not None
    assert (cue.id, cue.text) == (LANDING, "2 min: land it")


def test_a_target_of_ninety_seconds_is_written_as_it_is_said() -> None:
    cue = choose_cue(IN_ACTIONS, at(92, target=90))

    assert cue is not None
    assert cue.text == "1:30: land it"


def test_a_long_silence_after_actions_asks_for_the_result() -> None:
    cue = choose_cue(IN_ACTIONS, at(63, silence=3))

    assert cue is not None
    assert cue.id == NO_RESULT


@pytest.mark.parametrize(
    ("told", "now"),
    [
        (NOTHING_TOLD, at(110)),
        (IN_SETTING, at(59)),
        (IN_SETTING, at(70, begun=15)),
        (IN_SETTING, at(110)),
        (standing(S, S, sure=0.6, situation=60), at(61)),
        (standing(S, situation=60), at(61)),
        (standing(S, A, situation=60), at(61)),
        (standing(S, S, situation=50, action=10), at(61)),
        (IN_ACTIONS, at(61, silence=2)),
        (IN_ACTIONS, at(119)),
        (standing(A, A, action=9), at(61, silence=3)),
        (standing(A, A, action=40, result=1), at(61, silence=3)),
        (standing(A, A, judged_to=50, action=40), at(61, silence=3)),
        (standing(A, A, sure=0.5, action=40), at(61, silence=3)),
        (standing(A, A, judged_to=40, action=40), at(43, silence=3)),
        (standing(R, R, judged_to=120, result=20), at(125)),
    ],
    ids=[
        "nothing judged",
        "too early",
        "begun late",
        "judged long ago",
        "in doubt",
        "one sentence",
        "an action begun",
        "actions before",
        "a short silence",
        "time left",
        "few actions",
        "a result",
        "words not judged yet",
        "actions in doubt",
        "early in the answer",
        "landing already",
    ],
)
def test_in_all_other_cases_nothing_is_said(told: Standing, now: Now) -> None:
    assert choose_cue(told, now) is None


def test_who_lands_for_long_is_told_in_the_end() -> None:
    cue = choose_cue(standing(R, R, judged_to=138, result=40), at(140))

    assert cue is not None
    assert cue.id == LANDING


def test_a_cue_stands_for_some_seconds_and_goes() -> None:
    cue = Cue(SETTING, "60 s in and still the setting", 60)

    assert choose_cue(IN_SETTING, at(63), given=(cue,)) is cue
    assert choose_cue(IN_SETTING, at(67), given=(cue,)) is None


def test_cues_can_be_switched_off() -> None:
    bounds = CueBounds(show=False)

    assert choose_cue(IN_SETTING, at(60), bounds=bounds) is None


@pytest.mark.parametrize(
    ("bounds", "others"),
    [
        (CueBounds(show_setting=False), {LANDING, NO_RESULT}),
        (CueBounds(show_landing=False), {SETTING, NO_RESULT}),
        (CueBounds(show_no_result=False), {SETTING, LANDING}),
    ],
)
def test_each_cue_can_be_switched_off_alone(
    bounds: CueBounds, others: set[str]
) -> None:
    moments = (
        (IN_SETTING, at(60)),
        (IN_ACTIONS, at(63, silence=3)),
        (IN_ACTIONS, at(120)),
    )
    cues = [choose_cue(told, now, bounds=bounds) for told, now in moments]

    assert {cue.id for cue in cues if cue is not None} == others


def test_a_cue_that_is_switched_off_holds_up_no_other() -> None:
    now = at(125, silence=3)
    told = standing(A, A, judged_to=122, situation=20, action=95)

    first = choose_cue(told, now)
    instead = choose_cue(told, now, bounds=CueBounds(show_landing=False))

    assert first is not None
    assert instead is not None
    assert (first.id, instead.id) == (LANDING, NO_RESULT)


@given(st.lists(st.sampled_from([IN_SETTING, IN_ACTIONS, NOTHING_TOLD]), max_size=40))
def test_no_cue_is_given_twice_and_none_too_soon(course: list[Standing]) -> None:
    given: tuple[Cue, ...] = ()
    for index, told in enumerate(course):
        cue = choose_cue(told, at(50 + 3.0 * index, silence=3), given=given)
        if cue is not None and cue not in given:
            given = (*given, cue)

    assert len({cue.id for cue in given}) == len(given)
    assert all(later.at - earlier.at >= 15 for earlier, later in pairwise(given))


@pytest.mark.parametrize("name", ["setting", "landing", "silence", "sure"])
@pytest.mark.parametrize("value", [0.0, -1.0, float("nan")])
def test_bounds_that_make_no_sense_are_refused(name: str, value: float) -> None:
    bounds: dict[str, Any] = {name: value}
    with pytest.raises(ValueError, match=f"^{name} must be a number above 0"):
        CueBounds(**bounds)
