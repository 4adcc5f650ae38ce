"""Processes that record, killed at any moment; what is left of what was said."""

from __future__ import annotations

import random
import signal
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.recording import Recording

from bench.alike import dull_noise, place_of
from bench.figures import Figure
from bench.microphone import room
from voice_star.audio.files import open_take
from voice_star.audio.takes import cut_off_takes, finish_take
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.errors import VoiceStarError

if TYPE_CHECKING:
    from bench.microphone import Player
    from voice_star.domain.take import Samples
    from voice_star.domain.timeline import Seconds

_N_KILLS, _N_QUICK_KILLS = 100, 8

_AT_ONCE = 4
"""Processes that record side by side."""

_LONGEST: Seconds = 4.0
"""Until when a process is killed, counted from when it has begun to keep sound."""

_A_KILL: Seconds = 8.0
"""How long a process may take, from its start to its end, on a slow machine."""

_AROUND: Seconds = 1.0
"""How far around a take its place is looked for in what was played."""

_ALIKE = 0.9
"""A take that was recovered is at least so much what was played."""


@dataclass(frozen=True, slots=True)
class Toll:
    """What one kill has cost.

    Attributes:
        lost: Of what had been said when the process was killed, how much is gone.
        reason: Why the take could not be recovered; empty where it was.
    """

    lost: Seconds
    reason: str = ""


def figures(*, is_quick: bool) -> list[Figure]:
    """Return what killing recorders has cost at the most."""
    n_kills = _N_QUICK_KILLS if is_quick else _N_KILLS
    tolls = kill_often(n_kills)
    reasons = [toll.reason for toll in tolls if toll.reason]
    for reason in reasons:
        print(f"  not recovered: {reason}")
    lost = [toll.lost for toll in tolls if not toll.reason]
    what = f"kill -9 at {n_kills} random moments of recording"
    return [
        Figure(f"{what}: most sound lost", max(lost, default=0.0), "s", "<= 0.5"),
        Figure(f"{what}: takes not recovered", len(reasons), "", "== 0", places=0),
    ]


def kill_often(n_kills: int, *, seed: int = 0) -> list[Toll]:
    """Kill so many processes that record from a microphone, some at a time."""
    moments = random.Random(seed)  # noqa: S311 - the same moments every time
    waits = [moments.uniform(0, _LONGEST) for _ in range(n_kills)]
    length = (_LONGEST + _A_KILL) * (n_kills / _AT_ONCE + 1)
    samples = dull_noise(length)
    with (
        room(length) as here,
        here.playing(samples) as player,
        ThreadPoolExecutor(_AT_ONCE) as pool,
    ):
        return list(pool.map(lambda wait: _kill(wait, player, samples), waits))


def _kill(wait: Seconds, player: Player, samples: Samples) -> Toll:
    """Let a process record for a while, kill it, and hold what is left against it."""
    with tempfile.TemporaryDirectory() as folder:
        process = Recording(Path(folder), "microphone")
        time.sleep(wait)
        killed = process.end(signal.SIGKILL)
        first = round((process.began - player.began - _AROUND) * SAMPLERATE)
        first = max(0, first)
        stop = round((killed - player.began + _AROUND) * SAMPLERATE)
        try:
            (take,) = cut_off_takes(Path(folder))
            kept = open_take(finish_take(take.folder).sound).samples()
        except (VoiceStarError, ValueError) as error:
            return Toll(0.0, f"{type(error).__name__}: {error}")
    place, alike = place_of(kept, samples[first:stop])
    if alike < _ALIKE:
        return Toll(0.0, f"what is left is not what was said ({alike:.2f})")
    end = player.began + (first + place + len(kept)) / SAMPLERATE
    return Toll(max(0.0, killed - end))
