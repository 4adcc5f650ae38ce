"""A take gives its sound from -1 to 1, as long as it says."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.sounds import take_of, tone
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.take import to_pcm, to_samples
from voice_star.domain.timeline import Span


def test_a_take_is_as_long_as_its_sound() -> None:
    assert take_of(tone(1.5)).duration == 1.5


def test_the_sound_is_float32_between_minus_one_and_one() -> None:
    samples = take_of(tone(1, peak=1.0)).samples()

    assert samples.dtype == np.float32
    assert -1 <= samples.min() < -0.99
    assert 0.99 < samples.max() < 1


def test_the_sound_of_a_span_is_the_part_it_names() -> None:
    take = take_of(tone(2))

    part = take.samples(Span(0.5, 0.75))

    assert np.array_equal(part, take.samples()[8_000:12_000])


@given(st.lists(st.integers(-32_768, 32_767), max_size=50))
def test_sixteen_bits_survive_the_way_there_and_back(numbers: list[int]) -> None:
    pcm = np.array(numbers, np.int16)

    assert np.array_equal(to_pcm(to_samples(pcm)), pcm)


@given(st.lists(st.floats(-10, 10), max_size=50))
def test_what_is_beyond_full_scale_is_cut_and_never_wraps_around(
    numbers: list[float],
) -> None:
    samples = np.array(numbers)

    pcm = to_pcm(samples)

    assert np.all(np.sign(pcm) * np.sign(samples) >= 0)
    assert np.all(pcm[samples > 1] == 32_767)
    assert np.all(pcm[samples < -1] == -32_768)


def test_the_engine_works_at_sixteen_kilohertz() -> None:
    assert SAMPLERATE == 16_000
