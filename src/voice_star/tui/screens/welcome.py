"""The first start: what STAR is, the microphone, a trial heard back, the model.

Each step may be skipped; once the screen is left in any way it does not come again by
itself. Nothing that is said here is kept.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Static

from voice_star.errors import VoiceStarError
from voice_star.tui.messages import Failed
from voice_star.tui.room_messages import Looked, Wanted
from voice_star.tui.screens.choosing import Choice, ChoiceScreen, microphones_of
from voice_star.tui.trying import Trying
from voice_star.tui.welcoming import (
    HAS_MODEL,
    NO_TRIAL,
    STEPS,
    WITHOUT,
    Ear,
    Step,
    is_offered,
    steps_line,
)
from voice_star.tui.widgets.keys import Keys
from voice_star.tui.widgets.steps import StepPage

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from voice_star.domain.take import Take
    from voice_star.workplace import Workplace

_TICK = 0.1
"""Seconds between two looks at the level, as while recording."""


class WelcomeScreen(Screen[None]):
    """Shows somebody around who has never been here.

    Args:
        workplace: Has the microphone, the model, the loudspeaker and the settings.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter,right", "turn(1)", "Next"),
        ("left,backspace", "turn(-1)", "Back"),
        ("space", "tell", "Start/stop"),
        ("p", "play", "Hear it again"),
        ("m", "choose_microphone", "Microphone"),
        ("o", "leave_to('open')", "Open a file"),
        ("s", "leave_to('app.review_sample')", "Sample"),
        ("question_mark", "app.show_keys", "Keys"),
        ("escape,q", "leave", "Skip all"),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.ear = Ear.OPENING
        self._workplace = workplace
        self._trying = Trying(workplace)
        self._take: Take | None = None
        self._why_none = ""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(Content("Welcome to voice_star"), id="title")
        yield Static(id="steps")
        with ContentSwitcher(initial=Step.STAR.name, id="step"):
            for step in STEPS:
                yield StepPage(step)
        yield Keys()

    def on_mount(self) -> None:
        """Open the microphone, load the model, and begin to look."""
        self._page(Step.MODEL).answer("looking for the speech model …")
        self._show()
        self.listen_anew()
        self._load()
        self.set_interval(_TICK, self._look)

    async def on_unmount(self) -> None:
        """Be silent, let go of the microphone, and do not come again."""
        self._workplace.player.stop()
        if failure := await self._trying.leave():
            self.app.post_message(Failed(failure))

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return Step[self.query_one(ContentSwitcher).current or Step.STAR.name]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is at each step."""
        if (action, parameters) == ("turn", (-1,)):
            return self.step is not STEPS[0]
        has_take = self._take is not None
        return is_offered(action, self.step, self.ear, has_take=has_take)

    # Keys

    def action_turn(self, by: int) -> None:
        """Show the next step, or the one before; after the last one the questions."""
        index = STEPS.index(self.step) + by
        if index == len(STEPS):
            self.action_leave()
            return
        self._workplace.player.stop()
        self.query_one(ContentSwitcher).current = STEPS[max(0, index)].name
        self._show()

    def action_tell(self) -> None:
        """Begin the trial, or end it."""
        if self.ear is Ear.READY:
            self._tell()
        elif self.ear is Ear.TELLING:
            self._hear()

    def action_play(self) -> None:
        """Play the trial."""
        self._play()

    def action_choose_microphone(self) -> None:
        """Ask which microphone, of those that there are now."""
        ask = ChoiceScreen(
            "Which microphone?",
            partial(microphones_of, self._workplace),
            current=self._workplace.settings.microphone,
        )
        self.app.push_screen(ask, self._choose)

    async def action_leave_to(self, action: str) -> None:
        """Leave, and do something without a microphone."""
        self.action_leave()
        app = self.app
        if action == "open":
            app.call_later(lambda: app.screen.run_action("open"))
        else:
            app.call_later(app.run_action, action)

    def action_leave(self) -> None:
        """Show the questions."""
        self.dismiss()

    # What follows from them

    def on_looked(self, event: Looked) -> None:
        """Say what came of it."""
        self._page(Step.MODEL).answer(event.text, event.look)

    def _show(self) -> None:
        """Show where the step stands, and which keys there are."""
        self.query_one("#steps", Static).update(steps_line(self.step))
        microphone = self._page(Step.MICROPHONE)
        if self.ear is Ear.NONE:
            microphone.answer(f"{self._why_none}\n\n{WITHOUT}", "warning")
            self._page(Step.TRIAL).answer(NO_TRIAL, "warning")
        else:
            microphone.answer(self.ear.value)
        self.refresh_bindings()

    def _be(self, ear: Ear) -> None:
        self.ear = ear
        self._show()

    def _look(self) -> None:
        """Show the level."""
        now = self._trying.now
        if now is not None:
            page = self._page(self.step)
            page.show_level(now.level, is_clipping=now.is_clipping)

    def _page(self, step: Step) -> StepPage:
        return self.query_one(f"#{step.name}", StepPage)

    # Work

    @work(group="trial", exclusive=True)
    async def listen_anew(self) -> None:
        """Open the microphone that is settled, in place of the one before."""
        self._be(Ear.OPENING)
        try:
            await self._trying.open()
        except VoiceStarError as error:
            self._why_none = str(error)
            self._be(Ear.NONE)
        else:
            self._page(Step.TRIAL).answer("")
            self._be(Ear.READY)

    @work(group="trial")
    async def _tell(self) -> None:
        self._workplace.player.stop()
        page = self._page(Step.TRIAL)
        self._be(Ear.TELLING)
        page.answer(Ear.TELLING.value)
        try:
            await self._trying.start()
        except VoiceStarError as error:
            self._be(Ear.READY)
            page.answer(str(error), "warning")

    @work(group="trial")
    async def _hear(self) -> None:
        page = self._page(Step.TRIAL)
        self._be(Ear.HEARING)
        page.answer(Ear.HEARING.value)
        try:
            tried = await self._trying.end()
        except VoiceStarError as error:
            page.answer(str(error), "warning")
        else:
            self._take = tried.take
            page.answer(tried.shown, "heard" if tried.words else "warning")
            self._play()
        self._be(Ear.READY)

    @work(thread=True, exclusive=True, group="sound")
    def _play(self) -> None:
        if self._take is None:
            return
        try:
            self._workplace.player.play(self._take, start=0.0)
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))

    @work(thread=True, group="model")
    def _load(self) -> None:
        try:
            self._workplace.helpers().result()
        except VoiceStarError as error:
            self.post_message(Looked(str(error), "warning"))
        else:
            self.post_message(Looked(HAS_MODEL, "well"))

    def _choose(self, choice: Choice | None) -> None:
        if choice is not None:
            self.app.post_message(Wanted("microphone", choice.value))
