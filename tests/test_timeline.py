"""Spans are never empty; gaps and joins of spans keep to their order."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_star.domain.timeline import Span, gaps, joined

moments = st.floats(0, 10_000, allow_nan=False)
spans = st.builds(
    lambda start, length: Span(start, start + length), moments, st.floats(0.01, 60)
)
runs = st.lists(spans, max_size=30).map(sorted)
"""Spans in order; they may overlap."""


@pytest.mark.parametrize(
    ("start", "end"),
    [(1, 1), (2, 1), (-1, 1), (math.nan, 1), (0, math.nan), (math.inf, math.inf)],
)
def test_a_span_that_is_empty_or_upside_down_cannot_be_made(
    start: float, end: float
) -> None:
    with pytest.raises(ValueError, match="a span cannot run from"):
        Span(start, end)


def test_a_span_knows_its_length_and_its_middle() -> None:
    assert Span(1, 4).duration == 3
    assert Span(1, 4).middle == 2.5


def test_a_span_holds_what_lies_wholly_within_it() -> None:
    assert Span(1, 2) in Span(1, 2)
    assert Span(1, 2) in Span(0, 3)
    assert Span(1, 3.1) not in Span(0, 3)


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert Span(0, 1).overlap(Span(1, 2)) == 0


@given(spans, spans)
def test_overlap_is_mutual_and_no_longer_than_either(one: Span, other: Span) -> None:
    overlap = one.overlap(other)

    assert overlap == other.overlap(one)
    assert 0 <= overlap <= min(one.duration, other.duration) + 1e-9


@given(spans, st.floats(0, 1000))
def test_a_shifted_span_is_as_long_as_before(span: Span, by: float) -> None:
    assert span.shifted(by).duration == pytest.approx(span.duration)
    assert span.shifted(by).start == span.start + by


def test_there_is_no_gap_where_spans_touch_or_overlap() -> None:
    assert list(gaps([Span(0, 1), Span(1, 2), Span(1.5, 3), Span(4, 5)])) == [
        Span(3, 4)
    ]


def test_one_span_alone_has_no_gaps() -> None:
    assert not list(gaps([Span(0, 1)]))
    assert not list(gaps([]))


def test_spans_join_only_across_less_than_the_bound() -> None:
    near, far = Span(1.1, 2), Span(2.5, 3)

    assert joined([Span(0, 1), near, far], across=0.5) == (Span(0, 2), far)


@given(runs, st.floats(0.001, 5))
def test_joined_spans_are_apart_and_cover_what_was_covered(
    run: list[Span], across: float
) -> None:
    result = joined(run, across=across)

    assert all(after.start - before.end >= across for before, after in pairwise(result))
    assert all(any(span in whole for whole in result) for span in run)


@given(runs)
def test_joined_spans_and_their_gaps_make_up_the_whole(run: list[Span]) -> None:
    result = joined(run, across=0.001)

    parts = [*result, *gaps(result)]
    if result:
        whole = result[-1].end - result[0].start
        assert sum(part.duration for part in parts) == pytest.approx(whole)
    else:
        assert not parts
