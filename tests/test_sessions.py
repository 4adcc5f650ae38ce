"""Records are what their attempts say; sessions share them out; a choice is exact."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judged import judged_reviews, unjudged, without_sound
from tests.practising import MAJOR, NOW, moments, records, take
from voice_star.domain.answer import StarPart
from voice_star.domain.attempt import Attempt
from voice_star.domain.record import PARTS, Raised, Record, record_of
from voice_star.domain.review import Review
from voice_star.domain.session import BREAK, Choice, Session, chosen, sessions_of

many_records = st.lists(records(), max_size=12)

EVERYTHING = Choice()

attempts = st.builds(
    Attempt, st.integers(1, 99), moments, judged_reviews(), st.none() | st.text()
)


# Records


@given(attempts)
def test_a_record_says_what_its_attempt_says(attempt: Attempt) -> None:
    record = record_of(attempt)

    answer = attempt.review.answer
    pacing = answer.pacing
    assert (record.id, record.moment) == (attempt.id, attempt.moment)
    assert (record.question, record.story) == (attempt.review.question, attempt.story)
    assert record.n_words == len(answer.transcript.spoken)
    assert record.n_words + record.n_filled_pauses == len(answer.transcript.words)
    assert record.duration == (None if pacing is None else pacing.duration)
    assert record.speech_rate == (None if pacing is None else pacing.speech_rate)
    assert [f.rule for f in record.flags] == [f.rule for f in attempt.review.flags]


@given(attempts)
def test_the_parts_of_a_record_make_up_the_whole(attempt: Attempt) -> None:
    record = record_of(attempt)

    assert record.is_judged
    assert sum(record.words) == record.n_words
    if record.seconds:
        assert sum(record.seconds) == pytest.approx(record.duration)
    for part in PARTS:
        paced = attempt.review.answer.pacing_of(part)
        assert record.words_of(part) == (0 if paced is None else paced.n_words)


@given(attempts)
def test_a_record_without_sound_makes_up_no_seconds(attempt: Attempt) -> None:
    record = record_of(attempt)

    assert bool(record.seconds) == (attempt.review.answer.pacing is not None)
    assert (record.seconds_of(StarPart.RESULT) is None) == (record.duration is None)


def test_a_moment_needs_its_time_zone() -> None:
    naive = datetime(2026, 6, 10)  # noqa: DTZ001

    with pytest.raises(ValueError, match="time zone"):
        Record(1, naive)


def test_a_record_has_a_figure_for_each_part_or_none() -> None:
    with pytest.raises(ValueError, match="each part"):
        Record(1, NOW, words=(1, 2))


# Sessions


@given(many_records)
def test_sessions_share_out_all_takes_in_order(taken: list[Record]) -> None:
    sessions = sessions_of(taken)

    told = [record for session in sessions for record in session.records]
    assert sorted(told, key=id) == sorted(taken, key=id)
    assert [r.moment for r in told] == sorted(r.moment for r in taken)


@given(many_records)
def test_between_two_sessions_lies_a_break(taken: list[Record]) -> None:
    for before, after in pairwise(sessions_of(taken)):
        last = max(record.end for record in before.records)
        assert after.moment - last >= BREAK


@given(many_records)
def test_within_a_session_lies_no_break(taken: list[Record]) -> None:
    for session in sessions_of(taken):
        end = session.records[0].end
        for record in session.records:
            assert record.moment - end < BREAK
            end = max(end, record.end)


@pytest.mark.parametrize(("gap", "n_sessions"), [(29.9, 1), (30, 2)])
def test_thirty_minutes_after_the_end_of_a_take_is_another_session(
    gap: float, n_sessions: int
) -> None:
    # A take of `take` lasts two minutes.
    pair = [take(1, minutes=gap + 2), take(2, minutes=0)]

    assert len(sessions_of(pair)) == n_sessions


def test_a_session_tells_how_long_was_spoken() -> None:
    (session,) = sessions_of([take(1, minutes=10), take(2, minutes=5)])

    assert session.spoken == 240


def test_no_takes_are_no_session() -> None:
    assert sessions_of([]) == ()
    with pytest.raises(ValueError, match="at least one"):
        Session(())


# Choosing


@given(many_records)
def test_nothing_asked_chooses_everything(taken: list[Record]) -> None:
    assert chosen(taken, EVERYTHING, zone=UTC) == tuple(taken)


@given(many_records, st.dates(date(2020, 1, 1), date(2026, 6, 10)))
def test_every_take_is_before_a_day_or_from_it_on(
    taken: list[Record], day: date
) -> None:
    before = Choice(until=day - timedelta(days=1))
    after = Choice(since=day)

    counts = [len(chosen(taken, one, zone=UTC)) for one in (before, after)]

    assert sum(counts) == len(taken)


def test_a_day_is_that_of_where_the_user_is() -> None:
    late = Record(1, datetime(2026, 6, 9, 23, 30, tzinfo=UTC))
    choice = Choice(since=date(2026, 6, 10))

    assert chosen([late], choice, zone=UTC) == ()
    assert chosen([late], choice, zone=timezone(timedelta(hours=1))) == (late,)


def test_a_question_chooses_by_its_words_and_a_flag_by_its_rule() -> None:
    flagged = take(1, flags=(Raised("no-why", MAJOR),))
    other = take(2, question="How?")
    unasked = take(3, question=None, story="lift")

    every = [flagged, other, unasked]
    assert chosen(every, Choice(questions=frozenset({"why?"})), zone=UTC) == (flagged,)
    assert chosen(every, Choice(flag="no-why"), zone=UTC) == (flagged,)
    assert chosen(every, Choice(story="lift"), zone=UTC) == (unasked,)


def test_an_unjudged_text_is_a_record_all_the_same() -> None:
    attempt = Attempt(7, NOW, Review(without_sound(unjudged("I led it."))))

    record = record_of(attempt)

    assert (record.seconds, record.words, record.is_judged) == ((), (), False)
    assert record.n_words == 3
