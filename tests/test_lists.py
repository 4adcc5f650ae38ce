"""Lists of takes and questions fit, leave nothing out, and name days as people do."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practising import MAJOR, NOW, asked, moments, questions, records, take
from voice_star.domain.bank import read_bank
from voice_star.domain.practice import Practised, practised
from voice_star.domain.question import Question, Theme, merge
from voice_star.domain.record import Raised, Record
from voice_star.domain.session import sessions_of
from voice_star.report.cells import VERDICT_WIDTH, padded, question_in
from voice_star.report.dates import ago, long_day, short_day, time_of_day, when
from voice_star.report.history import NOTHING, history_as_text
from voice_star.report.labels import TITLES
from voice_star.report.plain import columns
from voice_star.report.questions import (
    THEMES,
    hints_as_text,
    next_as_text,
    questions_as_text,
)
from voice_star.report.styled import shortened

COLOUR = re.compile(r"\033\[[\d;]+m")

many_records = st.lists(records(), max_size=12)
many_questions = st.lists(questions(), max_size=8).map(lambda them: merge(them, []))
widths = st.sampled_from([70, 80, 100, 160])


def listed(*taken: Record, width: int = 80, limit: int | None = None) -> list[str]:
    """Return the lines of a history without colour."""
    text = history_as_text(taken, now=NOW, colour=False, width=width, limit=limit)
    return text.split("\n")


# Days


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, ("today", "today", "Today", "today")),
        (1, ("yesterday", "yesterday", "Yesterday", "yesterday")),
        (6, ("6 days ago", "Thu", "Thu 4 June", "on Thu")),
        (9, ("9 days ago", "1 Jun", "Mon 1 June", "on 1 Jun")),
        (20, ("20 days ago", "21 May", "Thu 21 May", "in May")),
        (122, ("4 months ago", "8 Feb", "Sun 8 February", "in February")),
        (
            300,
            ("10 months ago", "14 Aug 2025", "Thu 14 August 2025", "in August 2025"),
        ),
    ],
)
def test_a_day_is_named_as_people_do(days: int, told: tuple[str, ...]) -> None:
    moment = NOW - timedelta(days=days)

    ways = (ago, short_day, long_day, when)
    assert tuple(way(moment, now=NOW) for way in ways) == told


@given(moments, moments)
def test_no_day_is_longer_than_its_column(moment: datetime, now: datetime) -> None:
    assert len(short_day(moment, now=now)) <= 11


def test_a_take_at_night_is_of_the_day_where_the_user_is() -> None:
    east = NOW.astimezone(tz=None).replace(tzinfo=UTC)
    moment = datetime(2026, 6, 9, 23, 59, tzinfo=UTC)

    assert short_day(moment, now=east) == "yesterday"
    assert time_of_day(moment, now=east) == "23:59"


# Cells


@given(st.text(max_size=80), st.integers(1, 40))
def test_a_cell_fills_its_columns_exactly(text: str, width: int) -> None:
    assert columns(padded(text, width)) == width
    assert columns(question_in(text, width)) == width


@given(st.text(max_size=80), st.integers(1, 40))
def test_what_is_shortened_is_the_beginning_and_fits(text: str, width: int) -> None:
    short = shortened(text, width)

    assert columns(short) <= width
    assert short == text or text.startswith(short.removesuffix("…"))


def test_a_question_without_room_is_told_by_its_telling_part() -> None:
    question = "Tell me about a time you failed at something."

    assert question_in(question, 50) == question.ljust(50)
    assert question_in(question, 25) == "…failed at something.    "


def test_questions_of_the_bank_are_told_apart_in_a_list() -> None:
    short = {question_in(question.text, 29) for question in read_bank()}

    assert len(short) == len(read_bank())


def test_every_verdict_has_room() -> None:
    assert max(map(len, TITLES.values())) <= VERDICT_WIDTH


# History


@given(many_records, widths)
def test_every_line_of_a_history_fits_and_steers_nothing(
    taken: list[Record], width: int
) -> None:
    lines = listed(*taken, width=width)

    assert max(columns(line) for line in lines) <= width
    assert all(line.isprintable() for line in lines)
    assert all(line == line.rstrip() for line in lines)


@given(many_records)
def test_a_history_has_a_row_a_take_and_a_heading_a_session(
    taken: list[Record],
) -> None:
    lines = listed(*taken)

    n_sessions = len(sessions_of(taken))
    assert len(lines) == 1 + (len(taken) + n_sessions if taken else 0)
    rows = [line for line in lines[1:] if re.match(r" *\d", line)]
    assert sorted(int(row.split()[0]) for row in rows) == sorted(r.id for r in taken)


@given(many_records)
def test_colour_adds_codes_and_nothing_else(taken: list[Record]) -> None:
    coloured = history_as_text(taken, now=NOW, colour=True)

    assert COLOUR.sub("", coloured).split("\n") == listed(*taken)


def test_the_latest_session_and_take_come_first() -> None:
    lines = listed(
        take(1, days=1), take(2, minutes=20), take(3, minutes=5), take(4, days=8)
    )

    assert [line.split()[0] for line in lines[1:]] == [
        "Today", "3", "2", "Yesterday", "1", "Tue", "4",
    ]  # fmt: skip


def test_a_row_tells_the_seconds_and_what_to_fix_next() -> None:
    flags = (Raised("understated-result", MAJOR), Raised("hedged", MAJOR))
    lines = listed(take(3, seconds=(24.0, 9.0, 66.0, 8.0, 0.0), flags=flags))

    assert lines[1] == "Today  18:04 · 1 take · 1:47 spoken"
    assert lines[2].split() == [
        "3", "Why?", "1:47", "24", "9", "66", "8", "understated", "result",
    ]  # fmt: skip


def test_a_text_has_no_length_and_no_seconds() -> None:
    lines = listed(Record(1, NOW, words=(9, 9, 9, 9, 0), n_words=36))

    assert lines[1] == "Today  18:04 · 1 take"
    assert lines[2].split()[1:] == ["no", "question", "text", *"----", "strong"]


def test_what_was_not_judged_is_not_called_strong() -> None:
    assert listed(Record(1, NOW, n_words=3))[2].endswith("not judged")


def test_a_limit_keeps_the_latest_and_says_how_many_are_left_out() -> None:
    taken = [take(n, days=9 - n) for n in range(1, 9)]

    lines = listed(*taken, limit=2)

    assert [line.split()[0] for line in lines[1:]] == [
        "Yesterday", "8", "Mon", "7", "6",
    ]  # fmt: skip
    assert lines[-1] == "6 earlier takes not shown"
    assert listed(*taken, limit=8)[-1].split()[0] == "1"


def test_a_session_is_cut_at_the_limit() -> None:
    taken = [take(n, minutes=10 - n) for n in range(1, 4)]

    lines = listed(*taken, limit=2)

    assert [line.split()[0] for line in lines[2:]] == ["3", "2", "1"]
    assert lines[-1] == "1 earlier take not shown"


def test_no_takes_are_told() -> None:
    assert listed() == [NOTHING]


# Questions


@given(many_questions, many_records, widths)
def test_every_line_of_the_questions_fits_and_steers_nothing(
    bank: tuple[Question, ...], taken: list[Record], width: int
) -> None:
    those = practised(bank, taken)
    texts = [
        questions_as_text(those, now=NOW, colour=False, width=width),
        hints_as_text(those, colour=False, width=width),
        *(next_as_text(one, now=NOW, colour=False, width=width) for one in those),
    ]

    lines = [line for text in texts for line in text.split("\n")]
    assert max(columns(line) for line in lines) <= width
    assert all(line.isprintable() for line in lines)


@given(many_questions, many_records)
def test_the_questions_have_a_row_each_and_a_heading_a_theme(
    bank: tuple[Question, ...], taken: list[Record]
) -> None:
    text = questions_as_text(practised(bank, taken), now=NOW, colour=False)

    n_themes = len({question.theme for question in bank})
    assert len(text.split("\n")) == max(1, len(bank) + n_themes)


def test_every_theme_has_a_name() -> None:
    assert set(THEMES) == set(Theme)


def test_a_question_is_listed_with_its_latest_take() -> None:
    flagged = take(2, days=9, flags=(Raised("stops-at-actions", MAJOR),))
    (one,) = practised([asked()], [take(1, days=12), flagged])

    narrow = questions_as_text([one], now=NOW, colour=False).split("\n")
    wide = questions_as_text([one], now=NOW, colour=False, width=110).split("\n")

    assert narrow[1].split() == [
        "Why?",
        "2",
        "1",
        "Jun",
        *["stops", "at", "the", "actions"],
    ]
    assert wide[1].split()[4:8] == ["20", "10", "60", "30"]


def test_an_untried_question_is_listed_in_full() -> None:
    text = "Tell me about something you achieved that others thought could not be done."

    lines = questions_as_text([Practised(asked(text))], now=NOW, colour=False)

    assert lines.split("\n")[1] == f"  {text}"


def test_a_retired_question_is_called_so() -> None:
    one = Practised(asked().retired())

    assert "retired" in questions_as_text([one], now=NOW, colour=False)
    assert "(retired)" in hints_as_text([one], colour=False, width=80)


def test_what_comes_next_is_told_with_its_hint_and_why() -> None:
    one = Practised(asked().edited(hint="Reasons."), (take(days=9),))

    assert next_as_text(one, now=NOW, colour=False, width=80).split("\n") == [
        "Why?",
        "Reasons.",
        "last: 9 days ago, nothing was flagged",
    ]


def test_hints_name_the_id_by_which_a_question_is_edited() -> None:
    those = practised(read_bank(), [])

    text = hints_as_text(those, colour=False, width=80)

    assert all(f"    {one.question.id}: " in text for one in those)
