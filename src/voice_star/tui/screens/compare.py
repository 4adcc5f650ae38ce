"""Two takes side by side; where it is narrow, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.worker import get_current_worker

from voice_star.pairing import Pair
from voice_star.report.compare import comparison_lines
from voice_star.tui.messages import Left, Opened
from voice_star.tui.widgets.head import Head
from voice_star.tui.widgets.keys import Keys
from voice_star.tui.widgets.paper import Sheet

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from voice_star.domain.bands import Bands
    from voice_star.report.styled import Line

_NARROWEST, _WIDEST = 70, 160
"""Columns: with fewer the table of figures is cut, with more it is hard to read."""


class CompareScreen(Screen[None]):
    """What is different in the second of two takes.

    Args:
        pair: Which.
        now: In the zone of the user.
        bands: What is aimed at.
    """

    IS_RESTED_ON = True
    """Whether one comes back to it from what was opened on it."""

    AUTO_FOCUS = "#frame"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Scroll", key_display="↑↓"),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        ("s", "swap", "Swap"),
        ("1", "open(0)", "Open the first"),
        ("2", "open(1)", "Open the second"),
        ("question_mark", "app.show_keys", "Keys"),
        ("escape,q", "leave", "Back"),
    ]

    def __init__(self, pair: Pair, *, now: datetime, bands: Bands) -> None:
        super().__init__()
        self._pair = pair
        self._now = now
        self._bands = bands

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Head(id="head")
        with VerticalScroll(id="frame", can_focus=False):
            yield Sheet(id="sheet")
        yield Keys()

    def on_resize(self) -> None:
        """Lay it for the width there is."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open and to swap what the history has."""
        if self._pair.name is None:
            return True
        return not (action == "swap" or (action == "open" and parameters == (1,)))

    def action_scroll(self, by: int) -> None:
        """Show what is above or below."""
        self.query_one("#frame").scroll_relative(y=2 * by, animate=False)

    def action_page(self, by: int) -> None:
        """Show the page above or below."""
        frame = self.query_one("#frame")
        rows = max(1, frame.scrollable_content_region.height - 1)
        frame.scroll_relative(y=by * rows, animate=False)

    def action_swap(self) -> None:
        """Ask what is different the other way round."""
        self._pair = Pair(self._pair.after, self._pair.before)
        self._show()

    def action_open(self, which: int) -> None:
        """Open the review of one of them."""
        pair = self._pair
        self.app.post_message(Opened((pair.after if which else pair.before).id))

    def action_leave(self) -> None:
        """Go back."""
        self.app.post_message(Left())

    def _show(self) -> None:
        before, after, name = self._pair
        second = name or f"take {after.id}"
        text = f"Compare take {before.id} with {second}"
        self.query_one(Head).tell(Content.styled(text, "bold"))
        width = self.query_one("#frame").scrollable_content_region.width
        if width:
            self._lay(max(_NARROWEST, min(_WIDEST, width)))

    @work(thread=True, exclusive=True, group="lay")
    def _lay(self, width: int) -> None:
        worker = get_current_worker()
        before, after, name = self._pair
        lines = tuple(
            comparison_lines(
                before, after, now=self._now, width=width, bands=self._bands,
                name=name,
            )
        )  # fmt: skip
        if not worker.is_cancelled:
            self.call_later(self._have, lines)

    def _have(self, lines: tuple[Line, ...]) -> None:
        for sheet in self.query(Sheet):  # none where somebody has left
            sheet.shown = lines
