"""Pieces are short enough to be heard, never overlap, and hold all of the voice."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sounds import fixture_take, known, take_of, tone
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.take import Take, to_pcm
from voice_star.domain.timeline import Seconds, Span, gaps
from voice_star.speech.pieces import cut_pieces
from voice_star.speech.transcriber import LONGEST_PIECE

HOUR = Take(
    Path("hour.wav"),
    samplerate=SAMPLERATE,
    n_channels=1,
    pcm=np.resize(to_pcm(tone(7.3, peak=0.3)), 3_660 * SAMPLERATE),
)
"""A little more than an hour without a breath."""


@st.composite
def voices(draw: st.DrawFn) -> list[Span]:
    """Draw up to an hour of voice, some of it breathless, some of it clipped words."""
    lengths = st.one_of(st.floats(0.05, 5), st.floats(5, 600))
    silences = st.one_of(st.floats(0.12, 1), st.floats(1, 60))
    now = draw(st.floats(0, 10))
    spans: list[Span] = []
    for _ in range(draw(st.integers(1, 40))):
        length = draw(lengths)
        if now + length > 3_600:
            break
        spans.append(Span(now, now + length))
        now += length + draw(silences)
    return spans


def assert_pieces_hold(pieces: tuple[Span, ...], voice: list[Span]) -> None:
    assert all(piece.duration <= LONGEST_PIECE + 1e-6 for piece in pieces)
    assert all(before.end <= after.start for before, after in pairwise(pieces))
    for span in voice:
        covered = sum(piece.overlap(span) for piece in pieces)
        assert covered == pytest.approx(span.duration, abs=1e-6)


@given(voices())
def test_pieces_are_short_apart_and_hold_all_of_the_voice(voice: list[Span]) -> None:
    assert_pieces_hold(cut_pieces(HOUR, voice), voice)


@pytest.mark.parametrize("length", [23.4, 23.41, 24, 30, 46.8, 100, 3_600])
def test_breathless_speech_is_cut_as_well(length: Seconds) -> None:
    voice = [Span(0.5, 0.5 + length)]

    pieces = cut_pieces(HOUR, voice)

    assert_pieces_hold(pieces, voice)
    assert len(pieces) <= length / 10 + 1


@given(voices())
def test_every_piece_has_voice_in_it(voice: list[Span]) -> None:
    for piece in cut_pieces(HOUR, voice):
        assert any(piece.overlap(span) > 0 for span in voice)


@given(voices())
def test_a_stretch_of_voice_that_fits_is_never_cut(voice: list[Span]) -> None:
    pieces = cut_pieces(HOUR, voice)

    for span in voice:
        if span.duration < LONGEST_PIECE - 4:
            assert any(span in piece for piece in pieces)


def test_no_voice_makes_no_pieces() -> None:
    assert cut_pieces(take_of(tone(1)), []) == ()


def test_pieces_lie_within_the_take() -> None:
    take = take_of(tone(10))

    assert cut_pieces(take, [Span(0, 10)]) == (Span(0, 10),)


def test_a_little_of_the_silence_around_it_stays_with_a_piece() -> None:
    (piece,) = cut_pieces(HOUR, [Span(5, 10)])

    assert 0.1 <= 5 - piece.start <= 1
    assert 0.1 <= piece.end - 10 <= 1


def test_a_long_silence_is_in_no_piece() -> None:
    pieces = cut_pieces(HOUR, [Span(1, 3), Span(15, 18)])

    assert len(pieces) == 2
    assert all(piece.overlap(Span(4, 14)) == 0 for piece in pieces)


def test_breathless_speech_is_cut_where_it_is_quietest() -> None:
    sound = tone(40)
    for second in range(1, 40):
        sound[second * SAMPLERATE : second * SAMPLERATE + 3_000] *= 0.01
    take = take_of(sound)

    cuts = _cuts(cut_pieces(take, [Span(0, 40)]))

    assert cuts
    for cut in cuts:
        assert float(np.abs(take.samples(cut)).max()) < 0.02


def test_a_real_answer_is_cut_only_at_its_pauses() -> None:
    take = fixture_take("strong")
    pauses = [Span(pause["start"], pause["end"]) for pause in known("strong")["pauses"]]
    end = Span(take.duration - 0.1, take.duration)
    voice = list(gaps([Span(0, 0.5), *pauses, end]))

    pieces = cut_pieces(take, voice)

    assert_pieces_hold(pieces, voice)
    assert all(any(p.overlap(cut) > 0 for p in pauses) for cut in _cuts(pieces))


def _cuts(pieces: tuple[Span, ...]) -> list[Span]:
    """Return a sliver of time around each cut between pieces."""
    return [
        Span(before.end - 0.001, after.start + 0.001)
        for before, after in pairwise(pieces)
    ]
