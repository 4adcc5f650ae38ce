"""Charts fit, carry all without colour, and stand where their figures are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practising import NOW, records, take
from voice_star.report.chart import MEDIAN, TAKE, Chart, draw_chart, has_room
from voice_star.report.plain import columns
from voice_star.report.series import SERIES, Series, series_named
from voice_star.report.spark import BARS, spark
from voice_star.report.styled import painted
from voice_star.report.ticks import scale_of
from voice_star.report.trendtext import NOTHING, overview_as_text, trends_as_text

if TYPE_CHECKING:
    from voice_star.domain.record import Record

COLOUR = re.compile(r"\033\[[\d;]+m")

DOTS = re.compile(r"[\u2801-\u28ff]")

values = st.lists(st.floats(0, 10_000), min_size=1, max_size=200).map(np.array)
bands = st.none() | st.tuples(st.floats(0, 100), st.floats(0, 100)).map(
    lambda pair: (min(pair), max(pair))
)
many_records = st.lists(records(), max_size=12)


def drawn(
    figures: np.ndarray,
    *,
    band: tuple[float, float] | None = None,
    width: int = 80,
    height: int = 17,
) -> list[str]:
    """Return the lines of a chart, its medians all at the middle."""
    medians = np.full(len(figures), np.median(figures))
    chart = Chart(figures, medians, lambda index: f"day {index}", band)
    return painted(draw_chart(chart, width, height), colour=False).split("\n")


# Scales


@given(values, bands, st.integers(3, 40), st.booleans())
def test_every_value_has_a_dot_and_higher_ones_are_not_lower(
    figures: np.ndarray,
    band: tuple[float, float] | None,
    n_rows: int,
    from_zero: bool,  # noqa: FBT001
) -> None:
    scale = scale_of(figures, band, n_rows, is_from_zero=from_zero)

    dots = scale.dots(np.sort(figures))
    assert scale.low <= figures.min()
    assert figures.max() < scale.high
    assert dots.min() >= 0
    assert dots.max() < 4 * n_rows
    assert (np.diff(dots) >= 0).all()


@given(values, bands, st.integers(5, 40))
def test_written_figures_fall_from_row_to_row_and_there_are_enough(
    figures: np.ndarray, band: tuple[float, float] | None, n_rows: int
) -> None:
    scale = scale_of(figures, band, n_rows, is_from_zero=True)

    written = [float(label) for _, label in sorted(scale.labels().items())]
    assert written == sorted(set(written), reverse=True)
    assert len(written) >= 2
    assert written[-1] == 0


@given(values, st.integers(3, 40))
def test_a_written_figure_stands_in_its_own_row(
    figures: np.ndarray, n_rows: int
) -> None:
    scale = scale_of(figures, None, n_rows, is_from_zero=False)

    for row, label in scale.labels().items():
        if "e" not in label:
            assert scale.row(float(label)) == row


# Drawings


@given(values, bands, st.integers(20, 200), st.integers(5, 40))
def test_a_chart_fits_and_steers_nothing(
    figures: np.ndarray,
    band: tuple[float, float] | None,
    width: int,
    height: int,
) -> None:
    lines = drawn(figures, band=band, width=width, height=height)

    assert len(lines) == height
    assert max(columns(line) for line in lines) <= width
    assert all(line.isprintable() for line in lines)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=73).map(np.array))
def test_each_of_a_few_takes_has_its_dot(figures: np.ndarray) -> None:
    lines = drawn(figures)

    assert has_room(len(figures), 80)
    assert sum(line.count(TAKE) for line in lines) == len(figures)


@given(st.lists(st.floats(0, 100), min_size=74, max_size=300).map(np.array))
def test_many_takes_are_dots_with_the_median_in_every_column(
    figures: np.ndarray,
) -> None:
    lines = drawn(figures)

    assert TAKE not in "".join(lines)
    assert "".join(lines).count(MEDIAN) == 73


def test_a_rising_figure_rises() -> None:
    lines = drawn(np.array([0.0, 10.0, 20.0, 30.0]))

    found = [(line.index(TAKE), -row) for row, line in enumerate(lines) if TAKE in line]
    assert len(found) == 4
    assert sorted(found) == sorted(found, key=lambda place: place[1])


def test_the_band_is_told_without_colour() -> None:
    lines = drawn(np.array([5.0, 30.0]), band=(20.0, 40.0))

    is_heavy = ["┃" in line or "┫" in line for line in lines[:-2]]
    assert is_heavy[0]
    assert not is_heavy[-1]
    takes = [row for row, line in enumerate(lines) if TAKE in line]
    assert [is_heavy[row] for row in takes] == [True, False]


def test_the_days_stand_below_their_takes() -> None:
    lines = drawn(np.array([5.0, 30.0, 20.0]))

    assert [lines[-1].index(f"day {n}") for n in range(3)] == [7, 19, 31]


def test_a_day_that_has_no_room_is_left_out_but_the_last() -> None:
    lines = drawn(np.linspace(1, 2, 300))

    days = re.findall(r"day (\d+)", lines[-1])
    assert days[0] == "0"
    assert days[-1] == "299"
    assert len(days) < 12


# Bars


@given(values, st.integers(0, 60))
def test_bars_fill_no_more_than_their_room(figures: np.ndarray, width: int) -> None:
    bars = spark(figures, width)

    assert len(bars) == min(width, len(figures))
    assert set(bars) <= set(BARS)


def test_the_largest_has_the_highest_bar() -> None:
    assert spark(np.array([0.0, 7.0, 14.0]), 9) == "▁▅█"
    assert spark(np.array([0.0, 0.0]), 9) == "▁▁"


# On the screen


@given(many_records, st.sampled_from(SERIES), st.booleans())
def test_a_trend_fits_a_screen(
    taken: list[Record],
    series: Series,
    by_session: bool,  # noqa: FBT001
) -> None:
    text = trends_as_text(taken, [series], now=NOW, colour=False, by_session=by_session)

    lines = text.split("\n")
    assert len(lines) <= 24
    assert max(map(columns, lines)) <= 80
    assert all(line.isprintable() for line in lines)


@given(many_records, st.sampled_from([62, 80, 120]), st.booleans())
def test_an_overview_fits_a_screen(
    taken: list[Record],
    width: int,
    by_session: bool,  # noqa: FBT001
) -> None:
    text = overview_as_text(
        taken, now=NOW, colour=False, width=width, by_session=by_session
    )

    lines = text.split("\n")
    assert len(lines) <= 24
    assert max(map(columns, lines)) <= width
    assert all(line.isprintable() for line in lines)


@given(many_records)
def test_colour_adds_codes_and_nothing_else(taken: list[Record]) -> None:
    def both(*, colour: bool) -> str:
        charts = trends_as_text(taken, SERIES[:2], now=NOW, colour=colour)
        return charts + overview_as_text(taken, now=NOW, colour=colour)

    assert COLOUR.sub("", both(colour=True)) == both(colour=False)


def test_several_charts_share_the_height() -> None:
    taken = [take(1, days=2), take(2)]

    text = trends_as_text(taken, SERIES[:3], now=NOW, colour=False, height=66)

    assert len(text.split("\n")) <= 66
    assert text.count("└") == 3


def test_without_takes_it_is_said_what_a_trend_wants() -> None:
    assert overview_as_text([], now=NOW, colour=False) == NOTHING
    assert NOTHING in trends_as_text([], SERIES[:1], now=NOW, colour=False)


def test_what_is_usually_out_of_band_is_told_in_the_overview() -> None:
    taken = [take(n, days=9 - n, seconds=(20, 10, 60, 5, 0)) for n in range(1, 9)]

    text = overview_as_text(taken, now=NOW, colour=False)

    (row,) = re.findall(r"^R Results, s .*$", text, flags=re.MULTILINE)
    assert row.split()[3:8] == ["5", "5", "5", "24-36", "▼"]


@pytest.mark.parametrize("name", ["result-seconds", "fillers"])
def test_the_title_of_a_chart_tells_what_is_aimed_at(name: str) -> None:
    series = series_named(name)
    assert series is not None

    text = trends_as_text([take()], [series], now=NOW, colour=False)

    assert "over 1 take (aim: " in text.split("\n")[0]
