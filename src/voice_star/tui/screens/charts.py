"""Charts: pace, seconds of each part, fillers and flags, over takes or sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.worker import get_current_worker

from voice_star.errors import VoiceStarError
from voice_star.report.historyrows import matching
from voice_star.report.plain import counted
from voice_star.report.styled import shortened
from voice_star.report.trendpage import block_height, choices_of, page_of_charts
from voice_star.tui.messages import Failed, Left
from voice_star.tui.widgets.head import Head, link
from voice_star.tui.widgets.keys import Keys
from voice_star.tui.widgets.paper import Sheet, seen

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from voice_star.domain.bands import Bands
    from voice_star.domain.record import Record
    from voice_star.library import Library
    from voice_star.report.styled import Line

_Choices: TypeAlias = "tuple[tuple[str, tuple[Record, ...]], ...]"

_ASIDE = 34
"""Columns of the first line that are not the name of what is charted."""

_NARROWEST = 40


class ChartsScreen(Screen[None]):
    """Charts of takes.

    Args:
        library: Where they are kept.
        bands: What is aimed at.
        sought: What was searched for; "" for all takes.
    """

    IS_RESTED_ON = True
    """Whether one comes back to it from what was opened on it."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k,pageup", "turn(-1)", "Chart above", show=False),
        Binding("down,j,pagedown,space", "turn(1)", "Charts", key_display="↑↓"),
        Binding("left", "choose(-1)", "Question before", show=False),
        Binding("right", "choose(1)", "Questions", key_display="←→"),
        ("s", "change_unit", "Takes/sessions"),
        ("question_mark", "app.show_keys", "Keys"),
        ("escape,q", "leave", "Back"),
    ]

    def __init__(self, library: Library, *, bands: Bands, sought: str = "") -> None:
        super().__init__()
        self._library = library
        self._bands = bands
        self._sought = sought
        self._choices: _Choices = ()
        self._chosen = 0
        self._by_session = False

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Head(id="head")
        with VerticalScroll(id="frame", can_focus=False):
            yield Sheet(id="sheet")
        yield Keys()

    def on_mount(self) -> None:
        """Read what is charted."""
        self.query_one(Head).tell(Content.styled("Charts", "bold"))
        self._read()

    def on_resize(self) -> None:
        """Draw them for the room there is."""
        self._show()

    # Keys

    def action_turn(self, by: int) -> None:
        """Show the charts above or below."""
        frame = self.query_one("#frame")
        region = frame.scrollable_content_region
        rows = block_height(region.width, region.height)
        place = round(frame.scroll_y / rows) + by
        frame.scroll_to(y=place * rows, animate=False)

    def action_choose(self, by: int) -> None:
        """Chart the next question or story, or the one before."""
        if self._choices:
            self._chosen = (self._chosen + by) % len(self._choices)
            self._show()

    def action_change_unit(self) -> None:
        """Chart sessions, or takes again."""
        self._by_session = not self._by_session
        self._show()

    def action_leave(self) -> None:
        """Go back."""
        self.app.post_message(Left())

    # Work

    @work(thread=True, exclusive=True, group="read")
    def _read(self) -> None:
        try:
            records = self._library.records()
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))
            return
        choices = choices_of(records)
        if self._sought:
            found = matching(records, self._sought)
            choices = ((f"Found: {self._sought}", found), *choices)
        self.call_later(self._have, choices)

    def _have(self, choices: _Choices) -> None:
        self._choices = choices
        if not self.query(Sheet):  # somebody has left
            return
        self._show()

    def _show(self) -> None:
        region = self.query_one("#frame").scrollable_content_region
        if not self._choices or not region.width:
            return
        name, records = self._choices[self._chosen]
        unit = "by session" if self._by_session else "by take"
        room = max(10, self.size.width - _ASIDE)
        self.query_one(Head).tell(
            Content.assemble(
                link("◀ ", "screen.choose(-1)"),
                (shortened(seen(name), room), "bold"),
                link(" ▶", "screen.choose(1)"),
            ),
            Content.assemble(
                f"{counted(len(records), 'take')} · ",
                link(unit, "screen.change_unit"),
            ),
        )
        self._draw(records, max(_NARROWEST, region.width), region.height)

    @work(thread=True, exclusive=True, group="draw")
    def _draw(self, records: tuple[Record, ...], width: int, height: int) -> None:
        worker = get_current_worker()
        lines = page_of_charts(
            records, width, height, now=self._library.now(), bands=self._bands,
            by_session=self._by_session,
        )  # fmt: skip
        if not worker.is_cancelled:
            self.call_later(self._have_drawn, lines)

    def _have_drawn(self, lines: tuple[Line, ...]) -> None:
        for sheet in self.query(Sheet):  # none where somebody has left
            sheet.shown = lines
