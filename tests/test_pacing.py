"""Pauses last 0.25 s or more; phonation and pauses make up the whole answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saying import WORD_LENGTH, say, spoken_texts, voice_of
from voice_star.analysis.pacing import PAUSE_FLOOR, find_pauses, measure_pacing
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word


@given(spoken_texts, st.floats(0.02, 3))
def test_phonation_and_pauses_make_up_the_whole_answer(text: str, pause: float) -> None:
    transcript = say(text, pause=pause)
    pauses = find_pauses(transcript, voice_of(transcript))

    pacing = measure_pacing(transcript, pauses)

    assert pacing is not None
    pausing = pacing.pause_share * pacing.duration
    assert pausing == pytest.approx(sum(pause.duration for pause in pauses))
    if pacing.n_words:
        phonation = 60 * pacing.n_words / pacing.articulation_rate
        assert phonation + pausing == pytest.approx(pacing.duration)
        assert pacing.articulation_rate >= pacing.speech_rate


@given(spoken_texts, st.floats(0.02, 3))
def test_pauses_are_never_short_and_lie_between_words(text: str, pause: float) -> None:
    transcript = say(text, pause=pause)
    spans = [word.span for word in transcript.words if word.span]

    for found in find_pauses(transcript, voice_of(transcript)):
        assert found.duration >= PAUSE_FLOOR
        assert all(found.overlap(span) < 1e-9 for span in spans)


@given(spoken_texts)
def test_every_word_is_counted_once_as_a_word_or_as_a_filler(text: str) -> None:
    transcript = say(text)

    pacing = measure_pacing(transcript, ())

    assert pacing is not None
    assert pacing.n_words + pacing.n_filled_pauses == len(transcript.words)
    assert pacing.n_words == len(transcript.spoken)


@pytest.mark.parametrize(("pause", "n_pauses"), [(0.24, 0), (0.26, 1), (5.0, 1)])
def test_a_silence_is_a_pause_from_a_quarter_second_on(
    pause: float, n_pauses: int
) -> None:
    transcript = say("I led … it", pause=pause)

    assert len(find_pauses(transcript, voice_of(transcript))) == n_pauses


def test_the_floor_of_a_pause_is_a_quarter_second() -> None:
    assert PAUSE_FLOOR == 0.25


def test_silence_before_the_first_word_and_after_the_last_is_no_pause() -> None:
    transcript = say("I led it", start=5)
    voice = [Span(0.1, 0.3), *voice_of(transcript), Span(20, 21)]

    assert find_pauses(transcript, voice) == ()


def test_the_onset_is_when_the_first_word_begins() -> None:
    pacing = measure_pacing(say("I led it", start=2.5), ())

    assert pacing is not None
    assert pacing.onset == 2.5
    assert pacing.duration == pytest.approx(3 * WORD_LENGTH)


def test_words_a_minute_leave_out_the_fillers() -> None:
    pacing = measure_pacing(say("Um, I uh, led"), ())

    assert pacing is not None
    assert pacing.speech_rate == pytest.approx(60 * 2 / (4 * WORD_LENGTH))


def test_nothing_can_be_timed_in_words_that_were_given() -> None:
    transcript = Transcript((Word("I"), Word("led")))

    assert measure_pacing(transcript, ()) is None
    assert find_pauses(transcript, [Span(0, 1), Span(3, 4)]) == ()


def test_nothing_can_be_timed_where_nobody_speaks() -> None:
    assert measure_pacing(Transcript(()), ()) is None
    assert find_pauses(Transcript(()), [Span(0, 1), Span(3, 4)]) == ()
