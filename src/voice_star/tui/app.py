"""The app: which screen follows on which, and its themes."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.content import Content

from voice_star.errors import VoiceStarError
from voice_star.tui.messages import (
    Asked,
    Charted,
    Compared,
    Exported,
    Failed,
    Opened,
    Paired,
    Picked,
    Reviewed,
)
from voice_star.tui.rooms import RoomsApp, bindings_of, is_recording
from voice_star.tui.screens.home import HomeScreen
from voice_star.tui.tidying import tidy
from voice_star.tui.widgets.paper import seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from textual.screen import Screen

    from voice_star.domain.attempt import Attempt
    from voice_star.domain.question import Question
    from voice_star.domain.review import Review
    from voice_star.pairing import Pair
    from voice_star.progress import OnProgress
    from voice_star.workplace import Workplace

_T = TypeVar("_T")

_READ = 12.0
"""Seconds a complaint stands: two sentences are read in half of it."""

_LOOK_ROUND = 3.0
"""Seconds between two looks whether it is time to tidy up: soon after a take, which
leaves most, and else after twenty looks."""
_LOOKS = 20

_DRAWN = 0.5
"""Seconds after which a screen is drawn: whoever reads it misses no key."""

_LATER = ("recording", "review", "hearing", "keys", "history", "charts", "compare")
"""Modules of screens that are seen later: imported behind the first one."""


class VoiceStarApp(RoomsApp):
    """Home, recording, review; history, charts and two takes side by side.

    Args:
        workplace: What all screens work with.
    """

    TITLE = "voice_star"
    CSS_PATH = ["app.tcss", "rooms.tcss"]  # noqa: RUF012 - its base's
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - its base's

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._home = HomeScreen(workplace)
        self._looks_left = _LOOKS

    def questions(self) -> Iterable[Question]:
        """Return the questions that can be answered."""
        return self.workplace.library.questions()

    def on_mount(self) -> None:
        """Show the questions, and load the model behind them."""
        self.push_screen(self._home)
        self.greet()
        self.call_after_refresh(self._load)
        self.set_interval(_LOOK_ROUND, self.look_round)

    def on_unmount(self) -> None:
        """Be silent."""
        self.workplace.close()

    # What screens say

    async def on_asked(self, event: Asked) -> None:
        """Record an answer."""
        brief = self.workplace.brief(event.question)
        studio = self.workplace.studio(brief)
        from voice_star.tui.screens.recording import RecordingScreen

        await self._show_over_home(
            RecordingScreen(
                studio,
                brief,
                after=event.after,
                appearance=self.workplace.settings.app,
                book=self.workplace.notes,
            )
        )

    async def on_picked(self, event: Picked) -> None:
        """Review a recording."""
        path = event.path
        await self._hear(lambda on_progress: self._review(path, on_progress), path.name)

    async def on_reviewed(self, event: Reviewed) -> None:
        """Show a review."""
        from voice_star.tui.screens.review import ReviewScreen

        await self._show_over_home(
            ReviewScreen(
                event.review,
                player=self.workplace.player,
                bands=self.workplace.bands,
                told=event.told,
                desk=self.workplace.desk(event.told),
                gentle=self.workplace.settings.app.gentle,
                rehear=self.workplace.rehearer(event.told),
            )
        )

    async def on_missed(self) -> None:
        """Finish takes that were cut off, and review the latest."""
        workplace = self.workplace
        await self._hear(
            lambda on_progress: workplace.files.save_cut_off(on_progress=on_progress),
            "What was left over",
        )

    async def on_left(self) -> None:
        """Go back to the screen from which one came: the questions, or the history."""
        if self.screen is not self._home:
            await self.pop_screen()
        while not getattr(self.screen, "IS_RESTED_ON", False):
            await self.pop_screen()
        if self.screen is self._home:
            self._home.look()

    # What is kept

    def on_opened(self, event: Opened) -> None:
        """Show the review of an attempt."""
        number, library = event.number, self.workplace.library
        self._fetch(lambda: library.attempt(number), self._show_attempt)

    def on_paired(self, event: Paired) -> None:
        """Show two attempts side by side."""
        from voice_star.pairing import pair_of

        before, after, library = event.before, event.after, self.workplace.library
        self._fetch(lambda: pair_of(library, before, after), self._show_pair)

    def on_compared(self, event: Compared) -> None:
        """Show a review beside another take of its question."""
        from voice_star.pairing import pair_with_other

        library, at = self.workplace.library, event.moment
        review, number = event.review, event.number
        self._fetch(
            lambda: pair_with_other(library, review, moment=at, number=number),
            self._show_pair,
        )

    def on_charted(self, event: Charted) -> None:
        """Show charts."""
        from voice_star.tui.screens.charts import ChartsScreen

        bands = self.workplace.bands
        library = self.workplace.library
        self.push_screen(ChartsScreen(library, bands=bands, sought=event.sought))

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
        workplace = self.workplace
        await self._hear(
            lambda on_progress: workplace.files.review_sample(on_progress=on_progress),
            "The sample answer",
        )

    def action_show_keys(self) -> None:
        """List the keys of the screen that is seen."""
        from voice_star.tui.screens.keys import KeysScreen

        keys: dict[str, list[str]] = {}
        for node, binding, is_enabled, _ in self.screen.active_bindings.values():
            # Those that textual has on every screen would hide ours.
            own = {one.action for one in bindings_of(node)}
            if is_enabled and binding.action in own:
                shown = keys.setdefault(binding.tooltip or binding.description, [])
                if (key := self.get_key_display(binding)) not in shown:
                    shown.append(key)
        self.push_screen(KeysScreen([(" ".join(k), deed) for deed, k in keys.items()]))

    def action_show_history(self) -> None:
        """Show all takes that are kept."""
        from voice_star.tui.screens.history import HistoryScreen

        self.push_screen(HistoryScreen(self.workplace.library))

    # Work

    def _review(self, path: Path, on_progress: OnProgress) -> Review:
        brief = self.workplace.brief(None)
        return self.workplace.files.review(path, brief, on_progress=on_progress)

    @work(thread=True, group="export")
    def _export(self, wanted: Exported) -> None:
        try:
            self.workplace.export(wanted.review, wanted.path, moment=wanted.moment)
        except VoiceStarError as error:
            self.post_message(Failed(str(error)))
        else:
            self.notify(seen(f"Written to {wanted.path}"), markup=False)

    async def _hear(self, review: Callable[[OnProgress], Review], name: str) -> None:
        from voice_star.tui.screens.hearing import HearingScreen

        await self._go_home()
        screen = HearingScreen(review, name=name)
        # It is called only where somebody stops it: there may be less to save now.
        self.push_screen(screen, lambda _: self._home.look())

    def look_round(self) -> None:
        """Tidy up, but not while somebody speaks: nothing moves meanwhile."""
        if any(is_recording(one) for one in self.screen_stack):
            self._looks_left = 0
        elif self._looks_left:
            self._looks_left -= 1
        else:
            self._looks_left = _LOOKS
            tidy()

    async def _show_over_home(self, screen: Screen[None]) -> None:
        """Show a screen from which one comes back to the questions.

        It takes the place of what is seen: on a slow machine the questions would stand
        there for a moment, as if nothing had come of the take.
        """
        lowest = self.screen_stack.index(self._home) + 1
        while len(self.screen_stack) > lowest + 1:
            await self.pop_screen()
        if self.screen is self._home:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)
        # A take leaves most behind, and the next may begin at once.
        self._looks_left = 0
        self.set_timer(_DRAWN, self.look_round)

    async def _go_home(self) -> None:
        while self.screen is not self._home:
            await self.pop_screen()

    @work(thread=True, exclusive=True, group="fetch")
    def _fetch(self, read: Callable[[], _T], then: Callable[[_T], object]) -> None:
        """Read something that is kept, and show it to who still waits for it."""
        asked_on = self.screen
        try:
            found = read()
        except VoiceStarError as error:
            self.post_message(Failed(str(error)))
        else:
            self.call_later(lambda: self.screen is asked_on and then(found))

    def _show_attempt(self, attempt: Attempt) -> None:
        from voice_star.tui.screens.review import ReviewScreen

        workplace = self.workplace
        self.push_screen(
            ReviewScreen(
                attempt.review,
                player=workplace.player,
                bands=workplace.bands,
                kept=attempt,
                desk=workplace.desk(number=attempt.id),
                gentle=workplace.settings.app.gentle,
            )
        )

    def _show_pair(self, pair: Pair) -> None:
        from voice_star.tui.screens.compare import CompareScreen

        workplace = self.workplace
        self.push_screen(
            CompareScreen(pair, now=workplace.now(), bands=workplace.bands)
        )

    @work(thread=True, group="model")
    def _load(self) -> None:
        for name in _LATER:
            importlib.import_module(f"voice_star.tui.screens.{name}")
        try:
            self.workplace.helpers().result()
        except VoiceStarError as error:
            self.post_message(Failed(str(error)))
