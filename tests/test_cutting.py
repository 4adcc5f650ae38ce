"""A take in the making is cut as its sound comes: once cut, a piece stays."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sounds import part_of
from tests.test_pieces import HOUR, assert_pieces_hold, voices
from voice_star.domain.timeline import Seconds, Span
from voice_star.speech.cutting import RunningCut, left_out
from voice_star.speech.transcriber import LONGEST_PIECE

if TYPE_CHECKING:
    from voice_star.domain.take import Take


@st.composite
def short_voices(draw: st.DrawFn) -> list[Span]:
    """Draw some minutes of voice with pauses as people make them."""
    now = draw(st.floats(0, 3))
    spans: list[Span] = []
    for _ in range(draw(st.integers(1, 40))):
        length = draw(st.one_of(st.floats(0.2, 5), st.floats(5, 40)))
        spans.append(Span(now, now + length))
        now += length + draw(st.one_of(st.floats(0.12, 0.9), st.floats(0.9, 6)))
    return spans


class KnownVoice:
    """A voice that is known beforehand, and found as far as the take goes."""

    def __init__(self, voice: list[Span]) -> None:
        self._voice = voice
        self.now = 0.0

    def listen(self, take: Take) -> None:
        """Go as far as the take."""
        self.now = take.duration

    def spans(self, since: Seconds = 0.0) -> list[Span]:
        """Return what is said so far."""
        return [
            Span(span.start, min(span.end, self.now))
            for span in self._voice
            if span.start < self.now and span.end > since
        ]

    def final(self, take: Take) -> tuple[Span, ...]:
        """Return all of it."""
        del take
        return tuple(self._voice)


def cut(voice: list[Span], moments: list[Seconds], end: Seconds) -> RunningCut:
    """Cut a take that is looked at at some moments, and when it is over."""
    running = RunningCut(KnownVoice(voice))
    for moment in sorted(moments):
        running.advance(part_of(HOUR, Span(0, moment)))
    running.advance(part_of(HOUR, Span(0, end)), is_over=True)
    return running


def even(end: Seconds, step: Seconds) -> list[Seconds]:
    return [step * index for index in range(1, int(end / step) + 1)]


@settings(max_examples=25)
@given(short_voices(), st.floats(0.16, 9))
def test_it_makes_no_difference_how_often_it_looks(
    voice: list[Span], step: Seconds
) -> None:
    end = voice[-1].end + 1

    assert cut(voice, even(end, step), end).closed == cut(voice, [], end).closed


@given(voices())
def test_pieces_are_short_apart_and_hold_all_of_the_voice(voice: list[Span]) -> None:
    end = voice[-1].end + 0.5

    assert_pieces_hold(tuple(cut(voice, [], end).closed), voice)


@given(short_voices())
def test_the_piece_heard_ahead_is_the_one_that_comes_if_the_speaker_stops(
    voice: list[Span],
) -> None:
    silent_since = voice[-1].end
    running = RunningCut(KnownVoice(voice))
    running.advance(part_of(HOUR, Span(0, silent_since + 0.31)))

    ahead = running.piece_if_over()

    running.advance(part_of(HOUR, Span(0, silent_since + 0.4)), is_over=True)
    assert ahead is not None
    assert running.closed[-1] == ahead


@given(st.floats(0, 2), st.floats(3, 20), st.floats(0.32, 3), st.floats(0.5, 20))
def test_it_comes_too_if_the_speaker_goes_on(
    start: Seconds, length: Seconds, pause: Seconds, more: Seconds
) -> None:
    first = Span(start, start + length)
    last = Span(first.end + pause, first.end + pause + more)
    running = RunningCut(KnownVoice([first, last]))
    running.advance(part_of(HOUR, Span(0, first.end + 0.31)))
    ahead = running.piece_if_over()
    is_about_to_close = running.is_about_to_close()

    running.advance(part_of(HOUR, Span(0, last.end + 0.4)), is_over=True)

    assert is_about_to_close
    assert running.closed[0] == ahead
    assert len(running.closed) == 2


@pytest.mark.parametrize(
    "voice",
    [
        pytest.param([Span(1, 3.9), Span(4.4, 9)], id="begins too short"),
        pytest.param([Span(1, 7), Span(7.19, 9)], id="pause too short"),
    ],
)
def test_a_piece_is_long_enough_to_stand_alone(voice: list[Span]) -> None:
    running = cut(voice, [], 9.4)

    assert len(running.closed) == 1


def test_a_short_run_does_not_close_at_a_short_pause() -> None:
    running = RunningCut(KnownVoice([Span(1, 3.9)]))
    running.advance(part_of(HOUR, Span(0, 4.4)))

    assert running.piece_if_over() == Span(0, 4.1)
    assert not running.is_about_to_close()


def test_nothing_is_heard_ahead_before_the_speaker_is_silent() -> None:
    running = RunningCut(KnownVoice([Span(1, 6)]))

    running.advance(part_of(HOUR, Span(0, 6.1)))

    assert running.open_run() == Span(1, 6)
    assert running.piece_if_over() is None


@pytest.mark.parametrize(
    ("length", "pause", "is_cut"),
    [
        (2, 1, False),
        (2, 4.5, True),
        (4, 0.25, False),
        (4, 0.35, True),
        (20, 0.25, True),
    ],
)
def test_the_longer_a_piece_the_shorter_the_pause_that_ends_it(
    length: Seconds, pause: Seconds, *, is_cut: bool
) -> None:
    voice = [Span(1, 1 + length), Span(1 + length + pause, 1 + length + pause + 1)]

    running = RunningCut(KnownVoice(voice))
    running.advance(part_of(HOUR, Span(0, voice[1].end)))

    assert bool(running.closed) == is_cut


def test_breathless_speech_is_cut_while_it_goes_on() -> None:
    running = RunningCut(KnownVoice([Span(1, 200)]))

    running.advance(part_of(HOUR, Span(0, 100)))

    assert 3 <= len(running.closed) <= 9
    assert all(piece.duration <= LONGEST_PIECE for piece in running.closed)
    assert all(one.end == two.start for one, two in pairwise(running.closed))


def test_silence_before_a_word_counts_for_nobody() -> None:
    running = RunningCut(KnownVoice([]))

    running.advance(part_of(HOUR, Span(0, 30)), is_over=True)

    assert running.closed == []
    assert running.open_run() is None


def test_voice_that_no_piece_holds_is_left_out() -> None:
    voice = [Span(0, 1), Span(2, 3), Span(4, 5)]

    assert left_out(voice, [Span(0, 1.2), Span(2.9, 4.6)]) == [Span(2, 3)]
