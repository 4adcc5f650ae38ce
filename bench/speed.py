"""How quick hearing is, and how much memory it takes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.engines import Engines, Outcome
from bench.figures import Figure
from bench.recordings import FIXTURES, Recording, real
from voice_star.audio.files import open_take
from voice_star.domain.samplerate import SAMPLERATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.timeline import Seconds

_SHORTEST_COUNTED: Seconds = 5.0
"""Shorter clips count as this long: every clip costs a window of 30 s."""

_PARTS = ("strong", "retold")
"""Fixtures that are joined to answers of the length asked for."""

_ANSWER: Seconds = 120.0
_LONG_ANSWER: Seconds = 180.0
_LONGEST: Seconds = 3 * 3600.0


def figures(*, is_quick: bool) -> list[Figure]:
    """Return every figure of time; wants a quiet machine."""
    with tempfile.TemporaryDirectory() as folder:
        answer = _recording(Path(folder) / "answer.flac", _ANSWER)
        n_pairs = 2 if is_quick else 5
        return [
            *_ratios("base", answer, n_pairs),
            *_ratios("tiny.en", answer, n_pairs),
            *_starting(),
            _slowest(n_runs=1 if is_quick else 3),
        ]


def memory_figures(*, is_quick: bool) -> list[Figure]:
    """Return how much memory reviews take; without the longest one if `is_quick`."""
    with tempfile.TemporaryDirectory() as folder:
        long = _recording(Path(folder) / "long.flac", _LONG_ANSWER)
        rows = _memory(long, "3 min", 600)
        if not is_quick:
            longest = _recording(Path(folder) / "longest.flac", _LONGEST)
            rows += _memory(longest, "3 h", 1200)
    return rows


def _recording(path: Path, duration: Seconds) -> Recording:
    """Write a recording of fixtures said over and over, `duration` seconds long."""
    import soundfile

    sound = np.concatenate(
        [open_take(FIXTURES / "audio" / f"{name}.flac").pcm for name in _PARTS]
    )
    with soundfile.SoundFile(
        path, "w", samplerate=SAMPLERATE, channels=1, format="FLAC", subtype="PCM_16"
    ) as file:
        rest = int(duration * SAMPLERATE)
        while rest > 0:
            file.write(sound[:rest])
            rest -= len(sound)
    return Recording(
        name=path.name,
        path=path,
        text="",
        is_text_given=False,
        words=(),
        pauses=None,
        duration=duration,
    )


def _ratios(model: str, answer: Recording, n_pairs: int) -> list[Figure]:
    """Time both engines in turn; what drifts, drifts for both."""
    whole, words = Engines(model), Engines(model, hears_fillers=False)
    whole.hear(answer)
    whole.hear_plainly(answer)
    times = [
        (
            words.hear(answer).seconds,
            whole.hear(answer).seconds,
            whole.hear_plainly(answer).seconds,
        )
        for _ in range(n_pairs)
    ]
    is_default = model == "base"
    plain = f"{statistics.median(row[2] for row in times):.1f} s"
    return [
        Figure(
            f"time for a 2 min answer, {model}, {what}, share of plain",
            statistics.median(row[index] / row[2] for row in times),
            "",
            bound if is_default else "",
            plain,
            places=2,
        )
        for index, what, bound in (
            (0, "words and alignment", "<= 0.9"),
            (1, "fillers too", "<= 1.2"),
        )
    ]


def _slowest(*, n_runs: int) -> Figure:
    """Find the recording of people, or noise, that takes longest for its length."""
    engines, (recordings, _) = Engines("base"), real()
    engines.hear(recordings[0])
    effort = {
        recording.name: statistics.median(
            _effort(engines.hear(recording)) for _ in range(n_runs)
        )
        for recording in recordings
    }
    plain = max(_effort(engines.hear_plainly(recording)) for recording in recordings)
    worst = max(effort, key=effort.__getitem__)
    return Figure(
        f"slowest clip of {len(recordings)} ({worst}), work a second",
        effort[worst],
        "s",
        "<= 0.6",
        f"{plain:.2f} s",
        places=2,
    )


def _effort(outcome: Outcome) -> float:
    return outcome.seconds / max(_SHORTEST_COUNTED, outcome.recording.duration)


def _starting() -> list[Figure]:
    jfk = FIXTURES / "speech" / "real" / "read" / "jfk.flac"
    return [
        Figure(
            "`voice-star --help`",
            _median_time(["--help"]),
            "s",
            "<= 0.25",
            places=2,
        ),
        Figure(
            "cold review of 11 s, whole process",
            _median_time(["review", str(jfk)]),
            "s",
            "<= 3",
            places=2,
        ),
    ]


def _median_time(arguments: Sequence[str]) -> Seconds:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run(_command(arguments), check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "voice_star", *arguments]


def _memory(recording: Recording, name: str, limit: int) -> list[Figure]:
    """Review a recording in a process of its own and ask the system for its peak."""
    with subprocess.Popen(
        _command(["review", "--json", str(recording.path)]),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        began = time.perf_counter()
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"the review of {name} failed"
    # Linux counts in KiB, macOS in bytes.
    peak = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    return [
        Figure(f"peak memory, {name}", peak, "MiB", f"<= {limit}", places=0),
        Figure(f"real-time factor, {name}, whole process", took / recording.duration),
    ]
