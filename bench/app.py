"""How quick the app is, as it is seen in a terminal: starting, keys, long lists."""

from __future__ import annotations

import random
import tempfile
import time
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from bench import app_memory
from bench.figures import Figure
from bench.keep import fill
from bench.keep_work import BEGAN, made_up
from bench.microphone import room
from bench.recordings import FIXTURES
from bench.scoring import spread
from bench.screen import Screen
from voice_star.audio.files import open_take
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.store.attempts import AttemptStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.microphone import Room
    from voice_star.domain.take import Samples
    from voice_star.domain.timeline import Seconds

_FIRST = "What is your greatest accomplishment?"
"""What stands on the first screen, and nowhere in the loading of it."""

_MANY = 10_000
_WORDS = 3_000
_LOADS: Seconds = 3.0
"""The app loads its model behind the first screens; nothing of that is scrolling."""

_PAGE_UP, _PAGE_DOWN = "\x1b[5~", "\x1b[6~"
_BETWEEN: tuple[Seconds, Seconds] = (0.2, 0.5)
"""Between two keys, so that they fall anywhere in the work of the hearing."""


def figures(*, is_quick: bool) -> list[Figure]:
    """Return every figure of the app."""
    n_starts, n_keys = (3, 12) if is_quick else (9, 100)
    with room(60.0 + 20 * n_starts + n_keys) as place:
        rows = [*_starting(n_starts), _keys(place, n_keys)]
    rows += [_history(n_starts), _scrolling(12 if is_quick else 60)]
    return [*rows, *app_memory.figures(is_quick=is_quick)]


def _starting(n_times: int) -> list[Figure]:
    first, ready = [], []
    for _ in range(n_times + 1):
        with tempfile.TemporaryDirectory() as folder, Screen(Path(folder)) as screen:
            first.append(screen.seen(_FIRST) - screen.began)
            screen.press("\r")
            ready.append(screen.seen("READY") - screen.began)
    # The first finds nothing of it in the system's memory.
    return [
        _seconds("start to the first frame, median", first[1:], "<= 0.5"),
        _seconds("start to ready to record, median", ready[1:], "<= 1.5"),
    ]


def _seconds(name: str, times: Sequence[Seconds], bound: str) -> Figure:
    return Figure(f"{name} of {len(times)}", median(times), "s", bound, places=2)


def _keys(place: Room, n_presses: int) -> Figure:
    """Press a key that opens a screen, over and over, while somebody speaks."""
    waits = random.Random(0)  # noqa: S311 - the same every time
    times = []
    with tempfile.TemporaryDirectory() as folder, Screen(Path(folder)) as screen:
        screen.seen(_FIRST)
        screen.press("\r")
        screen.seen("READY")
        with place.playing(_speech(_BETWEEN[1] * 2 * n_presses + 20)):
            screen.press(" ")
            screen.seen("REC")
            time.sleep(8.0)  # so that there is something to hear
            for _ in range(n_presses):
                time.sleep(waits.uniform(*_BETWEEN))
                pressed = screen.press("?")
                times.append(screen.seen("esc back") - pressed)
                time.sleep(waits.uniform(*_BETWEEN))
                screen.press("\x1b")
                # What is drawn of the keys until then must not pass for the next time.
                screen.seen("Only the time")
                screen.drawn()
    return _milliseconds(f"key to reaction while hearing, p95 of {n_presses}", times)


def _milliseconds(name: str, times: Sequence[Seconds]) -> Figure:
    return Figure(name, 1000 * spread(times)[2], "ms", "<= 50", places=0)


def _speech(length: Seconds) -> Samples:
    sounds = [
        open_take(FIXTURES / "audio" / f"{name}.flac").pcm
        for name in ("strong", "rambling", "told-as-we")
    ]
    pieces: list[Samples] = []
    n_left = round(length * SAMPLERATE)
    for pcm in cycle(sounds):
        pieces.append(pcm[:n_left].astype(np.float32) / np.float32(32_768))
        n_left -= len(pcm)
        if n_left <= 0:
            return np.concatenate(pieces)
    raise AssertionError


def _history(n_times: int) -> Figure:
    """Open the history of ten thousand attempts, as soon as home has been read."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), _MANY)
        for _ in range(n_times):
            with Screen(Path(folder)) as screen:
                screen.seen("today")
                screen.drawn()
                time.sleep(1.0)
                pressed = screen.press("h")
                times.append(screen.seen("sessions") - pressed)
    name = f"history with {_MANY} attempts, key to seen, median"
    return _seconds(name, times, "<= 0.3")


def _scrolling(n_pages: int) -> Figure:
    """Page through the transcript of an answer that is far too long.

    Reviews are opened anew after every few pages, since what was drawn once is kept.
    """
    times: list[Seconds] = []
    with tempfile.TemporaryDirectory() as folder:
        with AttemptStore(Path(folder)) as store:
            store.add(made_up("word", n_words=_WORDS), moment=BEGAN)
        while len(times) < n_pages:
            with Screen(Path(folder), size=(160, 48)) as screen:
                times += _paged(screen)
    name = f"a page of a transcript of {_WORDS} words, p95 of {len(times)}"
    return _milliseconds(name, times)


def _paged(screen: Screen) -> list[Seconds]:
    screen.seen("today")
    screen.press("h")
    screen.seen("1 session")
    screen.press("\r")
    screen.seen("Retake")
    screen.press(_PAGE_DOWN * 9)
    time.sleep(_LOADS)
    # Two pages up from the end and down again: each of them moves.
    return [
        -screen.press(key) + screen.drawn()
        for key in (_PAGE_UP, _PAGE_UP, _PAGE_DOWN, _PAGE_DOWN)
    ]
