"""The recording screen: speak, and see what is heard.

All that a studio is told passes through one thread, so that nothing of it holds up a
key; this screen looks at it ten times a second.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Horizontal

from voice_star.domain.appearance import DEFAULT_APPEARANCE, Appearance
from voice_star.errors import VoiceStarError
from voice_star.report.recording import Stage
from voice_star.showing import Showing
from voice_star.tui.messages import Failed, Left, Reviewed
from voice_star.tui.screens.asking import AskingScreen
from voice_star.tui.screens.notes import Notebook, NotedScreen
from voice_star.tui.taking import Taking
from voice_star.tui.widgets.keys import Keys
from voice_star.tui.widgets.large import (
    BigTime,
    Countdown,
    StoryPaper,
    is_in_trouble,
)
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
    from voice_star.storynotes import NotesBook
    from voice_star.studio import Studio

_TICK = 0.1
"""Seconds between two looks: a slower meter does not seem to follow the voice."""


class RecordingScreen(NotedScreen):
    """One take, from opening the microphone to its review.

    Args:
        studio: Not yet open; it is closed with the screen.
        brief: What the answer is held against.
        after: What the take goes on from.
        appearance: What is settled for this screen.
        book: Where the speaker's notes are kept; nowhere if None.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "go", "Start/pause"),
        ("enter", "stop", "Stop"),
        ("f", "show_time", "Only the time"),
        ("n", "write_notes", "Notes"),
        ("escape", "leave", "Drop"),
        ("question_mark", "app.show_keys", "Keys"),
    ]

    def __init__(
        self,
        studio: Studio,
        brief: Brief,
        *,
        after: Told | None = None,
        appearance: Appearance = DEFAULT_APPEARANCE,
        book: NotesBook | None = None,
    ) -> None:
        notebook = Notebook(book, brief.question, is_shown=appearance.notes)
        super().__init__(notebook)
        self.stage = Stage.READY
        self._studio = studio
        self._brief = brief
        self._after = after
        self._showing = Showing(brief, after=after)
        self._taking = Taking(studio)
        self._do = self._taking.do
        self._appearance = appearance
        self.set_class(appearance.focus, "focused-on-time")
        self.is_open = self._is_wanted = self._is_turning = False
        self._is_leaving = False

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield RecordingHead(id="head")
        yield LevelMeter(id="level")
        yield Countdown(id="countdown")
        yield BigTime(id="big-time")
        with Horizontal(id="words-frame"):
            yield LiveWords(id="words")
            yield StoryPaper(id="story")
        yield StarMeter(id="star")
        yield Remark(id="remark")
        yield Keys()

    def on_mount(self) -> None:
        """Open the microphone, and begin to look."""
        self.query_one(StarMeter).bands = self._brief.bands
        self.look()
        self._open()
        self.read_notes()
        self.set_interval(_TICK, self.look)

    async def on_unmount(self) -> None:
        """Keep what was said, however the screen has come to its end."""
        await self._taking.let_go()

    def look(self) -> None:
        """Show how it goes; end what has ended by itself."""
        view = self._studio.view()
        scene = self._showing.scene(view, self.stage)
        is_focused = self.has_class("focused-on-time")
        # Whoever wants nothing but the time wants no cue; but what goes wrong is said.
        shown = replace(scene, cue=None) if is_focused else scene
        for paper in self.query(ScenePaper):
            paper.scene = shown
        self.query_one(BigTime).scene = scene
        self.set_class(is_in_trouble(scene), "in-trouble")
        has_failed = view.recorder.failure is not None
        if has_failed and self.stage in {Stage.RECORDING, Stage.PAUSED}:
            self.action_stop()

    # Keys

    def action_go(self) -> None:
        """Start, pause or go on; start after the countdown, if there is one."""
        countdown = self.query_one(Countdown)
        if self.stage is Stage.READY:
            is_first = not (countdown.is_counting or self._is_wanted)
            if self._appearance.countdown and is_first:
                countdown.begin(self._appearance.countdown)
            else:
                self.on_countdown_over()
        elif self.stage is Stage.RECORDING:
            self._turn_to(Stage.PAUSED, self._studio.pause)
        elif self.stage is Stage.PAUSED:
            self._turn_to(Stage.RECORDING, self._studio.resume)

    def on_countdown_over(self) -> None:
        """Start, as soon as the microphone is open."""
        self.query_one(Countdown).end()
        self._is_wanted = True
        if self.is_open and self.stage is Stage.READY:
            start = partial(self._studio.start, after=self._after)
            self._turn_to(Stage.RECORDING, start)

    def action_stop(self) -> None:
        """End the take, and wait for its review."""
        if self.stage in {Stage.RECORDING, Stage.PAUSED}:
            self.stage = Stage.ENDING
            self.look()
            self._end()

    def action_show_time(self) -> None:
        """Show nothing but the question and the time, or all of it again."""
        self.toggle_class("focused-on-time")
        self.look()

    def action_leave(self) -> None:
        """Leave; ask first where a take would be thrown away."""
        if self.query_one(Countdown).is_counting:
            self.query_one(Countdown).end()
        elif self.stage is Stage.READY:
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
                self.on_countdown_over()
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
        ended = await self._taking.end(is_leaving=lambda: self._is_leaving)
        for failure in ended.failures:
            self.app.post_message(Failed(failure))
        told = ended.told
        self.app.post_message(Left() if told is None else Reviewed(told.review, told))

    @work(group="studio")
    async def _drop(self) -> None:
        await self._do(self._studio.drop)
        self.app.post_message(Left())

    def _leave_if(self, is_agreed: bool | None) -> None:  # noqa: FBT001 - a callback
        if is_agreed and self.stage in {Stage.RECORDING, Stage.PAUSED}:
            self._drop()
