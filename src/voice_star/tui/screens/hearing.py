"""A recording is heard: how far that is, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from voice_star.errors import VoiceStarError
from voice_star.progress import Cancelled, OnProgress, Progress
from voice_star.tui.messages import Failed, Left, Reviewed

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from voice_star.domain.review import Review


class HearingScreen(ModalScreen[None]):
    """Reviews a recording in a thread; posts `Reviewed`, or `Failed`.

    Args:
        review: Hears and reviews it, and says how far it is.
        name: What is heard, for people.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "leave", "Stop")]

    class Progressed(Message):
        """The hearing is so far.

        Attributes:
            progress: How far.
        """

        def __init__(self, progress: Progress) -> None:
            super().__init__()
            self.progress = progress

    def __init__(self, review: Callable[[OnProgress], Review], *, name: str) -> None:
        super().__init__()
        self._review = review
        self._what = name

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Vertical(classes="box"):
            yield Static(Content(self._what), classes="box-title")
            yield Static(Content("loading"), id="stage")
            yield ProgressBar(total=None, show_eta=False)
            yield Static(Content("esc stop"), classes="hint")

    def on_mount(self) -> None:
        """Begin."""
        self._hear()

    def on_hearing_screen_progressed(self, event: Progressed) -> None:
        """Show how far it is."""
        progress = event.progress
        self.query_one("#stage", Static).update(Content(progress.stage.value))
        bar = self.query_one(ProgressBar)
        bar.update(total=progress.total or None, progress=progress.done)

    def action_leave(self) -> None:
        """Stop hearing at the next word."""
        self.workers.cancel_node(self)
        self.dismiss()

    @work(thread=True)
    def _hear(self) -> None:
        worker = get_current_worker()

        def report(progress: Progress) -> None:
            if worker.is_cancelled:
                raise Cancelled
            self.post_message(self.Progressed(progress))

        try:
            review = self._review(report)
        except Cancelled:
            return
        except VoiceStarError as error:
            if not worker.is_cancelled:
                self.app.post_message(Left())
                self.app.post_message(Failed(str(error)))
        else:
            if not worker.is_cancelled:
                self.app.post_message(Reviewed(review))
