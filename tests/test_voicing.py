"""Pitch and loudness are found part by part, from samples of each, in bounded time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saying import say, spoken_texts
from tests.sounds import fixture_take, noise, part_of, silence, take_of, tone
from tests.telling import tell, tell_fixture
from voice_star.analysis.voicing import (
    SHARES,
    measure_voicing,
    sample_stretches,
)
from voice_star.audio.pitch import track_voice
from voice_star.domain.answer import Segment, StarPart
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word, WordRange
from voice_star.domain.voicetrack import FRAME_PERIOD, VoiceTrack


def voiced(
    duration: float,
    *,
    pitch: float = 200.0,
    semitones: float = 0.0,
    level_db: float = -20.0,
    start: float = 0.0,
) -> VoiceTrack:
    """Return a voice that goes up and down by so much every other frame."""
    frames = np.arange(round(duration / FRAME_PERIOD), dtype=np.float64)
    times = start + FRAME_PERIOD * frames
    sway = semitones * np.where(frames % 2, 1.0, -1.0)
    return VoiceTrack(
        times,
        pitch * 2 ** (sway / 12),
        np.ones_like(times),
        np.full_like(times, level_db),
    )


def joined(*tracks: VoiceTrack) -> VoiceTrack:
    return VoiceTrack(
        *(
            np.concatenate([getattr(track, name) for track in tracks])
            for name in ("times", "pitch", "confidence", "level_db")
        )
    )


TEN_SECONDS = Transcript((Word("Ah", Span(0, 5)), Word("oh", Span(5, 10))))
TWO_PARTS = (
    Segment(StarPart.ACTION, WordRange(0, 1)),
    Segment(StarPart.RESULT, WordRange(1, 2)),
)


def test_each_part_has_its_own_pitch_spread_and_level() -> None:
    track = joined(
        voiced(5, semitones=3),
        voiced(5, pitch=180, semitones=1, level_db=-26, start=5),
    )

    voicing = measure_voicing(track, TEN_SECONDS, TWO_PARTS)

    assert voicing is not None
    assert voicing.level_db == pytest.approx(-23, abs=0.1)
    action, result = voicing.by_part
    assert (action.part, result.part) == (StarPart.ACTION, StarPart.RESULT)
    assert action.pitch_range == pytest.approx(3, abs=0.1)
    assert result.pitch_range == pytest.approx(1, abs=0.1)
    assert action.level_db == pytest.approx(-20)
    assert result.level_db == pytest.approx(-26)


def test_slips_by_an_octave_do_not_count_as_liveliness() -> None:
    track = voiced(10, semitones=2)
    track.pitch[::20] /= 2

    voicing = measure_voicing(track, TEN_SECONDS, ())

    assert voicing is not None
    assert voicing.pitch_range == pytest.approx(2, abs=0.1)


def test_two_seconds_of_voice_are_too_little_to_tell() -> None:
    assert measure_voicing(voiced(2), TEN_SECONDS, TWO_PARTS) is None


def test_a_part_with_a_second_of_voice_is_left_out() -> None:
    track = joined(voiced(5), voiced(1, start=5))

    voicing = measure_voicing(track, TEN_SECONDS, TWO_PARTS)

    assert voicing is not None
    assert voicing.of(StarPart.ACTION) is not None
    assert voicing.of(StarPart.RESULT) is None


def test_words_without_sound_have_no_voice() -> None:
    answer = tell("A I asked Ann.", "R It works.")

    assert sample_stretches(answer.transcript, answer.segments) == ()
    assert measure_voicing(voiced(9), answer.transcript, answer.segments) is None


@given(text=spoken_texts, pause=st.floats(0.02, 3), is_divided=st.booleans())
def test_samples_lie_within_the_answer_and_are_bounded(
    text: str, pause: float, *, is_divided: bool
) -> None:
    transcript = say(" ".join([text] * 8), pause=pause)
    n_words = len(transcript.words)
    half = max(1, n_words // 2)
    segments = (
        (
            Segment(StarPart.ACTION, WordRange(0, half)),
            Segment(StarPart.RESULT, WordRange(half, n_words)),
        )
        if is_divided and n_words > 1
        else ()
    )

    samples = sample_stretches(transcript, segments)

    first, last = transcript.words[0].span, transcript.words[-1].span
    assert first is not None
    assert last is not None
    assert all(
        first.start - 1e-6 <= sample.start < sample.end <= last.end + 1e-6
        for sample in samples
    )
    assert 0 < sum(s.duration for s in samples) <= sum(SHARES.values()) + 1e-6


def test_a_pure_tone_is_found_at_its_pitch_and_its_level() -> None:
    track = track_voice(take_of(tone(3, pitch=220, peak=0.1)), [Span(1, 2)])

    assert track.is_voiced.mean() > 0.9
    assert np.median(track.pitch) == pytest.approx(220, rel=0.01)
    assert np.median(track.level_db) == pytest.approx(-23, abs=0.2)
    assert track.times[0] == pytest.approx(1, abs=0.02)
    assert track.times[-1] == pytest.approx(2, abs=0.02)


def test_stretches_that_overlap_give_each_moment_once() -> None:
    take = take_of(tone(4, pitch=220))

    track = track_voice(take, [Span(2, 3.5), Span(0, 1), Span(0.5, 2.2), Span(3, 9)])

    assert (np.diff(track.times) > 0).all()
    assert track.times.size == pytest.approx(4 / FRAME_PERIOD, abs=6)


def test_a_stretch_is_followed_alike_whether_alone_or_in_the_whole() -> None:
    take = part_of(fixture_take("strong"), Span(0, 36))
    whole = track_voice(take, [Span(0, 36)])
    alone = track_voice(take, [Span(10, 12)])

    near = np.interp(alone.times, whole.times, whole.level_db)
    assert np.abs(near - alone.level_db).mean() < 1.0
    inside = (whole.times >= 10) & (whole.times < 12)
    assert alone.is_voiced.mean() == pytest.approx(
        whole.is_voiced[inside].mean(), abs=0.05
    )


@pytest.mark.parametrize(
    "stretches", [[], [Span(8, 9)]], ids=["none", "past the end of the take"]
)
def test_where_there_is_nothing_nothing_is_found(stretches: list[Span]) -> None:
    assert track_voice(take_of(noise(1)), stretches).times.size == 0


def test_silence_is_not_voiced() -> None:
    assert not track_voice(take_of(silence(3)), [Span(0, 3)]).is_voiced.any()


def test_a_spoken_answer_is_measured_from_a_third_of_its_sound() -> None:
    answer = tell_fixture("strong")
    samples = sample_stretches(answer.transcript, answer.segments)
    assert sum(s.duration for s in samples) < 50

    track = track_voice(fixture_take("strong"), samples)
    sampled = measure_voicing(track, answer.transcript, answer.segments)

    full = measure_voicing(
        track_voice(fixture_take("strong"), [Span(0, 140)]),
        answer.transcript,
        answer.segments,
    )
    assert sampled is not None
    assert full is not None
    for part in (StarPart.ACTION, StarPart.RESULT):
        one, other = sampled.of(part), full.of(part)
        assert one is not None
        assert other is not None
        assert one.level_db == pytest.approx(other.level_db, abs=0.7)
        assert one.pitch_range == pytest.approx(other.pitch_range, abs=0.4)


def test_a_track_has_as_many_pitches_as_times() -> None:
    with pytest.raises(ValueError, match="frame by frame"):
        VoiceTrack(np.zeros(2), np.zeros(3), np.zeros(2), np.zeros(2))
