"""Every rule flags what it should, leaves alone what it should, and says what to do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.rule_cases import (
    ACTIONS,
    CASES,
    DOERLESS,
    GENERIC,
    LONG,
    MEASURED,
    SETUP,
    SIGN_OFF,
    STORY,
    STRONG,
    UNMEASURED,
    WE,
    WHY,
)
from tests.telling import tell
from voice_star.analysis.rule import Finding, Group, Rule, raise_flags
from voice_star.analysis.rules import RULES as ALL_RULES
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from voice_star.domain.answer import Answer

RULES = [rule for rule in ALL_RULES if rule.group is not Group.DELIVERY]
"""Rules on what is told; how it is said has tests of its own, which tell it aloud."""

BY_ID = {rule.id: rule for rule in RULES}


def findings(rule: str, answer: Answer) -> list[Finding]:
    return list(BY_ID[rule].find(answer, DEFAULT_BANDS))


def message(rule: str, answer: Answer) -> str:
    (finding,) = findings(rule, answer)
    return finding.message


def shown(rule: str, answer: Answer) -> list[str]:
    (finding,) = findings(rule, answer)
    return [answer.quote(words) for words in finding.evidence]


def named(answer: Answer) -> list[str]:
    return [flag.rule for flag in raise_flags(answer, DEFAULT_BANDS, RULES)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_answers_it_flags_and_answers_it_leaves_alone(
    rule: Rule,
) -> None:
    assert CASES[rule.id].flagged
    assert CASES[rule.id].left_alone


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_flags_what_it_should(rule: Rule) -> None:
    for answer in CASES[rule.id].flagged:
        assert findings(rule.id, answer), answer.transcript.text()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_alone_what_it_should(rule: Rule) -> None:
    for answer in CASES[rule.id].left_alone:
        assert not findings(rule.id, answer), answer.transcript.text()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_message_is_one_sentence(rule: Rule) -> None:
    for answer in CASES[rule.id].flagged:
        for finding in findings(rule.id, answer):
            own = re.sub(r'"[^"]*"', "it", finding.message)
            assert re.fullmatch(r"[A-Z][^.!?\n]*(\.\d[^.!?\n]*)*\.", own)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_to_do_instead_and_why(rule: Rule) -> None:
    assert rule.advice
    assert rule.idea.endswith(".")
    assert 2 <= len(rule.questions) <= 3
    assert all(question.endswith("?") for question in rule.questions)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_nothing_is_said_of_how_the_speaker_feels(rule: Rule) -> None:
    said = " ".join([rule.advice, rule.idea, *rule.questions])
    assert not re.search(r"confiden|nervous", said)


def test_rules_have_names_of_their_own_in_kebab_case() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in ids)


def test_a_strong_answer_is_flagged_for_nothing() -> None:
    assert named(STRONG) == []


def test_the_quote_of_an_answer_that_stops_is_how_it_ends() -> None:
    assert message("stops-at-actions", tell(*STORY, SIGN_OFF)) == (
        'You end on "So yeah, that is my example" and never say what came of it.'
    )
    assert shown("stops-at-actions", tell(*STORY)) == [ACTIONS[-1].split(" ", 1)[1]]


def test_a_long_ending_is_quoted_by_its_last_words() -> None:
    end = "A and " + "then " * 40 + "I locked the door"
    assert 'I locked the door"' in message("stops-at-actions", tell(*STORY, end))


def test_what_understates_is_quoted_and_not_the_why_beside_it() -> None:
    answer = tell(*STORY, WHY, GENERIC)
    assert shown("understated-result", answer) == [GENERIC.split(" ", 1)[1]]


def test_only_a_lone_result_sentence_is_all_that_is_said_of_it() -> None:
    said = '"And in the end it all worked out and everyone was happy"'

    assert message("understated-result", tell(*STORY, GENERIC)) == (
        f"All you say of the result is {said}, which names no change and nobody who "
        "gained."
    )
    for more in (WHY, "R+generic It went well."):
        assert message("understated-result", tell(*STORY, GENERIC, more)) == (
            f"What you say of the result, such as {said}, names no change and nobody "
            "who gained."
        )


def test_a_lone_result_is_not_said_to_end_the_answer() -> None:
    assert message("narrow-result", tell(*STORY, UNMEASURED, WHY)) == (
        'You name one result, "Books stopped going missing on that van", and nothing '
        "that came of it."
    )


def test_what_was_never_said_has_no_evidence() -> None:
    assert shown("no-why", tell(*STORY, MEASURED)) == []


def test_the_words_we_are_counted_and_shown() -> None:
    answer = tell(*SETUP, *WE, "A I drew the plan.", MEASURED)
    assert 'you say "we" 4 times and "I" once' in message("team-not-me", answer)
    assert shown("team-not-me", answer) == ["We", "we", "We", "we"]


def test_the_share_of_the_setup_is_told() -> None:
    answer = tell(*LONG, *SETUP, ACTIONS[0])
    (finding,) = findings("long-setup", answer)
    assert finding.message == "Setting and task take 84 % of your words."
    assert finding.severity is Severity.MAJOR
    assert finding.evidence == tuple(segment.words for segment in answer.segments[:2])


def test_how_long_a_setup_may_be_can_be_set() -> None:
    answer = tell(*SETUP, *ACTIONS, *ACTIONS, MEASURED)
    strict = replace(DEFAULT_BANDS, long_setup=0.1)
    assert not findings("long-setup", answer)
    assert list(BY_ID["long-setup"].find(answer, strict))


def test_from_where_on_a_setup_is_grave_can_be_set() -> None:
    answer = tell(*LONG, *SETUP, ACTIONS[0])
    lenient = replace(DEFAULT_BANDS, far_too_long_setup=0.9)
    (finding,) = BY_ID["long-setup"].find(answer, lenient)
    assert finding.severity is None


def test_a_share_just_over_the_bound_is_not_rounded_to_it() -> None:
    words = ["S " + "word " * 201, "A " + "word " * 298]
    assert message("long-setup", tell(*words)) == (
        "Setting and task take a little over 40 % of your words."
    )


def test_actions_without_a_doer_are_quoted() -> None:
    answer = tell(*SETUP, *DOERLESS, MEASURED)
    first = 'tell "The slips were gone through and one van stood out" and "Dora was'
    assert first in message("team-not-me", answer)
    assert len(shown("team-not-me", answer)) == len(DOERLESS)


def test_a_quote_is_short_and_holds_no_quotation_marks_of_its_own() -> None:
    result = 'R+concrete The board said "yes" and ' + "so on and " * 20 + "so forth."
    said = message("narrow-result", tell(*STORY, result))
    assert "\"The board said 'yes' and so on" in said
    assert len(said) < 120
    assert "…" in said


def test_a_word_without_end_is_cut_too() -> None:
    assert len(message("narrow-result", tell(*STORY, "R+concrete " + "o" * 9000))) < 120


def test_what_is_grave_comes_before_what_is_mild_and_endings_first() -> None:
    answer = tell(*SETUP[:2], *WE, UNMEASURED)
    assert named(answer) == [
        "narrow-result",
        "no-why",
        "team-not-me",
        "long-setup",
        "unmeasured-result",
        "no-task",
    ]


def test_within_a_group_the_gravest_comes_first() -> None:
    mild, major = (
        replace(BY_ID["no-task"], id=name, group=Group.TELLING, severity=severity)
        for name, severity in [("mild", Severity.MINOR), ("grave", Severity.MAJOR)]
    )
    answer = tell(*SETUP[:2], *ACTIONS, MEASURED)
    flags = raise_flags(answer, DEFAULT_BANDS, [mild, major])
    assert [flag.rule for flag in flags] == ["grave", "mild"]


def test_an_answer_that_stops_is_to_mend_its_ending_first() -> None:
    assert named(tell(*LONG, *SETUP, *WE))[0] == "stops-at-actions"
