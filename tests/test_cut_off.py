"""Whatever ends a recording, what was said is there afterwards, to half a second."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.recording import Recording
from tests.sounds import recording
from tests.waiting import wait_until
from voice_star.audio.takes import (
    TakeState,
    cut_off_takes,
    finish_take,
    list_takes,
)

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ("tests.microphones",)

MOST_LOST = 0.5


def test_kill_9_at_any_moment_costs_half_a_second_at_most(tmp_path: Path) -> None:
    moments = np.random.default_rng(4)
    for _ in range(5):
        process = Recording(tmp_path, recording("strong"))
        wait_for_moment(process.began + moments.uniform(0.3, 2.5))
        killed = process.end(signal.SIGKILL)

        (take,) = cut_off_takes(tmp_path)
        finished = finish_take(take.folder)
        assert killed - process.began - finished.duration <= MOST_LOST
        assert begins_like(finished.sound, recording("strong"))


@pytest.mark.usefixtures("room")
def test_kill_9_of_a_real_recording_costs_half_a_second_at_most(tmp_path: Path) -> None:
    for _ in range(2):
        process = Recording(tmp_path, "microphone")
        wait_for_moment(process.began + 1.5)
        killed = process.end(signal.SIGKILL)

        (take,) = cut_off_takes(tmp_path)
        assert killed - process.began - finish_take(take.folder).duration <= MOST_LOST


@pytest.mark.parametrize(
    "name", ["SIGTERM", "SIGHUP", "SIGINT"], ids=["asked to end", "hung up", "Ctrl-C"]
)
def test_a_signal_costs_no_take(tmp_path: Path, name: str) -> None:
    process = Recording(tmp_path, recording("strong"))
    wait_for_moment(process.began + 1)
    sent = process.end(getattr(signal, name))

    (take,) = cut_off_takes(tmp_path)
    finished = finish_take(take.folder)
    assert sent - process.began - finished.duration <= MOST_LOST
    assert begins_like(finished.sound, recording("strong"))


def test_a_take_in_progress_is_told_from_one_that_was_cut_off(tmp_path: Path) -> None:
    cut = Recording(tmp_path, recording("strong"))
    cut.end(signal.SIGKILL)
    with Recording(tmp_path, recording("strong")) as going_on:
        first, second = list_takes(tmp_path)
        going_on.press("stop")

    states = {first.state, second.state}
    assert states == {TakeState.CUT_OFF, TakeState.IN_PROGRESS}
    after = {take.state for take in list_takes(tmp_path)}
    assert after == {TakeState.CUT_OFF, TakeState.FINISHED}


def wait_for_moment(moment: float) -> None:
    """Wait until a moment of the clock: it is what the test is about."""
    wait_until(lambda: time.monotonic() >= moment)


def begins_like(kept: Path, played: Path) -> bool:
    """Tell whether a recording is the beginning of another, sample by sample."""
    pcm, _ = soundfile.read(kept, dtype="int16")
    whole, _ = soundfile.read(played, dtype="int16")
    return len(pcm) > 0 and np.array_equal(pcm, whole[: len(pcm)])
