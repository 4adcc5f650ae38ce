"""Voice found on the way is found alike however sound comes in, and as in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sounds import fixture_take, noise, part_of, silence, take_of
from voice_star.audio.running_voice import RunningVoice
from voice_star.audio.voice import find_voice
from voice_star.domain.timeline import Seconds, Span

if TYPE_CHECKING:
    from voice_star.domain.take import Take

PART = part_of(fixture_take("rambling"), Span(0, 12))


def listened(take: Take, moments: list[Seconds]) -> RunningVoice:
    """Return what has listened to a take at some moments, and to its end."""
    voice = RunningVoice()
    for moment in [*sorted(moments), take.duration]:
        voice.listen(part_of(take, Span(0, max(moment, 0.001))))
    return voice


@settings(max_examples=10)
@given(st.lists(st.floats(0, 12), max_size=40))
def test_it_makes_no_difference_when_it_listens(moments: list[Seconds]) -> None:
    assert listened(PART, moments).spans() == listened(PART, []).spans()


@settings(max_examples=10)
@given(st.floats(0.5, 11))
def test_what_was_found_stays_but_for_its_end(moment: Seconds) -> None:
    early = RunningVoice()
    early.listen(part_of(PART, Span(0, moment)))

    settled = early.now - 0.25
    first = [span for span in early.spans() if span.end < settled]
    assert listened(PART, [moment]).spans()[: len(first)] == first


@pytest.mark.parametrize("name", ["strong", "room-noise"])
def test_at_the_end_it_is_the_voice_of_a_file(name: str) -> None:
    take = part_of(fixture_take(name), Span(0, 75.3))

    assert listened(take, [10, 20.5, 61]).final(take) == find_voice(take)


def test_on_the_way_it_is_much_like_the_voice_of_a_file() -> None:
    found = listened(PART, []).spans()

    for span in find_voice(PART):
        assert sum(span.overlap(one) for one in found) >= 0.8 * span.duration


def test_voice_since_a_moment_is_the_end_of_all_voice() -> None:
    voice = listened(PART, [])
    everything = voice.spans()

    for span in everything:
        assert voice.spans(span.end) == [s for s in everything if s.end > span.end]


@pytest.mark.parametrize("sound", [silence(3), noise(3), np.zeros(0), np.zeros(100)])
def test_where_nobody_speaks_there_is_no_voice(
    sound: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> None:
    take = take_of(sound)
    voice = listened(take, [])

    assert voice.spans() == []
    assert voice.final(take) == ()
