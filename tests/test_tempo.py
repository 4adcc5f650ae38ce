"""Speech is made faster and slower, and keeps its pitch, its level and its order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sounds import fixture_take, take_of, tone
from voice_star.audio.pitch import track_voice
from voice_star.audio.tempo import FASTEST, SLOWEST, at_speed
from voice_star.domain.take import Take, to_pcm
from voice_star.domain.timeline import Span

SPEEDS = (0.5, 0.75, 1.25, 1.5, 2.0)


def played(take: Take, speed: float) -> Take:
    pcm = np.concatenate(list(at_speed(take.pcm, speed)))
    return Take(take.path, samplerate=16_000, n_channels=1, pcm=pcm)


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("pitch", [65.0, 120.0, 220.0, 440.0])
def test_a_tone_keeps_its_pitch_and_its_level(pitch: float, speed: float) -> None:
    take = take_of(tone(1.0, pitch=pitch))

    sound = played(take, speed).samples()[2_000:-2_000]

    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 17))
    heard = np.argmax(spectrum) * 16_000 / (1 << 17)
    assert heard == pytest.approx(pitch, rel=0.01)
    assert np.sqrt(np.mean(sound**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.05)


@given(
    st.floats(SLOWEST, FASTEST),
    st.integers(0, 20_000),
)
@settings(max_examples=30, deadline=None)
def test_it_lasts_as_long_as_it_should(speed: float, n_samples: int) -> None:
    pcm = to_pcm(np.random.default_rng(1).uniform(-0.5, 0.5, n_samples))

    n_played = sum(map(len, at_speed(pcm, speed)))

    if n_samples < 640:
        assert n_played == n_samples
    else:
        assert n_played == pytest.approx(n_samples / speed, abs=160)


@pytest.mark.parametrize("speed", [0.75, 1.5])
def test_a_voice_keeps_its_pitch(speed: float) -> None:
    whole = fixture_take("strong")
    take = Take(
        whole.path, samplerate=16_000, n_channels=1, pcm=whole.pcm[: 16_000 * 6]
    )

    before, after = (
        track_voice(one, [Span(0, one.duration)]) for one in (take, played(take, speed))
    )

    was, now = (np.median(t.pitch[t.is_voiced]) for t in (before, after))
    assert now == pytest.approx(was, rel=0.03)


@pytest.mark.parametrize("speed", SPEEDS)
def test_each_moment_sounds_when_it_is_due(speed: float) -> None:
    bursts = np.zeros(32_000)
    for at in (8_000, 16_000, 24_000):
        bursts[at - 480 : at + 480] = tone(0.06, pitch=200)

    sound = np.abs(played(take_of(bursts), speed).samples())

    for at in (8_000, 16_000, 24_000):
        around = sound[round(at / speed) - 480 : round(at / speed) + 480]
        assert around.max() > 0.3
    assert sound[round(11_000 / speed) : round(13_000 / speed)].max() == 0


def test_its_own_speed_changes_nothing() -> None:
    pcm = to_pcm(tone(0.5))

    assert np.array_equal(np.concatenate(list(at_speed(pcm, 1.0))), pcm)


@pytest.mark.parametrize("speed", [0.0, 0.4, 2.5])
def test_no_other_speed_is_played(speed: float) -> None:
    with pytest.raises(ValueError, match="cannot be played"):
        next(at_speed(to_pcm(tone(0.5)), speed))
