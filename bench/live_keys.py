"""How soon after the key a take begins, and how much from before it is kept."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tests.waiting import wait_until

from bench.alike import LEVEL, dull_noise, place_of
from bench.figures import Figure
from voice_star.audio.microphone import Microphone
from voice_star.audio.recorder import Recorder
from voice_star.domain.samplerate import SAMPLERATE

if TYPE_CHECKING:
    from bench.microphone import Player, Room
    from voice_star.domain.take import Samples
    from voice_star.domain.timeline import Seconds

_LENGTH: Seconds = 60.0
"""Of noise that is played; no stretch of it is like another."""

_APART: Seconds = 0.1
"""Between two takes at most: blocks come in bursts, and no moment is left out."""

_KEPT: Seconds = 0.5
"""Of each take, to find its place by."""

_SURE = 0.9
"""How alike a take must be to what was played."""


def key_figures(room: Room, *, n_presses: int) -> list[Figure]:
    """Return how long after the key the first sample was that is kept."""
    samples = dull_noise(_LENGTH)
    waits = random.Random(0)  # noqa: S311 - the same every time
    begins: list[tuple[Seconds, Seconds]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Recorder(Microphone(), folder=Path(folder)) as recorder,
        room.playing(samples) as player,
    ):
        wait_until(lambda: recorder.status.level > LEVEL)
        while len(begins) < n_presses:
            time.sleep(waits.uniform(0, _APART))
            begins.append(_press(recorder, player, samples))
    after, on_disk = (max(times) for times in zip(*begins, strict=True))
    before = -min(after for after, _ in begins)
    return [
        Figure(
            f"key to first kept sample, worst of {n_presses}",
            1000 * max(0.0, after),
            "ms",
            "<= 100",
            places=0,
        ),
        Figure(
            "sound from before the key that is kept, most",
            1000 * max(0.0, before),
            "ms",
            "<= 300",
            places=0,
        ),
        Figure("key to first sample on disk, worst", 1000 * on_disk, "ms", places=0),
    ]


def _press(
    recorder: Recorder, player: Player, played: Samples
) -> tuple[Seconds, Seconds]:
    """Begin a take; return how much later its first sample was played, and on disk."""
    pressed = time.monotonic()
    recorder.start()
    wait_until(lambda: recorder.status.elapsed)
    on_disk = time.monotonic() - pressed
    wait_until(lambda: recorder.status.elapsed >= _KEPT)
    take = recorder.take
    assert take is not None
    kept = np.frombuffer(take.sound.read_bytes()[: _bytes(_KEPT)], "<i2")
    recorder.drop()
    assert take.samplerate == SAMPLERATE
    place, alike = place_of(kept.astype(np.float32), played)
    assert alike >= _SURE, "the take is not what was played"
    return player.began + place / SAMPLERATE - pressed, on_disk


def _bytes(length: Seconds) -> int:
    return 2 * round(length * SAMPLERATE)
