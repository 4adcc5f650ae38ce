"""How much memory a long take costs while it is heard; run apart, for it alone."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from bench.figures import Figure
from bench.recordings import FIXTURES, ROOT
from voice_star.analysis.star import StarJudge
from voice_star.audio.files import open_take
from voice_star.domain.take import SAMPLERATE
from voice_star.live_session import Helpers, LiveSession
from voice_star.places import models_folder
from voice_star.speech.alignment import Aligner
from voice_star.speech.models import model_folder
from voice_star.speech.whisper import WhisperTranscriber

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds

_LENGTH: Seconds = 3600.0
_SPEED = 10.0
_SETTLED: Seconds = 600.0
"""After so much sound everything has been loaded and used."""

_MOST_BEHIND: Seconds = 30.0
"""The feeding waits where the hearing is further behind: a microphone would not have
fed it ten times as fast."""


def memory_figures() -> list[Figure]:
    """Return the memory of an hour's take, heard in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.live_memory"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    settled, peak = json.loads(done.stdout)
    return [
        Figure("peak memory, 60 min live", peak, "MiB", "<= 700", places=0),
        Figure("of that, after the first 10 min", peak - settled, "MiB", places=0),
    ]


def main() -> None:
    """Hear an hour, and print the peak after ten minutes and at the end."""
    name = "base"
    transcriber = WhisperTranscriber(
        model_folder(name, cache=models_folder()), name=name
    )
    helpers = Helpers(transcriber, transcriber, StarJudge(), Aligner(is_gentle=True))
    sound = open_take(FIXTURES / "audio" / "strong.flac").samples()
    settled = 0.0
    n_fed = 0
    step = SAMPLERATE // 10
    with LiveSession(helpers) as session:
        while n_fed < _LENGTH * SAMPLERATE:
            first = n_fed % (len(sound) - step)
            session.feed(sound[first : first + step])
            n_fed += step
            while session.lag > _MOST_BEHIND and session.failure is None:
                time.sleep(0.1)
            time.sleep(step / SAMPLERATE / _SPEED)
            if not settled and n_fed >= _SETTLED * SAMPLERATE:
                settled = _peak()
        session.finish()
    print(json.dumps([settled, _peak()]))


def _peak() -> float:
    """Return the most memory this process has had so far, in MiB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in KiB, macOS in bytes.
    return used / (1024 if sys.platform == "linux" else 1024 * 1024)


if __name__ == "__main__":
    main()
