"""How much memory take after take costs in one session of the app; run apart.

A file plays the part of the microphone. Everything else is the app as it is: it hears,
judges, shows the review, and goes back to the questions.
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import soundfile

from bench.figures import Figure
from bench.recordings import FIXTURES, ROOT
from voice_star.audio.files import open_take
from voice_star.audio.filesource import FileSource
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.loading import load_ahead
from voice_star.tui.app import VoiceStarApp
from voice_star.tui.screens.home import HomeScreen
from voice_star.tui.screens.recording import RecordingScreen
from voice_star.tui.screens.review import ReviewScreen
from voice_star.workplace import Workplace

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.screen import Screen

    from voice_star.domain.timeline import Seconds

_TAKES, _QUICK_TAKES = 50, 12
_SETTLED = 10
"""After so many takes everything has been loaded and used."""

_LENGTH: Seconds = 8.0
_SPEED = 4.0
_READ: Seconds = 1.0
"""Nobody reads a review in less."""

_PATIENCE: Seconds = 120.0
_MB = 1e6

_AS_THE_APP = """
from voice_star.thrift import be_thrifty
be_thrifty()
from bench.app_memory import main
main()
"""
"""Memory is asked for as `voice-star` does, which says how before anything else."""


def figures(*, is_quick: bool) -> list[Figure]:
    """Return what memory grows by, in a process of its own."""
    n_takes = _QUICK_TAKES if is_quick else _TAKES
    done = subprocess.run(
        [sys.executable, "-c", _AS_THE_APP, str(n_takes)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    settled, after = json.loads(done.stdout)
    return [
        Figure(f"memory of the app after {_SETTLED} takes", settled, "MB", places=0),
        Figure(
            f"more after {n_takes} takes of one session",
            after - settled,
            "MB",
            "<= 20",
            places=0,
        ),
    ]


async def _run(n_takes: int, folder: Path) -> tuple[float, float]:
    """Tell so many answers; return the memory after ten, and after all."""
    told = folder / "told.wav"
    pcm = open_take(FIXTURES / "audio" / "understated.flac").pcm
    soundfile.write(told, pcm[: round(_LENGTH * SAMPLERATE)], SAMPLERATE)
    sources: list[FileSource] = []

    def source() -> FileSource:
        sources[:] = [FileSource(told, speed=_SPEED)]
        return sources[0]

    place = Workplace(
        folder / "home" / "takes", load=lambda: load_ahead(None), source=source
    )
    settled = 0.0
    async with VoiceStarApp(place).run_test(size=(100, 30)) as pilot:
        for number in range(1, n_takes + 1):
            await _on(pilot, HomeScreen)
            await pilot.press("enter")
            await _on(pilot, RecordingScreen)
            await pilot.press("space")
            while not sources[0].has_ended.is_set():
                await pilot.pause(0.05)
            await pilot.press("enter")
            await _on(pilot, ReviewScreen)
            await pilot.pause(_READ)
            await pilot.press("q")
            if number == _SETTLED:
                settled = _used()
    return settled, _used()


async def _on(pilot: Pilot[int], kind: type[Screen[None]]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not isinstance(pilot.app.screen, kind):
        await pilot.pause(0.05)
        if time.monotonic() > deadline:
            raise TimeoutError(f"{kind.__name__} is not seen")
    await pilot.pause()


def _used() -> float:
    """Return the memory of this process, in MB; of Linux, as the rest of the bench."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / _MB


def main() -> None:
    """Tell answers, and print what memory they took."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(_run(int(sys.argv[1]), Path(folder)))))
