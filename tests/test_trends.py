"""Trends say what the takes say: medians, bands, the best, and the way so far."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practising import MAJOR, NOW, records, take
from voice_star.domain.answer import StarPart
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.domain.record import Raised, Record
from voice_star.domain.session import sessions_of
from voice_star.report.change import change_of, remarks_on
from voice_star.report.series import (
    FEWEST_WORDS,
    SERIES,
    Aim,
    Series,
    series_named,
    series_of_part,
)
from voice_star.report.smoothing import median_by_group, moving_median, window_of
from voice_star.report.table import table_of
from voice_star.report.trend import Trend, trend_of

many_records = st.lists(records(), max_size=15)
any_series = st.sampled_from(SERIES)
figures = st.lists(st.floats(0, 1_000), max_size=60).map(np.array)


def named(name: str) -> Series:
    """Return a series that there is."""
    series = series_named(name)
    assert series is not None
    return series


def trend(name: str, taken: list[Record], *, by_session: bool = False) -> Trend:
    """Return the trend of a series over takes."""
    return trend_of(
        table_of(taken), named(name), bands=DEFAULT_BANDS, by_session=by_session
    )


def results(*seconds: float, days: float = 1) -> list[Record]:
    """Return takes, so many days apart, that spend so long on the result."""
    n_takes = len(seconds)
    return [
        take(
            index + 1,
            days=days * (n_takes - 1 - index),
            seconds=(20.0, 10.0, 60.0, one, 0.0),
        )
        for index, one in enumerate(seconds)
    ]


# Medians


@given(figures, st.integers(1, 9))
def test_a_moving_median_is_the_median_of_the_last_ones(
    values: np.ndarray, window: int
) -> None:
    medians = moving_median(values, window)

    expected = [
        np.median(values[max(0, stop - window) : stop])
        for stop in range(1, len(values) + 1)
    ]
    assert medians == pytest.approx(np.array(expected))


@given(st.lists(st.tuples(st.integers(0, 6), st.floats(0, 100)), max_size=40))
def test_the_median_of_a_group_is_that_of_its_values(
    pairs: list[tuple[int, float]],
) -> None:
    pairs.sort(key=lambda pair: pair[0])
    groups = np.array([group for group, _ in pairs], np.int64)
    values = np.array([value for _, value in pairs])

    medians = median_by_group(values, groups)

    expected = [np.median(values[groups == group]) for group in np.unique(groups)]
    assert medians == pytest.approx(np.array(expected))


@given(st.integers(0, 100_000))
def test_a_window_is_odd_and_neither_nervous_nor_slow(n_values: int) -> None:
    window = window_of(n_values)

    assert window % 2 == 1
    assert 5 <= window <= 25


# Columns


@given(many_records)
def test_the_columns_hold_the_sessions_that_are_told_elsewhere(
    taken: list[Record],
) -> None:
    table = table_of(taken)

    sessions = [
        number
        for number, session in enumerate(sessions_of(taken))
        for _ in session.records
    ]
    assert table.sessions.tolist() == sessions


@given(many_records, any_series)
def test_every_take_is_told_or_left_out_whole(
    taken: list[Record], series: Series
) -> None:
    figures = series.measure(table_of(taken))

    assert figures.shape == (len(taken),)
    assert not np.isinf(figures).any()
    assert (figures[~np.isnan(figures)] >= 0).all()


@given(many_records, any_series)
def test_no_false_start_and_no_silent_text_is_charted(
    taken: list[Record], series: Series
) -> None:
    table = table_of(taken)

    is_told = ~np.isnan(series.measure(table))

    assert (table.n_words[is_told] >= FEWEST_WORDS).all()
    if series.id in {"speech-rate", "fillers", "length", "result-seconds"}:
        assert not np.isnan(table.duration[is_told]).any()


@given(many_records, st.randoms())
def test_the_order_in_which_takes_are_given_does_not_matter(
    taken: list[Record], random: np.random.Generator
) -> None:
    taken = [replace(record, id=index + 1) for index, record in enumerate(taken)]
    shuffled = list(taken)
    random.shuffle(shuffled)

    for series in SERIES:
        one, other = (series.measure(table_of(some)) for some in (taken, shuffled))
        assert np.array_equal(one, other, equal_nan=True)


def test_a_share_is_of_the_time_or_of_the_words_without_sound() -> None:
    record = take(seconds=(20.0, 10.0, 50.0, 20.0, 0.0))
    text = replace(record, duration=None, seconds=(), words=(60, 0, 30, 10, 0))

    assert trend("result-share", [record]).values.tolist() == [20.0]
    assert trend("result-share", [text]).values.tolist() == [10.0]


def test_fillers_are_counted_by_the_minute() -> None:
    assert trend("fillers", [take(n_fillers=8)]).values.tolist() == [4.0]


def test_flags_of_a_take_that_was_not_judged_are_not_none() -> None:
    unjudged = replace(take(), words=(), seconds=())
    flagged = take(2, flags=(Raised("no-why", MAJOR),) * 2)

    assert trend("flags", [unjudged, flagged]).values.tolist() == [2.0]


def test_every_part_has_its_seconds_and_its_share() -> None:
    for part in StarPart:
        kinds = [series.unit for series in series_of_part(part)]
        expected = [] if part is StarPart.OTHER else [" s", " % of the answer"]
        assert kinds == expected


def test_no_two_series_have_one_id_and_every_label_fits() -> None:
    assert len({series.id for series in SERIES}) == len(SERIES)
    assert all(len(series.label) <= 18 for series in SERIES)
    assert series_named("charm") is None


# Trends


@given(many_records, any_series, st.booleans())
def test_a_trend_is_in_order_of_time_and_never_unknown(
    taken: list[Record],
    series: Series,
    by_session: bool,  # noqa: FBT001
) -> None:
    one = trend(series.id, taken, by_session=by_session)

    assert not np.isnan(one.values).any()
    assert one.medians.shape == one.moments.shape == one.values.shape
    assert (np.diff(one.moments) >= 0).all()


@given(many_records, any_series)
def test_a_session_stands_between_its_takes(
    taken: list[Record], series: Series
) -> None:
    by_take = trend(series.id, taken)
    by_session = trend(series.id, taken, by_session=True)

    assert len(by_session) <= len(by_take)
    if len(by_take):
        assert by_take.values.min() <= by_session.values.min()
        assert by_session.values.max() <= by_take.values.max()


def test_the_takes_of_one_sitting_are_one_session() -> None:
    taken = [take(n, minutes=30 - 10 * n, n_fillers=2 * n) for n in (1, 2, 3)]

    assert trend("fillers", taken, by_session=True).values.tolist() == [2.0]


@given(many_records, any_series)
def test_nothing_is_better_than_the_best(taken: list[Record], series: Series) -> None:
    one = trend(series.id, taken)

    if one.best is None:
        assert not len(one) or series.aim is Aim.NONE
    elif series.aim is Aim.LESS or one.band is None:
        assert one.values[one.best] == one.values.min()
    else:
        low, high = one.band
        away = np.fmax(0, np.fmax(low - one.values, one.values - high))
        assert away[one.best] == away.min()


@given(st.lists(st.sampled_from([0.0, 10.0, 23.6, 30.0, 36.4, 40.0]), max_size=20))
def test_the_longest_run_is_within_the_band_all_along(seconds: list[float]) -> None:
    one = trend("result-seconds", results(*seconds))

    told = "".join("#" if 24 <= round(x) <= 36 else " " for x in seconds)
    assert one.longest_run == max(map(len, told.split()), default=0)


def test_a_figure_is_within_the_band_as_it_is_shown() -> None:
    assert trend("result-seconds", results(23.6, 36.4, 36.6)).is_within.tolist() == [
        True,
        True,
        False,
    ]


# In words


def test_the_change_since_the_first_take_is_told() -> None:
    one = trend("result-seconds", results(6, 12, 24, days=15))

    assert change_of(one, now=NOW) == "Results: 6 s in May, 24 s now"


def test_a_change_within_a_day_begins_at_first() -> None:
    one = trend("result-seconds", results(6, 24, days=0.01))

    assert change_of(one, now=NOW) == "Results: 6 s at first, 24 s now"


def test_the_latest_take_is_not_called_now_after_two_weeks() -> None:
    one = trend("result-seconds", results(6, 24))

    told = change_of(one, now=NOW + timedelta(days=40))

    assert told == "Results: 6 s in June, 24 s in the latest take"


def test_another_year_is_named() -> None:
    one = trend("fillers", [take(1, days=300, n_fillers=8), take(2)])

    assert (
        change_of(one, now=NOW)
        == "Fillers: 4.0 a minute in August 2025, 0.0 a minute now"
    )


def test_one_take_is_no_change_and_none_is_nothing() -> None:
    assert list(remarks_on(trend("result-seconds", results(6)), now=NOW)) == [
        "Results: 6 s in the only take so far."
    ]
    assert list(remarks_on(trend("result-seconds", []), now=NOW)) == [
        "Results: no take tells it yet."
    ]


def test_the_middle_of_the_last_takes_is_told_from_five_on() -> None:
    four = list(remarks_on(trend("result-seconds", results(6, 8, 9, 24)), now=NOW))
    six = list(remarks_on(trend("result-seconds", results(1, 6, 8, 9, 7, 24)), now=NOW))

    assert four[0] == "Results: 6 s on Sun, 24 s now."
    assert six[0] == "Results: 1 s on Fri, 24 s now; 8 s in the middle of the last 5."


def test_takes_in_the_band_are_counted_and_the_nearest_is_named() -> None:
    within = list(remarks_on(trend("result-seconds", results(1, 25, 30, 50)), now=NOW))
    outside = list(remarks_on(trend("result-seconds", results(1, 20, 50)), now=NOW))

    assert within[1] == "In the band in 2 of 4 takes, at best 2 in a row."
    assert outside[1] == "Nearest to the band so far: 20 s (yesterday)."


def test_fewer_fillers_are_a_personal_best() -> None:
    taken = [take(1, days=3, n_fillers=8), take(2, days=2), take(3, n_fillers=2)]

    told = list(remarks_on(trend("fillers", taken), now=NOW))

    assert told[1] == "Personal best: 0.0 a minute (Mon)."


def test_nobody_is_praised_for_a_figure_that_is_neither_good_nor_bad() -> None:
    taken = [take(1, days=1), take(2)]

    assert len(list(remarks_on(trend("articulation-rate", taken), now=NOW))) == 1


def test_ten_thousand_takes_are_grouped_and_charted_in_one_go() -> None:
    # What it takes is measured in bench/; here only that nothing is quadratic.
    taken = [take(n, days=n / 9, n_fillers=n % 9) for n in range(1, 10_001)]

    started = time.process_time()
    table = table_of(taken)
    for series in SERIES:
        trend_of(table, series, bands=DEFAULT_BANDS, by_session=True)

    assert time.process_time() - started < 5
