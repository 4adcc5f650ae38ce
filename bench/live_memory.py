"""How much memory a long take costs while it is heard; run apart, for it alone.

A file plays the part of the microphone, at ten times the speed. The recorder keeps up,
and the hearing reads what is on disk as quickly as it can.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import soundfile

from bench.figures import Figure
from bench.recordings import FIXTURES, ROOT
from voice_star.audio.files import open_take
from voice_star.audio.filesource import FileSource
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.loading import load_ahead
from voice_star.studio import Studio

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds

_LENGTH: Seconds = 3600.0
_QUICK_LENGTH: Seconds = 300.0
_SPEED = 10.0

_SETTLED = 1 / 6
"""After so much of it has been heard everything has been loaded and used."""

_LOOK: Seconds = 0.1

_MB = 1e6


def figures(*, is_quick: bool) -> list[Figure]:
    """Return the memory of a long take, heard in a process of its own."""
    length = _QUICK_LENGTH if is_quick else _LENGTH
    done = subprocess.run(
        [sys.executable, "-m", "bench.live_memory", str(length)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    settled, peak = json.loads(done.stdout)
    minutes = f"{length / 60:.0f} min live"
    after = f"{length * _SETTLED / 60:.0f} min"
    return [
        Figure(f"peak memory, {minutes}", peak, "MB", "<= 700", places=0),
        Figure(
            f"of that, more than after the first {after}",
            peak - settled,
            "MB",
            "<= 100",
            places=0,
        ),
    ]


def main(length: Seconds) -> None:
    """Hear so much, and print the peaks after a sixth of it and at the end."""
    settled = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "told.wav"
        _write(path, length)
        source = FileSource(path, speed=_SPEED)
        studio = Studio(source, folder=Path(folder), load=lambda: load_ahead("base"))
        with studio:
            studio.start()
            is_told = False
            while True:
                view = studio.view()
                if not settled and view.recorder.elapsed - view.lag > length * _SETTLED:
                    settled = _peak()
                if not is_told and source.has_ended.is_set():
                    is_told = True
                    studio.stop()
                if is_told and studio.review(within=0) is not None:
                    break
                time.sleep(_LOOK)
            studio.finish()
    print(json.dumps([settled, _peak()]))


def _write(path: Path, length: Seconds) -> None:
    """Write an answer that goes on for so long."""
    sounds = [
        open_take(FIXTURES / "audio" / f"{name}.flac").pcm
        for name in ("strong", "understated")
    ]
    n_left = round(length * SAMPLERATE)
    with soundfile.SoundFile(
        path, "w", samplerate=SAMPLERATE, channels=1, subtype="PCM_16"
    ) as file:
        for pcm in cycle(sounds):
            file.write(pcm[:n_left])
            n_left -= len(pcm)
            if n_left <= 0:
                break


def _peak() -> float:
    """Return the most memory this process has had so far, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in KiB, macOS in bytes.
    return used * (1024 if sys.platform == "linux" else 1) / _MB


if __name__ == "__main__":
    main(float(sys.argv[1]))
