"""A process that records: `python -m tests.recorder_apart TAKES microphone|FILE`.

It says on stdout what happens, and does what it reads from stdin.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from tests.waiting import wait_until
from voice_star.audio.filesource import FileSource
from voice_star.audio.microphone import Microphone
from voice_star.audio.recorder import Recorder


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def watch(recorder: Recorder) -> None:
    """Say when the microphone is lost."""
    wait_until(lambda: recorder.status.is_lost, within=60)
    say("lost")


def main(takes: str, source: str) -> None:
    is_real = source == "microphone"
    plug = Microphone() if is_real else FileSource(Path(source))
    with Recorder(plug, folder=Path(takes)) as recorder:
        if is_real:
            wait_until(lambda: recorder.status.level > 0)
        began = time.monotonic()
        recorder.start()
        wait_until(lambda: recorder.status.elapsed)
        say(f"began {began}")
        threading.Thread(target=watch, args=(recorder,), daemon=True).start()
        for line in sys.stdin:
            if line.strip() == "stop":
                recorder.stop()
                recorder.finish()
            say(line.strip())


if __name__ == "__main__":
    main(*sys.argv[1:])
