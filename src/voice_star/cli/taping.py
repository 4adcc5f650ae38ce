"""One take recorded from a desk: from its first key to its last, or to a signal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from voice_star.audio.status import RecorderState
from voice_star.cli.keys import Key
from voice_star.errors import RecordingError
from voice_star.report.plain import clock
from voice_star.report.recording import Stage, draw_recording
from voice_star.showing import Showing

if TYPE_CHECKING:
    from voice_star.cli.desk import Desk
    from voice_star.domain.brief import Brief
    from voice_star.domain.timeline import Seconds
    from voice_star.joining import Told
    from voice_star.studio import Studio, View

_TICK: Seconds = 0.1
"""Between two looks: a meter that is slower does not seem to follow the voice."""


class End(Enum):
    """How a take ended."""

    LEFT = "left"
    """It was never begun."""
    DROPPED = "dropped"
    STOPPED = "stopped"
    """It is on disk, and not yet finished."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be recorded.

    Attributes:
        brief: What it is held against.
        longest: The take ends by itself after so much; None for never.
        after: What it goes on from.
    """

    brief: Brief
    longest: Seconds | None = None
    after: Told | None = None


class Taping:
    """Drives a studio through one take.

    Args:
        studio: Open.
        desk: Where keys come from.
        order: What is to be recorded.

    Attributes:
        failure: Why the take ended early, if it did.
    """

    def __init__(self, studio: Studio, desk: Desk, order: Order) -> None:
        self.failure: RecordingError | None = None
        self._studio = studio
        self._desk = desk
        self._order = order
        self._stage = Stage.READY
        self._is_asking = False
        self._showing = Showing(order.brief, after=order.after)

    def run(self) -> End:
        """Record one take, from the first key to the last.

        Raises:
            RecordingError: If it cannot be begun.
        """
        if not self._desk.has_terminal:
            self._start()
        while True:
            view = self._studio.view()
            self._show(view)
            end = self._heed(self._desk.key(_TICK)) or self._look(view)
            if end is End.STOPPED:
                self._stop()
            if end is not None:
                return end

    def hear_out(self) -> Told | None:
        """Wait for the review; None if somebody asks for the end before.

        Raises:
            VoiceStarError: If nothing was heard, or the hearing failed.
        """
        while self._desk.ending.code is None:
            told = self._studio.review(within=_TICK)
            if told is not None:
                return told
            self._show(self._studio.view())
        return None

    def _heed(self, key: Key | None) -> End | None:
        """Do what a key asks for."""
        if key is None:
            return None
        if self._is_asking:
            self._is_asking = False
            if key is Key.YES:
                self._studio.drop()
                return End.DROPPED
        elif key is Key.ESCAPE:
            if self._stage is Stage.READY:
                return End.LEFT
            self._is_asking = True
        elif key is Key.SPACE:
            self._go_or_pause()
        elif key is Key.ENTER and self._stage is not Stage.READY:
            return End.STOPPED
        return None

    def _look(self, view: View) -> End | None:
        """End what has ended by itself, or is to."""
        longest = self._order.longest
        if self._desk.ending.code is not None:
            return End.LEFT if self._stage is Stage.READY else End.STOPPED
        if view.recorder.state is RecorderState.STOPPED:
            return End.STOPPED
        is_long = longest is not None and view.recorder.elapsed >= longest
        return End.STOPPED if is_long else None

    def _go_or_pause(self) -> None:
        if self._stage is Stage.READY:
            self._start()
        elif self._stage is Stage.RECORDING:
            self._studio.pause()
            self._stage = Stage.PAUSED
        else:
            self._studio.resume()
            self._stage = Stage.RECORDING

    def _start(self) -> None:
        self._studio.start(after=self._order.after)
        self._stage = Stage.RECORDING
        longest = self._order.longest
        limit = "" if longest is None else f"after {clock(longest)}, or "
        self._desk.say_once(f"Recording. It ends {limit}with Ctrl-C or SIGTERM.")

    def _stop(self) -> None:
        self._stage, self._is_asking = Stage.ENDING, False
        self._show(self._studio.view())
        try:
            self._studio.stop()
        except RecordingError as error:
            self.failure = error

    def _show(self, view: View) -> None:
        scene = self._showing.scene(view, self._stage, asks_to_drop=self._is_asking)
        if scene.notice is not None:
            self._desk.say_once(scene.notice)
        self._desk.draw(partial(draw_recording, scene))
