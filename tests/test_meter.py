"""The level of an input is shown, and said to be wrong only where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.sounds import fixture_take, noise, silence, tone
from voice_star.audio.meter import Meter, TakeMeter
from voice_star.audio.notices import NoticeKind, no_sound
from voice_star.domain.take import to_pcm
from voice_star.domain.timeline import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 16_000
BLOCK = 320

SPOKEN = [
    "fading-strong",
    "long-setup",
    "non-native",
    "rambling",
    "retold",
    "strong",
    "told-as-we",
    "understated",
]


def told(samples: NDArray[Any]) -> list[NoticeKind]:
    """Return what is said of a take that sounds so."""
    pcm, meter = to_pcm(samples), TakeMeter(RATE)
    return [
        notice.kind
        for first in range(0, len(pcm), BLOCK)
        for notice in meter.judge(pcm[first : first + BLOCK])
    ]


def beginning(name: str) -> NDArray[np.float32]:
    return fixture_take(name).samples(Span(0, 12))


@pytest.mark.parametrize("name", SPOKEN)
def test_nothing_is_said_of_a_voice_as_it_should_be(name: str) -> None:
    assert told(beginning(name)) == []


@pytest.mark.parametrize("name", SPOKEN)
def test_a_voice_far_away_is_too_quiet(name: str) -> None:
    voice = beginning(name)
    loudest = float(np.sqrt(np.square(voice.reshape(-1, BLOCK)).mean(axis=1).max()))
    assert told(voice * 10 ** (-55 / 20) / loudest) == [NoticeKind.TOO_QUIET]


def test_a_voice_turned_up_too_far_is_too_loud() -> None:
    assert NoticeKind.TOO_LOUD in told(np.clip(40 * beginning("strong"), -1, 1))


def test_loud_noise_is_told() -> None:
    assert told(noise(6.0, level_db=-30)) == [NoticeKind.TOO_NOISY]


@pytest.mark.parametrize("samples", [silence(8.0), noise(8.0, level_db=-66)])
def test_whoever_thinks_before_speaking_is_told_nothing(samples: NDArray[Any]) -> None:
    assert told(samples) == []


def test_the_lowest_sample_counts_as_clipped() -> None:
    meter = TakeMeter(RATE)
    list(meter.judge(np.array([-32_768, 32_767, 32_000, 0], np.int16)))

    assert meter.n_clipped == 2


def test_a_peak_is_shown_for_a_moment_and_not_longer() -> None:
    meter = Meter(RATE)
    list(meter.hear(to_pcm(tone(0.1, peak=1.0))))
    assert meter.level == pytest.approx(1.0, abs=0.001)
    assert meter.is_clipping
    for _ in range(15):
        list(meter.hear(to_pcm(tone(0.02, peak=0.1))))

    assert meter.level == pytest.approx(0.1, abs=0.01)
    assert not meter.is_clipping


@pytest.mark.parametrize(
    ("platform", "settings"),
    [
        ("darwin", "Privacy & Security > Microphone"),
        ("win32", "Let desktop apps access your microphone"),
        ("linux", "sound settings"),
    ],
)
def test_zeros_are_told_with_what_to_allow_where(platform: str, settings: str) -> None:
    assert settings in no_sound(platform)
