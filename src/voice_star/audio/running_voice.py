"""The voice found while it is spoken, and once more, as in a file, when it is over.

What is found on the way is decided for good as the sound comes in, in steps of a fixed
length: how the sound was handed over makes no difference. It knows the noise and the
loudness of what has been said so far only. So the whole is drawn anew at the end, from
chances and levels that were kept, just as `find_voice` draws it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from voice_star.audio.voice import (
    BLIP,
    BRIDGE,
    FRAME,
    LEVELLED,
    REACH,
    SILENCE,
    SPEECH,
    WINDOW,
    detect,
    draw_voice,
    level_db,
    sections,
    threshold_db,
)
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.timeline import Seconds, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from voice_star.domain.take import Take

_STEP = 5
"""Windows listened to at once: 160 ms, which are 16 whole frames of level."""

_REACH_WINDOWS = round(REACH * SAMPLERATE / WINDOW)
_BRIDGE_FRAMES = round(BRIDGE * SAMPLERATE / FRAME)
_BLIP_FRAMES = round(BLIP * SAMPLERATE / FRAME)

_STEPS_TO_LEARN = 6
"""Steps after which the threshold of the level is taken anew: about a second."""

_REMEMBERED = 750
"""Steps whose level the threshold is taken from: the last two minutes."""


class RunningVoice:
    """Finds the voice in a take that is still growing."""

    def __init__(self) -> None:
        self._chances: list[NDArray[np.float32]] = []
        self._levels: list[NDArray[np.float32]] = []
        self._minutes: list[NDArray[np.float32]] = []
        self._detected: list[bool] = []
        self._is_loud: list[bool] = []
        self._n_drawn = 0
        self._runs: list[list[int]] = []
        self._threshold: float | None = None

    @property
    def now(self) -> Seconds:
        """Up to when it has listened."""
        return len(self._detected) * WINDOW / SAMPLERATE

    def listen(self, take: Take) -> None:
        """Listen to what is new, as far as whole steps go."""
        while (len(self._detected) + _STEP) * WINDOW <= len(take.pcm):
            self._step(take)
        for section in list(sections(take, is_over=False))[len(self._chances) :]:
            self._chances.append(detect(take, section))
        while len(take.pcm) >= (len(self._minutes) + 1) * LEVELLED * FRAME:
            stop = (len(self._minutes) + 1) * LEVELLED * FRAME
            minute = replace(take, pcm=take.pcm[:stop])
            self._minutes.append(level_db(minute, begin=stop // FRAME - LEVELLED))

    def spans(self, since: Seconds = 0.0) -> list[Span]:
        """Return the voice so far, from the first stretch that ends after `since`.

        The last stretch may still be going on. Another may yet turn out to have begun
        in the last 0.2 s; all the rest is final.
        """
        runs = [list(run) for run in self._runs[-1:]]
        for frame in range(self._n_drawn, len(self._is_loud)):
            if self._is_active(frame):
                _extend(runs, frame)
        first = bisect_right(
            self._runs, since * SAMPLERATE / FRAME, key=lambda run: run[1]
        )
        settled = self._runs[first:-1] if first < len(self._runs) - 1 else []
        return [
            Span(start * FRAME / SAMPLERATE, stop * FRAME / SAMPLERATE)
            for start, stop in [*settled, *runs]
            if stop - start >= _BLIP_FRAMES and stop * FRAME / SAMPLERATE > since
        ]

    def final(self, take: Take) -> tuple[Span, ...]:
        """Return the voice of the whole take: what `find_voice` would."""
        if not take.pcm.size:
            return ()
        rest = list(sections(take))[len(self._chances) :]
        chances = [*self._chances, *(detect(take, section) for section in rest)]
        begin = len(self._minutes) * LEVELLED
        levels = [*self._minutes, level_db(take, begin=begin)]
        return draw_voice(np.concatenate(chances), np.concatenate(levels))

    def _step(self, take: Take) -> None:
        """Listen to the next few windows."""
        first = len(self._detected)
        sound = replace(take, pcm=take.pcm[: (first + _STEP) * WINDOW])
        # The detector spoils the end of the last window it is given.
        chance = detect(sound, range(first, first + _STEP + 1))[:_STEP]
        is_on = self._detected[-1] if self._detected else False
        for value in chance.tolist():
            is_on = value >= (SILENCE if is_on else SPEECH)
            self._detected.append(is_on)
        level = level_db(sound, begin=len(self._is_loud))
        self._levels = [*self._levels[1 - _REMEMBERED :], level]
        if first % (_STEPS_TO_LEARN * _STEP) == 0:
            self._learn()
        threshold = -np.inf if self._threshold is None else self._threshold
        self._is_loud += (level > threshold).tolist()
        self._draw()

    def _learn(self) -> None:
        """Take the threshold from what was said of late."""
        level = np.concatenate(self._levels)
        windows = np.array(self._detected[-(len(level) * FRAME // WINDOW) :])
        self._threshold = threshold_db(level, np.repeat(windows, WINDOW)[::FRAME])

    def _draw(self) -> None:
        """Settle what nothing that is still to come can change."""
        settled = max(0, len(self._detected) - _REACH_WINDOWS) * WINDOW // FRAME
        for frame in range(self._n_drawn, settled):
            if self._is_active(frame):
                _extend(self._runs, frame)
        self._n_drawn = max(self._n_drawn, settled)

    def _is_active(self, frame: int) -> bool:
        window = frame * FRAME // WINDOW
        first = max(0, window - _REACH_WINDOWS)
        near = self._detected[first : window + _REACH_WINDOWS + 1]
        return self._is_loud[frame] and any(near)


def _extend(runs: list[list[int]], frame: int) -> None:
    """Add a frame of voice to the last of some runs, or begin a new one with it."""
    if runs and frame - runs[-1][1] < _BRIDGE_FRAMES:
        runs[-1][1] = frame + 1
        return
    if runs and runs[-1][1] - runs[-1][0] < _BLIP_FRAMES:
        runs.pop()
    runs.append([frame, frame + 1])
