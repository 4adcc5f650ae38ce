"""What history and charts are drawn from: lines that fit, and every take once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practising import MAJOR, MINOR, NOW, records, take
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.domain.record import PARTS, Raised, Record
from voice_star.domain.session import Session
from voice_star.report.historyrows import (
    bars_of,
    head_row,
    listed,
    matching,
    session_row,
    take_row,
)
from voice_star.report.styled import Line, length_of
from voice_star.report.trendpage import block_height, choices_of, page_of_charts

many = st.lists(records(), max_size=12, unique_by=lambda one: one.id)
widths = st.integers(78, 200)


def text(line: Line) -> str:
    return "".join(piece.text for piece in line)


@given(many)
def test_every_take_is_listed_once_the_latest_session_first(
    takes: list[Record],
) -> None:
    found = listed(takes)

    rows = [one for one in found.entries if isinstance(one, Record)]
    headings = [one for one in found.entries if isinstance(one, Session)]
    assert sorted(one.id for one in rows) == sorted(one.id for one in takes)
    assert found.n_takes == len(takes)
    assert found.n_sessions == len(headings)
    moments = [one.moment for one in rows]
    assert moments == sorted(moments, reverse=True)
    if takes:
        assert isinstance(found.entries[0], Session)


@given(records(), widths)
def test_a_row_fits_and_its_columns_stand_under_their_heads(
    record: Record, width: int
) -> None:
    row = take_row(record, width, now=NOW)

    assert length_of(row) <= width
    assert text(row).startswith("  ")
    assert str(record.id) in text(row)
    head = text(head_row(width))
    assert length_of(head_row(width)) <= width
    before = "".join(piece.text for piece in row[:-1])
    assert len(head) - len("fix next") == head.index("fix next")
    assert length_of(row[:-1]) == length_of(head_row(width)) - len("fix next"), before


@given(records())
def test_a_heading_says_its_day_and_how_many(record: Record) -> None:
    assert "1 take" in text(session_row(Session((record,)), now=NOW))


def test_a_part_that_is_missing_is_no_bar() -> None:
    bars = bars_of(take(seconds=(20.0, 10.0, 60.0, 0.0, 0.0)))

    assert text(bars)[-1] == "0"
    assert text(bars)[2] > text(bars)[0] > text(bars)[1]
    assert len(bars) == len(PARTS) - 1


# What is found

SOUGHT = (
    take(1, question="What are you proudest of?", story="The handover"),
    take(2, question="Why?", flags=(Raised("no-why", MAJOR),)),
    take(3, question=None, flags=(Raised("solo-story", MINOR),)),
)


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("", [1, 2, 3]),
        ("PROUD", [1]),
        ("handover proud", [1]),
        ("no why", [2]),
        ("no-why", [2]),
        ("solo", [3]),
        ("#3", [3]),
        ("strong", [1]),
        ("proud solo", []),
    ],
)
def test_takes_are_found_by_question_story_and_flag(said: str, ids: list[int]) -> None:
    assert [one.id for one in matching(SOUGHT, said)] == ids


# Charts


@given(many, st.integers(40, 200), st.integers(5, 60), st.booleans())
def test_charts_fit_and_stand_where_pages_turn(
    takes: list[Record],
    width: int,
    height: int,
    by_session: bool,  # noqa: FBT001 - drawn
) -> None:
    lines = page_of_charts(
        takes, width, height, now=NOW, bands=DEFAULT_BANDS, by_session=by_session
    )

    assert max(map(length_of, lines), default=0) <= width
    if takes:
        assert len(lines) % block_height(width, height) == 0


def test_charts_tell_takes_medians_and_the_band() -> None:
    takes = [take(n, days=30 - n, n_fillers=n) for n in range(1, 12)]
    lines = page_of_charts(takes, 160, 46, now=NOW, bands=DEFAULT_BANDS)
    page = "\n".join(map(text, lines))

    for name in ("Speech rate", "Fillers", "Situation", "Results", "Flags", "Length"):
        assert f"{name}," in page
    assert "(aim: 24-36)" in page
    assert "median of the last 5" in page
    assert len(lines) <= 46


def test_what_was_practised_last_can_be_charted_first() -> None:
    takes = (
        take(1, days=9, question="Why?", story="Old"),
        take(2, days=5, question="How?"),
        take(3, days=4, question="why? ", story="New"),
    )
    names = [name for name, _ in choices_of(takes)]

    assert names == ["All questions", "why? ", "How?", "Story: New", "Story: Old"]
    assert [len(some) for _, some in choices_of(takes)] == [3, 2, 1, 1, 1]
    assert choices_of(()) == (("All questions", ()),)
