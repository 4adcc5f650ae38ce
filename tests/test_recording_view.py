"""What is shown while recording fits any terminal, and says all without colour."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_star.domain.answer import StarPart
from voice_star.report.recording import Scene, Stage, draw_recording
from voice_star.report.styled import length_of, painted

SCENE = Scene(
    Stage.RECORDING,
    elapsed=72.4,
    target=120.0,
    question="What accomplishment are you proudest of?",
    level=0.2,
    words=("so", "two", "years", "ago"),
    tentative=("I", "was"),
    by_part={StarPart.SITUATION: 21.0, StarPart.TASK: 9.0, StarPart.ACTION: 38.2},
)


def shown(scene: Scene, *, width: int = 80, height: int = 24) -> str:
    """Return a scene as plain text."""
    return painted(draw_recording(scene, width, height), colour=False)


scenes = st.builds(
    Scene,
    stage=st.sampled_from(Stage),
    elapsed=st.floats(0, 9000),
    target=st.floats(10, 900),
    question=st.none() | st.text(max_size=300),
    level=st.floats(0, 1),
    is_clipping=st.booleans(),
    n_dropouts=st.integers(0, 9999),
    words=st.lists(st.text(min_size=1, max_size=30), max_size=400).map(tuple),
    tentative=st.lists(st.text(min_size=1, max_size=12), max_size=20).map(tuple),
    by_part=st.dictionaries(st.sampled_from(StarPart), st.floats(0, 9000)),
    cue=st.none() | st.text(max_size=90),
    notice=st.none() | st.text(max_size=90),
    lag=st.floats(0, 500),
)


@given(scenes, st.integers(40, 160), st.integers(10, 48))
def test_every_scene_fits(scene: Scene, width: int, height: int) -> None:
    lines = draw_recording(scene, width, height)

    assert len(lines) <= height
    assert all(length_of(line) <= width for line in lines)


@given(scenes)
def test_nothing_heard_can_steer_the_terminal(scene: Scene) -> None:
    text = painted(draw_recording(scene, 80, 24), colour=True)

    assert "\033" not in re.sub(r"\033\[[\d;]+m", "", text)


def test_stage_time_and_target_are_told() -> None:
    assert "● REC  1:12 / 2:00" in shown(SCENE)


def test_the_latest_words_stay_in_sight() -> None:
    words = tuple(f"word{index}" for index in range(900))

    text = shown(replace(SCENE, words=words, tentative=()), height=12)

    assert "word899" in text
    assert "word0 " not in text


def test_words_that_may_change_are_marked_without_colour() -> None:
    assert "so two years ago I was …" in shown(SCENE)
    assert "…" not in shown(replace(SCENE, tentative=()))


def test_each_part_has_its_letter_and_its_seconds() -> None:
    assert re.search(r"S ▒+ 21s +T ░+ 9s +A ▓+ 38s +R 0s", shown(SCENE))


@pytest.mark.parametrize(
    ("level", "told"), [(0.0, "silent"), (1.0, "0 dB"), (0.1, "-20 dB")]
)
def test_the_level_is_told_in_decibels(level: float, told: str) -> None:
    assert told in shown(replace(SCENE, level=level))


def test_the_meter_rises_with_the_level() -> None:
    steps = [
        shown(replace(SCENE, level=level)).count("▅") for level in (0.001, 0.05, 0.9)
    ]

    assert steps == sorted(steps)
    assert steps[0] < steps[-1]


def test_what_is_wrong_with_the_sound_comes_before_what_to_mind() -> None:
    both = replace(SCENE, cue="Half your time is gone.", notice="Nothing is heard.")

    assert "Nothing is heard." in shown(both)
    assert "Half your time" not in shown(both)
    assert "Half your time" in shown(replace(both, notice=None))


def test_lost_sound_loudness_and_lag_are_told() -> None:
    text = shown(replace(SCENE, is_clipping=True, n_dropouts=2, lag=12.0))

    assert "TOO LOUD" in text
    assert "2 dropouts" in text
    assert "12 s behind" in text
    assert "behind" not in shown(SCENE)


@pytest.mark.parametrize(
    ("stage", "keys"),
    [
        (Stage.READY, "space start"),
        (Stage.RECORDING, "space pause"),
        (Stage.PAUSED, "space go on"),
        (Stage.ENDING, "last words"),
    ],
)
def test_the_keys_of_the_stage_are_told(stage: Stage, keys: str) -> None:
    assert keys in shown(replace(SCENE, stage=stage))
