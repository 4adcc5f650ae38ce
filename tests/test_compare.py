"""Two takes side by side: nothing is lost, nothing is claimed that cannot be told."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judged import judged, judged_reviews, unjudged
from tests.practising import MAJOR, NOW, moments
from tests.telling import tell, tell_aloud
from voice_star.domain.answer import Answer, Ask, JobMatch
from voice_star.domain.attempt import Attempt
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.domain.review import Flag, Review
from voice_star.domain.transcript import WordRange
from voice_star.report.beside import beside, halves
from voice_star.report.compare import comparison_as_text
from voice_star.report.difference import (
    Figure,
    figures_of,
    has_same_question,
    rules_of,
)
from voice_star.report.ending import ending_of
from voice_star.report.labels import title_of
from voice_star.report.plain import columns, printable
from voice_star.report.series import series_named
from voice_star.report.styled import Piece, length_of

COLOUR = re.compile(r"\033\[[\d;]+m")

attempts = st.builds(Attempt, st.integers(1, 99_999), moments, judged_reviews())
widths = st.sampled_from([70, 80, 119, 120, 160])


def attempt(
    answer: Answer,
    *flags: str,
    number: int = 1,
    days: float = 0,
    question: str | None = "Why?",
) -> Attempt:
    """Return an attempt with flags of these rules."""
    raised = tuple(Flag(rule, MAJOR, "So it is.") for rule in flags)
    review = Review(answer, question=question, flags=raised)
    return Attempt(number, NOW - timedelta(days=days), review)


def told(before: Attempt, after: Attempt, *, width: int = 80) -> str:
    """Return a comparison without colour."""
    return comparison_as_text(before, after, now=NOW, colour=False, width=width)


def squeezed(text: str) -> str:
    """Return text without blanks, so that it is found however it was wrapped."""
    return "".join(text.split())


def row(text: str, label: str) -> list[str]:
    """Return the cells of a row of the table."""
    (line,) = (line for line in text.split("\n") if label in line)
    return line.replace(label, "").split()


WEAK = tell_aloud(
    "S Two years ago I ran the night shift of a ward with thirty beds.",
    "A+problem I wrote down every question that was asked twice in a week.",
    "R+generic And yeah, um, it went well.",
)
STRONG = tell_aloud(
    "S Two years ago I ran the night shift of a ward with thirty beds.",
    "T My task was to get the handover under ten minutes before the winter came.",
    "A+interaction I sat with both shifts and wrote one card together with them.",
    "R+figure+gain The handover fell from thirty minutes to nine for all of us.",
    "R+meaning I am proud of it because the nurses sleep better since that day.",
)


# Any two takes


@given(attempts, attempts, widths)
def test_every_line_fits_and_steers_nothing(
    before: Attempt, after: Attempt, width: int
) -> None:
    lines = told(before, after, width=width).split("\n")

    assert max(columns(line) for line in lines) <= width
    assert all(line.isprintable() for line in lines)


@given(attempts, attempts)
def test_colour_adds_codes_and_nothing_else(before: Attempt, after: Attempt) -> None:
    coloured = comparison_as_text(before, after, now=NOW, colour=True, width=160)

    assert COLOUR.sub("", coloured) == told(before, after, width=160)


@given(attempts, attempts)
def test_every_flag_of_both_is_gone_new_or_still_there(
    before: Attempt, after: Attempt
) -> None:
    text = squeezed(told(before, after))

    for rule in {*rules_of(before), *rules_of(after)}:
        assert squeezed(printable(title_of(rule))) in text


@given(attempts)
def test_a_take_beside_itself_has_neither_gained_nor_lost(one: Attempt) -> None:
    figures = list(figures_of(one, one, bands=DEFAULT_BANDS))
    text = told(one, one)

    assert all(not figure.change for figure in figures)
    assert {figure.verdict for figure in figures} <= {"", "in band"}
    assert not re.search(r"^(Gone|New|Now told|Not told now) ", text, re.MULTILINE)


@given(attempts, attempts)
def test_the_other_way_round_the_changes_are_opposite(
    before: Attempt, after: Attempt
) -> None:
    there = figures_of(before, after, bands=DEFAULT_BANDS)
    back = figures_of(after, before, bands=DEFAULT_BANDS)

    for one, other in zip(there, back, strict=True):
        assert one.series is other.series
        assert (one.change or 0) == -(other.change or 0)


@given(attempts)
def test_an_ending_is_short_whole_and_at_the_end(one: Attempt) -> None:
    answer = one.review.answer

    ending = ending_of(answer)

    assert ending is not None
    assert ending.stop == len(answer.transcript.words)
    assert len(ending) <= 45
    starts = {sentence.words.start for sentence in answer.sentences}
    assert ending.start in starts or len(ending) == 45


# What is told


def test_figures_stand_side_by_side_with_their_change() -> None:
    text = told(attempt(WEAK, number=3, days=38), attempt(STRONG, number=17))

    assert "take 3     take 17" in text
    assert "3 May       18:04" in text
    assert row(text, "T Task, s") == ["0", "6", "+6", "6-18", "now", "in", "band"]
    assert row(text, "R Results, s")[:3] == ["2", "10", "+8"]
    assert row(text, "R Results, s")[-1] == "closer"
    assert "share" not in text


def test_flags_are_gone_new_and_still_there() -> None:
    text = told(
        attempt(WEAK, "understated-result", "no-why", "hedged"),
        attempt(STRONG, "hedged", "too-fast", number=2),
    )

    assert "Gone         Understated result, No why\n" in text
    assert "New          Too fast\n" in text
    assert "Still        Hedged\n" in text


def test_what_is_told_now_and_no_more_is_named() -> None:
    text = told(attempt(WEAK), attempt(STRONG, number=2))

    assert "Now told     interaction, figure, who gained, meaning\n" in text
    assert "Not told now problem\n" in text
    assert "Nothing was flagged in either.\n" in text


def test_what_the_job_asks_and_is_shown_now_is_named() -> None:

    asks = [Ask("lead a shift"), Ask("write things down")]
    met = Ask("lead a shift", evidence=(WordRange(0, 3),))
    before = replace(WEAK, job=JobMatch(tuple(asks)))
    after = replace(STRONG, job=JobMatch((met, asks[1])))

    assert "Job, now     lead a shift\n" in told(attempt(before), attempt(after))
    assert "Job, no more lead a shift\n" in told(attempt(after), attempt(before))


def test_both_endings_are_told_in_words() -> None:
    text = told(attempt(WEAK, number=3), attempt(STRONG, number=17))

    assert "How take 3 ends\n  … A I wrote down every" in text
    assert "R And yeah, <um,> it went well." in " ".join(text.split())
    assert "R I am proud of it because the nurses sleep better" in text


def test_endings_stand_side_by_side_where_there_is_room() -> None:
    text = told(attempt(WEAK, number=3), attempt(STRONG, number=17), width=160)

    assert re.search(r"^How take 3 ends +How take 17 ends$", text, re.MULTILINE)


@pytest.mark.parametrize("width", [120, 160])
def test_flags_stand_beside_the_figures_where_there_is_room(width: int) -> None:
    before, after = attempt(WEAK, "no-why"), attempt(STRONG, number=2)

    lines = told(before, after, width=width).split("\n")

    (line,) = (line for line in lines if "No why" in line)
    assert line.index("Gone") == 82


def test_a_narrow_table_leaves_out_what_is_aimed_at() -> None:
    before, after = attempt(WEAK), attempt(STRONG, number=2)

    assert row(told(before, after, width=70), "T Task, s") == [
        "0", "6", "+6", "now", "in", "band",
    ]  # fmt: skip


def test_a_longer_take_has_a_longer_bar() -> None:
    lines = told(attempt(WEAK, number=3), attempt(STRONG, number=17)).split("\n")

    bars = [line for line in lines if re.match(r"take \d+ +S", line)]
    assert len(bars[0]) < len(bars[1]) == 80


def test_texts_are_compared_by_their_shares() -> None:
    given_text = judged(
        tell(
            "S I ran the night shift of a ward with thirty beds for two years.",
            "R The handover fell from thirty minutes to nine for all of us there.",
        )
    )

    text = told(attempt(given_text), attempt(STRONG, number=2))

    assert row(text, "R Results, %")[:2] == ["48", "38"]
    assert "Results, s" not in text
    assert "Results, %" not in told(attempt(WEAK), attempt(STRONG))


def test_flags_are_not_compared_with_a_take_that_was_not_judged() -> None:
    text = told(
        attempt(WEAK, "no-why", number=3), attempt(unjudged("I led it."), number=4)
    )

    assert "The parts of take 4 could not be told, so flags are not compared." in text
    assert "Gone" not in text
    assert "its parts could not be told" in text


def test_answers_to_two_questions_are_called_so() -> None:
    one, other = attempt(WEAK, question="Why?"), attempt(STRONG, question="How?")

    assert not has_same_question(one, other)
    assert "These answer different questions" in told(one, other)
    assert has_same_question(one, attempt(STRONG, question=" WHY?"))


# What a change is worth


@pytest.mark.parametrize(
    ("series", "before", "after", "verdict"),
    [
        ("result-seconds", 6.0, 30.0, "now in band"),
        ("result-seconds", 30.0, 6.0, "out of band"),
        ("result-seconds", 25.0, 35.0, "in band"),
        ("result-seconds", 6.0, 12.0, "closer"),
        ("result-seconds", 50.0, 60.0, "farther"),
        ("result-seconds", 23.6, 36.4, "in band"),
        ("result-seconds", 6.0, 6.2, ""),
        ("fillers", 8.0, 2.0, "better"),
        ("fillers", 2.0, 8.0, "worse"),
        ("fillers", 2.0, 2.04, ""),
        ("articulation-rate", 150.0, 190.0, ""),
        ("result-seconds", None, 30.0, ""),
    ],
)
def test_a_change_is_worth_what_the_band_says(
    series: str, before: float | None, after: float | None, verdict: str
) -> None:
    known = series_named(series)
    assert known is not None

    assert Figure(known, before, after, known.band(DEFAULT_BANDS)).verdict == verdict


# Side by side


@given(st.lists(st.text(max_size=9)), st.lists(st.text(max_size=9)))
def test_blocks_side_by_side_keep_all_their_lines(
    left: list[str], right: list[str]
) -> None:
    lines = list(
        beside([(Piece(one),) for one in left], [(Piece(one),) for one in right], 20)
    )

    assert len(lines) == max(len(left), len(right))
    for line, one in zip(lines, right, strict=False):
        assert line[-1].text == one
        assert length_of(line[:-1]) == 24
    assert halves(160) == 78
