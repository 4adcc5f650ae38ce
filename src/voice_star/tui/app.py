"""The app: which screen follows on which, and its themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content

from voice_star.domain.bank import read_bank
from voice_star.errors import VoiceStarError
from voice_star.tui.messages import Asked, Exported, Failed, Picked, Reviewed
from voice_star.tui.screens.hearing import HearingScreen
from voice_star.tui.screens.home import HomeScreen
from voice_star.tui.screens.keys import KeysScreen
from voice_star.tui.screens.recording import RecordingScreen
from voice_star.tui.screens.review import ReviewScreen
from voice_star.tui.themes import DARK, LIGHT
from voice_star.tui.widgets.paper import seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voice_star.domain.review import Review
    from voice_star.progress import OnProgress
    from voice_star.workplace import Workplace

_READ = 12.0
"""Seconds a complaint stands: two sentences are read in half of it."""

_OURS = __name__.partition(".")[0]
"""The package whose keys are told."""


class VoiceStarApp(App[int]):
    """Home, recording, review.

    Args:
        workplace: What all screens work with.
    """

    TITLE = "voice_star"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - its base's
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "turn_light", "Dark/light", show=False)
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._home = HomeScreen(read_bank())
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the inks, for themes that do not know them."""
        return DARK.variables

    def on_mount(self) -> None:
        """Show the questions, and load the model behind them."""
        self.push_screen(self._home)
        self._look_at_takes()
        self._load()

    def on_unmount(self) -> None:
        """Be silent."""
        self._workplace.close()

    # What screens say

    async def on_asked(self, event: Asked) -> None:
        """Record an answer."""
        await self._go_home()
        brief = self._workplace.brief(event.question)
        studio = self._workplace.studio(brief)
        self.push_screen(RecordingScreen(studio, brief, after=event.after))

    async def on_picked(self, event: Picked) -> None:
        """Review a recording."""
        path = event.path
        await self._hear(lambda on_progress: self._review(path, on_progress), path.name)

    async def on_reviewed(self, event: Reviewed) -> None:
        """Show a review."""
        await self._go_home()
        self.push_screen(
            ReviewScreen(
                event.review,
                player=self._workplace.player,
                bands=self._workplace.bands,
                told=event.told,
                desk=self._workplace.desk(event.told),
                gentle=self._workplace.gentle,
            )
        )

    async def on_missed(self) -> None:
        """Finish takes that were cut off, and review the latest."""
        workplace = self._workplace
        await self._hear(
            lambda on_progress: workplace.save_cut_off(on_progress=on_progress),
            "The take that was cut off",
        )

    async def on_left(self) -> None:
        """Show the questions again."""
        await self._go_home()

    def on_exported(self, event: Exported) -> None:
        """Write a review to a file."""
        self._export(event)

    def on_failed(self, event: Failed) -> None:
        """Say what went wrong."""
        self.notify(
            str(Content(seen(event.text))),
            severity="error",
            timeout=_READ,
            markup=False,
        )

    # Keys that mean the same everywhere

    async def action_review_sample(self) -> None:
        """Review the sample answer."""
        workplace = self._workplace
        await self._hear(
            lambda on_progress: workplace.review_sample(on_progress=on_progress),
            "The sample answer",
        )

    def action_show_keys(self) -> None:
        """List the keys of the screen that is seen."""
        keys: dict[str, list[str]] = {}
        for node, binding, is_enabled, _ in self.screen.active_bindings.values():
            # Those that textual has on every screen would hide ours.
            own = {
                one.action
                for kind in type(node).__mro__
                if kind.__module__.startswith(_OURS)
                for one in Binding.make_bindings(vars(kind).get("BINDINGS", ()))
            }
            if is_enabled and binding.action in own:
                shown = keys.setdefault(binding.description, [])
                if (key := self.get_key_display(binding)) not in shown:
                    shown.append(key)
        self.push_screen(KeysScreen([(" ".join(k), deed) for deed, k in keys.items()]))

    def action_turn_light(self) -> None:
        """Change between dark and light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    # Work

    def _review(self, path: Path, on_progress: OnProgress) -> Review:
        brief = self._workplace.brief(None)
        return self._workplace.review_file(path, brief, on_progress=on_progress)

    @work(thread=True, group="export")
    def _export(self, wanted: Exported) -> None:
        try:
            self._workplace.export(wanted.review, wanted.path, moment=wanted.moment)
        except VoiceStarError as error:
            self.post_message(Failed(str(error)))
        else:
            self.notify(seen(f"Written to {wanted.path}"), markup=False)

    async def _hear(self, review: Callable[[OnProgress], Review], name: str) -> None:
        await self._go_home()
        self.push_screen(HearingScreen(review, name=name))

    async def _go_home(self) -> None:
        while self.screen is not self._home:
            await self.pop_screen()
        self._look_at_takes()

    @work(thread=True, exclusive=True, group="takes")
    def _look_at_takes(self) -> None:
        counts = self._workplace.count_takes()
        n_cut_off = self._workplace.n_cut_off()
        self.call_from_thread(self._home.show, counts, n_cut_off=n_cut_off)

    @work(thread=True, group="model")
    def _load(self) -> None:
        try:
            self._workplace.helpers().result()
        except VoiceStarError as error:
            self.post_message(Failed(str(error)))
