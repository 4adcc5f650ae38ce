"""Voice is found where somebody speaks, to some hundredths; noise is none."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sounds import (
    FIXTURES,
    fixture_take,
    known,
    noise,
    part_of,
    silence,
    take_of,
    tone,
)
from voice_star.audio.files import open_take
from voice_star.audio.voice import find_voice, has_pitch
from voice_star.domain.timeline import Span, gaps
from voice_star.progress import Cancelled, Progress, Stage

NONSPEECH = FIXTURES / "speech" / "real" / "nonspeech"


def true_pauses(name: str, *, at_least: float) -> list[Span]:
    """Return the pauses of a recording that are at least so long."""
    pauses = [Span(pause["start"], pause["end"]) for pause in known(name)["pauses"]]
    return [pause for pause in pauses if pause.duration >= at_least]


@pytest.mark.parametrize("name", ["strong", "told-as-we", "rambling"])
def test_the_pauses_of_an_answer_are_found_to_some_hundredths(name: str) -> None:
    found = list(gaps(find_voice(fixture_take(name))))

    truth = true_pauses(name, at_least=0.5)
    errors = []
    for pause in truth:
        best = max(found, key=pause.overlap)
        assert best.overlap(pause) > 0.5 * pause.duration
        errors += [abs(best.start - pause.start), abs(best.end - pause.end)]
    assert median(errors) <= 0.06


@pytest.mark.parametrize("name", ["strong", "non-native", "room-noise"])
def test_every_word_has_voice_in_it(name: str) -> None:
    voice = find_voice(fixture_take(name))

    words = [Span(word["start"], word["end"]) for word in known(name)["words"]]
    heard = [sum(word.overlap(span) for span in voice) > 0 for word in words]
    assert sum(heard) >= 0.99 * len(words)


@pytest.mark.parametrize("name", ["strong", "room-noise"])
def test_stretches_of_voice_are_in_order_apart_and_within_the_take(name: str) -> None:
    take = fixture_take(name)

    voice = find_voice(take)

    assert all(before.end < after.start for before, after in pairwise(voice))
    assert voice[-1].end <= take.duration


@pytest.mark.parametrize(
    "sound",
    [
        silence(5),
        silence(0.01),
        np.zeros(0),
        np.zeros(1),
        noise(5),
        noise(5, level_db=-10),
        tone(5, pitch=50),
        tone(5, pitch=50) + noise(5),
        np.full(80_000, 0.5),
        np.full(80_000, 1.0),
    ],
    ids=[
        "silence",
        "a blink of silence",
        "nothing",
        "one sample",
        "hiss",
        "loud hiss",
        "hum",
        "hum and hiss",
        "a steady offset",
        "a stuck converter",
    ],
)
def test_made_sound_that_is_no_voice_is_not_taken_for_one(
    sound: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> None:
    assert find_voice(take_of(sound)) == ()


@pytest.mark.parametrize(
    "name",
    [
        "mains_hum_50Hz_20s.flac",
        "pink_-40dBFS_30s.flac",
        "silence_digital_30s.flac",
        "white_-35dBFS_30s.flac",
        "white_-60dBFS_30s.flac",
    ],
)
def test_recorded_hum_and_hiss_are_not_taken_for_a_voice(name: str) -> None:
    assert find_voice(open_take(NONSPEECH / name)) == ()


def test_words_survive_in_silence_that_is_digital_and_long() -> None:
    speech = part_of(fixture_take("strong"), Span(0, 5)).samples()
    take = take_of(np.concatenate([silence(20), speech, silence(40)]))

    voice = find_voice(take)

    assert voice
    assert all(span in Span(19.8, 25.2) for span in voice)


def test_a_voice_is_found_where_two_sections_of_the_detector_meet() -> None:
    speech = part_of(fixture_take("strong"), Span(0.5, 6)).samples()
    alone = find_voice(take_of(np.concatenate([silence(30), speech, silence(30)])))
    across = find_voice(take_of(np.concatenate([silence(57), speech, silence(3)])))

    assert sum(span.duration for span in across) == pytest.approx(
        sum(span.duration for span in alone), rel=0.05
    )


@pytest.mark.parametrize("gain", [0.03, 0.3, 3.0])
def test_a_voice_is_found_whether_it_is_soft_or_loud(gain: float) -> None:
    take = part_of(fixture_take("strong"), Span(0, 20))
    usual = sum(span.duration for span in find_voice(take))

    changed = find_voice(take_of(gain * take.samples()))

    assert sum(span.duration for span in changed) == pytest.approx(usual, rel=0.1)


def test_progress_is_reported_up_to_the_end() -> None:
    take = fixture_take("strong")
    reports: list[Progress] = []

    find_voice(take, on_progress=reports.append)

    done = [report.done for report in reports]
    assert done == sorted(done)
    assert done[-1] == pytest.approx(take.duration, abs=0.1)
    assert {report.stage for report in reports} == {Stage.LISTENING}


def test_whoever_listens_to_progress_can_end_the_search() -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        find_voice(fixture_take("strong"), on_progress=stop)


def test_a_voice_has_pitch() -> None:
    assert has_pitch(part_of(fixture_take("strong"), Span(0, 20)))


@pytest.mark.parametrize(
    "sound",
    [silence(3), noise(3), np.zeros(0), np.zeros(1), tone(3, pitch=2_000)],
    ids=["silence", "hiss", "nothing", "one sample", "a whistle"],
)
def test_sound_without_a_tone_that_a_voice_could_have_has_none(
    sound: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> None:
    assert not has_pitch(take_of(sound))


@given(st.integers(1, 3_000))
def test_any_length_of_sound_can_be_searched(n_samples: int) -> None:
    assert find_voice(take_of(noise(1)[:n_samples])) == ()
