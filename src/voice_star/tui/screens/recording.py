"""The recording screen: speak, and see what is heard.

All that a studio is told passes through one thread, so that nothing of it holds up a
key; this screen looks at it ten times a second.
"""

from __future__ import annotations

import asyncio
import contextlib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ClassVar, ParamSpec, TypeVar

from textual import work
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer

from voice_star.errors import VoiceStarError
from voice_star.report.recording import Stage
from voice_star.showing import Showing
from voice_star.tui.messages import Failed, Left, Reviewed
from voice_star.tui.screens.asking import AskingScreen
from voice_star.tui.widgets.meters import (
    LevelMeter,
    LiveWords,
    RecordingHead,
    Remark,
    ScenePaper,
    StarMeter,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from voice_star.domain.brief import Brief
    from voice_star.joining import Told
    from voice_star.studio import Studio

_P = ParamSpec("_P")
_R = TypeVar("_R")

_TICK = 0.1
"""Seconds between two looks: a slower meter does not seem to follow the voice."""

_PATIENCE = 0.2
"""Seconds that a review is waited for at once: so long may leaving take."""


class RecordingScreen(Screen[None]):
    """One take, from opening the microphone to its review.

    Args:
        studio: Not yet open; it is closed with the screen.
        brief: What the answer is held against.
        after: What the take goes on from.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "go", "Start/pause"),
        ("enter", "stop", "Stop"),
        ("f", "show_time", "Only the time"),
        ("escape", "leave", "Drop"),
        ("question_mark", "app.show_keys", "Keys"),
    ]

    def __init__(
        self, studio: Studio, brief: Brief, *, after: Told | None = None
    ) -> None:
        super().__init__()
        self.stage = Stage.READY
        self._studio = studio
        self._brief = brief
        self._after = after
        self._showing = Showing(brief, goes_on=after is not None)
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="studio")
        self.is_open = self._is_wanted = self._is_turning = False
        self._is_leaving = self._is_closed = False

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield RecordingHead(id="head")
        yield LevelMeter(id="level")
        with Vertical(id="words-frame"):
            yield LiveWords(id="words")
        yield StarMeter(id="star")
        yield Remark(id="remark")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Open the microphone, and begin to look."""
        self.query_one(StarMeter).bands = self._brief.bands
        self.look()
        self._open()
        self.set_interval(_TICK, self.look)

    async def on_unmount(self) -> None:
        """Keep what was said, however the screen has come to its end."""
        await self._do(self._wind_up)
        self._hand.shutdown(wait=False)

    def look(self) -> None:
        """Show how it goes; end what has ended by itself."""
        view = self._studio.view()
        scene = self._showing.scene(view, self.stage)
        for paper in self.query(ScenePaper):
            paper.scene = scene
        has_failed = view.recorder.failure is not None
        if has_failed and self.stage in {Stage.RECORDING, Stage.PAUSED}:
            self.action_stop()

    # Keys

    def action_go(self) -> None:
        """Start, pause or go on; start as soon as the microphone is open."""
        if self.stage is Stage.READY:
            self._is_wanted = True
            if self.is_open:
                start = partial(self._studio.start, after=self._after)
                self._turn_to(Stage.RECORDING, start)
        elif self.stage is Stage.RECORDING:
            self._turn_to(Stage.PAUSED, self._studio.pause)
        elif self.stage is Stage.PAUSED:
            self._turn_to(Stage.RECORDING, self._studio.resume)

    def action_stop(self) -> None:
        """End the take, and wait for its review."""
        if self.stage in {Stage.RECORDING, Stage.PAUSED}:
            self.stage = Stage.ENDING
            self.look()
            self._end()

    def action_show_time(self) -> None:
        """Show nothing but the question and the time, or all of it again."""
        self.toggle_class("focused-on-time")

    def action_leave(self) -> None:
        """Leave; ask first where a take would be thrown away."""
        if self.stage is Stage.READY:
            self.app.post_message(Left())
        elif self.stage is Stage.ENDING:
            self._is_leaving = True
        else:
            question = "Throw this take away?"
            self.app.push_screen(AskingScreen(question), self._leave_if)

    # Work

    @work(group="studio")
    async def _open(self) -> None:
        try:
            await self._do(self._studio.open)
            self.is_open = True
            if self._is_wanted:
                self.action_go()
        except VoiceStarError as error:
            way_out = "A recording made elsewhere is reviewed with o."
            self.app.post_message(Failed(f"{error} {way_out}"))
            self.app.post_message(Left())

    def _turn_to(self, stage: Stage, deed: Callable[[], None]) -> None:
        if not self._is_turning:
            self._is_turning = True
            self._turn(stage, deed)

    @work(group="studio")
    async def _turn(self, stage: Stage, deed: Callable[[], None]) -> None:
        """Do something with the take; the screen shows it from when it is done."""
        try:
            await self._do(deed)
            if self.stage is not Stage.ENDING:
                self.stage = stage
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))
        finally:
            self._is_turning = False
        self.look()

    @work(group="studio")
    async def _end(self) -> None:
        """Stop, hear out, keep; each of these even if another goes wrong."""
        told: Told | None = None
        failures: list[str] = []
        try:
            await self._do(self._studio.stop)
        except VoiceStarError as error:
            failures.append(str(error))
        try:
            while told is None and not self._is_leaving:
                told = await self._do(self._studio.review, within=_PATIENCE)
        except VoiceStarError as error:
            failures.append(f"{error} The recording is kept.")
        failures += await self._do(self._wind_up)
        for failure in failures:
            self.app.post_message(Failed(failure))
        if told is not None:
            self.app.post_message(Reviewed(told.review, told))
        else:
            self.app.post_message(Left())

    @work(group="studio")
    async def _drop(self) -> None:
        await self._do(self._studio.drop)
        self.app.post_message(Left())

    def _leave_if(self, is_agreed: bool | None) -> None:  # noqa: FBT001 - a callback
        if is_agreed and self.stage in {Stage.RECORDING, Stage.PAUSED}:
            self._drop()

    def _wind_up(self) -> list[str]:
        """Keep the take, close the studio; return what went wrong. Once is enough."""
        failures: list[str] = []
        if self._is_closed:
            return failures
        self._is_closed = True
        if self._studio.take is not None:
            try:
                with contextlib.suppress(VoiceStarError):  # said before, or at the end
                    self._studio.stop()
                self._studio.finish()
            except VoiceStarError as error:
                failures.append(str(error))
        self._studio.close()
        return failures

    async def _do(
        self, deed: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        """Have the one thread do something that may take its time."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._hand, partial(deed, *args, **kwargs))
