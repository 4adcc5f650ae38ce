"""The bench speaks into a microphone, knows when, and says when it has none."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bench.microphone import Room
from bench.microphone import room as room_of_the_bench

from tests.sounds import noise

if TYPE_CHECKING:
    from tests.soundserver import SoundServer

pytest_plugins = ("tests.microphones",)


def test_without_a_sound_server_the_bench_fails_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bench.microphone.missing_programs", lambda: ["paplay"])

    with (
        pytest.raises(SystemExit, match=r"needs paplay.*setup\.sh dev"),
        room_of_the_bench(1.0),
    ):
        pass


def test_when_a_sound_began_is_known(room: SoundServer) -> None:
    before = time.monotonic()
    with Room(room).playing(noise(3.0).astype(np.float32)) as player:
        began = player.began

    assert player.is_known
    assert before < began < time.monotonic() - 0.5
