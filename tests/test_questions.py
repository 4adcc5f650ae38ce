"""The bank is whole, a user's own questions lie over it, the weakest comes next."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practising import MAJOR, MILD, MINOR, NOW, asked, questions, records, take
from voice_star.domain.bank import read_bank
from voice_star.domain.practice import Practised, pick_next, practised, urgency
from voice_star.domain.question import Question, Theme, key_of, merge, named
from voice_star.domain.record import Raised, Record
from voice_star.report.labels import TITLES
from voice_star.report.practice import LAPSES, reason

many_questions = st.lists(questions(), max_size=8)
many_records = st.lists(records(), max_size=12)

STOPS = Raised("stops-at-actions", MAJOR)


# The bank


def test_the_bank_has_six_questions_a_theme_and_eight_on_accomplishments() -> None:
    counts = Counter(question.theme for question in read_bank())

    assert counts.pop(Theme.ACCOMPLISHMENT) >= 8
    assert set(counts) == set(Theme) - {Theme.ACCOMPLISHMENT, Theme.OTHER}
    assert min(counts.values()) >= 6


def test_accomplishments_come_first_and_themes_in_their_order() -> None:
    themes = [question.theme for question in read_bank()]

    assert themes == sorted(themes, key=list(Theme).index)
    assert themes[0] is Theme.ACCOMPLISHMENT


def test_no_two_questions_of_the_bank_are_alike() -> None:
    bank = read_bank()

    assert len({question.id for question in bank}) == len(bank)
    assert len({key_of(question.text) for question in bank}) == len(bank)


@pytest.mark.parametrize("question", read_bank(), ids=lambda question: question.id)
def test_a_question_of_the_bank_is_one_line_with_a_hint(question: Question) -> None:
    assert len(question.text) <= 90
    assert question.text.endswith(("?", "."))
    assert 30 <= len(question.hint) <= 100
    assert question.hint.endswith(".")


@pytest.mark.parametrize(
    "asks", ["greatest", "proudest", "professional", "call of duty"]
)
def test_an_accomplishment_is_asked_for_in_every_usual_way(asks: str) -> None:
    texts = [q.text for q in read_bank() if q.theme is Theme.ACCOMPLISHMENT]

    assert any(asks in text for text in texts)


# A user's own


def test_an_own_question_stands_in_the_place_of_the_one_it_was() -> None:
    bank = read_bank()
    own = bank[2].edited(text="What did you do best at work?")

    merged = merge(bank, [own])

    assert merged[2] is own
    assert len(merged) == len(bank)


def test_a_new_question_follows_after_those_of_its_theme() -> None:
    merged = merge(read_bank(), [asked("Why not?", name="why-not")])

    themes = [question.theme for question in merged]
    assert merged[themes.count(Theme.ACCOMPLISHMENT) - 1].id == "why-not"


@given(many_questions, many_questions)
def test_merging_loses_no_id_and_lets_the_later_count(
    bank: list[Question], own: list[Question]
) -> None:
    merged = merge(bank, own)

    last = {question.id: question for question in [*bank, *own]}
    assert {question.id: question for question in merged} == last
    assert len(merged) == len(last)
    assert merge(merged, own) == merged


def test_takes_of_a_question_are_its_own_after_it_was_reworded() -> None:
    question = asked("Why?").edited(text="Why you?").edited(text="Why you, now?")

    (found,) = practised([question], [take(1, question="WHY? "), take(2)])

    assert [record.id for record in found.records] == [1, 2]


def test_a_question_with_another_hint_has_no_former_text() -> None:
    assert asked().edited(hint="Reasons.").former == ()


@pytest.mark.parametrize("text", ["", "  ", "one\ntwo", "one\x85two"])
def test_a_question_that_is_no_line_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="question"):
        asked(text)


@pytest.mark.parametrize("name", ["", "two words", " a"])
def test_an_id_that_is_no_word_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="one word"):
        asked(name=name)


def test_a_question_is_named_by_id_by_text_or_by_a_part_of_it() -> None:
    bank = read_bank()

    assert [one.id for one in named(bank, "proudest")] == ["proudest"]
    assert [one.id for one in named(bank, "TELL ME about a time you failed.")] == [
        "greatest-failure"
    ]
    assert {one.id for one in named(bank, "call of duty")} == {"beyond-duty"}
    assert len(named(bank, "accomplishment")) > 1
    assert named(bank, "") == ()
    assert named(bank, "xylophone") == ()


# What comes next


def test_whatever_was_never_tried_is_asked_in_the_order_of_the_bank() -> None:
    pick = pick_next(read_bank(), [], now=NOW)

    assert pick is not None
    assert pick.question is read_bank()[0]
    assert reason(pick, now=NOW) == "not practised yet"


def test_the_weaker_of_two_comes_first() -> None:
    pick = pick_next(
        [asked("How?", name="how"), asked()],
        [
            take(1, days=9, question="How?", flags=(Raised("hedged", MILD),)),
            take(2, days=9, flags=(STOPS,)),
        ],
        now=NOW,
    )

    assert pick is not None
    assert pick.question.id == "why"
    assert reason(pick, now=NOW) == "last: 9 days ago, stopped at the actions"


def test_the_longer_ago_of_two_comes_first() -> None:
    pick = pick_next(
        [asked("How?", name="how"), asked()],
        [take(1, days=2, question="How?"), take(2, days=8)],
        now=NOW,
    )

    assert pick is not None
    assert pick.question.id == "why"


def test_only_the_latest_take_counts() -> None:
    pick = pick_next(
        [asked("How?", name="how"), asked()],
        [
            take(2, days=9, question="How?", flags=(STOPS,)),
            take(3, days=1, question="How?"),
            take(1, days=2),
        ],
        now=NOW,
    )

    assert pick is not None
    assert pick.question.id == "why"


def test_a_question_just_practised_waits_for_those_never_tried() -> None:
    pick = pick_next(
        [asked("How?", name="how"), asked()],
        [take(1, minutes=5, question="How?", flags=(STOPS,) * 3)],
        now=NOW,
    )

    assert pick is not None
    assert pick.question.id == "why"


def test_weakness_outweighs_what_was_never_tried_after_some_days() -> None:
    pick = pick_next(
        [asked(), asked("How?", name="how")],
        [take(1, days=4, question="How?", flags=(STOPS,))],
        now=NOW,
    )

    assert pick is not None
    assert pick.question.id == "how"


def test_a_retired_question_is_never_picked() -> None:
    assert pick_next([asked().retired()], [take(flags=(STOPS,))], now=NOW) is None


@given(many_questions, many_records)
def test_the_pick_is_one_of_those_in_use_and_none_is_more_urgent(
    bank: list[Question], taken: list[Record]
) -> None:
    pick = pick_next(bank, taken, now=NOW)

    usable = [question for question in bank if not question.is_retired]
    if pick is None:
        assert not usable
        return
    assert pick.question in usable
    others = [urgency(one, now=NOW) for one in practised(usable, taken)]
    assert urgency(pick, now=NOW) == max(others)


@given(records(), st.floats(0, 300), st.floats(0, 300))
def test_urgency_grows_with_the_days(record: Record, some: float, more: float) -> None:
    one = Practised(asked(), (record,))
    then = record.moment + timedelta(days=some)

    later = urgency(one, now=then + timedelta(days=more))

    assert later >= urgency(one, now=then)


def test_a_take_that_was_not_judged_is_told_as_such() -> None:
    (one,) = practised([asked()], [Record(1, NOW, "Why?")])

    assert reason(one, now=NOW) == "last: today, could not be judged"


def test_a_strong_take_is_told_as_such() -> None:
    (one,) = practised([asked()], [take(days=1, flags=())])

    assert reason(one, now=NOW) == "last: yesterday, nothing was flagged"


def test_every_rule_has_words_for_a_take_that_is_over() -> None:
    assert set(LAPSES) == set(TITLES)


def test_a_rule_that_nobody_named_is_told_by_its_id() -> None:
    (one,) = practised([asked()], [take(flags=(Raised("too-quiet", MINOR),))])

    assert reason(one, now=NOW) == "last: today, too quiet"
