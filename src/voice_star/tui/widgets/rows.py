"""Rows to choose from, of which only those that are seen are ever drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from voice_star.report.styled import DIM, Piece
from voice_star.tui.widgets.paper import INKED, drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from voice_star.report.styled import Line

_T = TypeVar("_T")

GUTTER = 2
"""Columns on the left that rows leave blank."""

_CURSOR, _MARKED = "▸ ", "◆ "


@dataclass(frozen=True, slots=True)
class Listing(Generic[_T]):
    """What there is to choose from.

    Attributes:
        entries: A row each.
        draw: Returns an entry in a width; its first two columns are blank.
        is_heading: Tells which cannot be chosen.
        key: Returns what an entry is known by when others come or go.
        empty: What is said where there are none.
    """

    entries: Sequence[_T]
    draw: Callable[[_T, int], Line]
    is_heading: Callable[[_T], bool]
    key: Callable[[_T], object]
    empty: str = ""


class Rows(ScrollView, Generic[_T], can_focus=True):
    """A list with a cursor. Thousands of rows cost no more than those in view.

    Args:
        id: Of the widget.
        opens_at_once: Whether a click chooses a row, wherever the cursor was;
            otherwise the first click only points at it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {*INKED, "rows--cursor"}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", show=False),
        Binding("up", "move(-1)", "Row above", show=False),
        Binding("down", "move(1)", "Row below", show=False),
        Binding("pageup", "page(-1)", "Page above", show=False),
        Binding("pagedown", "page(1)", "Page below", show=False),
        Binding("home", "end(-1)", "First", show=False),
        Binding("end", "end(1)", "Last", show=False),
    ]

    cursor: var[int] = var(-1)
    marked: var[frozenset[object]] = var(frozenset[object]())

    @dataclass
    class Chosen(Message):
        """A row was chosen.

        Attributes:
            entry: What stands in it.
        """

        entry: object

    @dataclass
    class Pointed(Message):
        """The cursor has come to a row.

        Attributes:
            entry: What stands in it; None where there is nothing to choose.
        """

        entry: object | None

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - as all widgets call it
        opens_at_once: bool = True,
    ) -> None:
        super().__init__(id=id)
        self._listing: Listing[_T] | None = None
        self._opens_at_once = opens_at_once

    @property
    def pointed(self) -> _T | None:
        """What the cursor is at; None where there is nothing to choose."""
        listing = self._listing
        if listing is None or not 0 <= self.cursor < len(listing.entries):
            return None
        return listing.entries[self.cursor]

    def show(self, listing: Listing[_T]) -> None:
        """Show rows; the cursor stays at what it was at, or near where it was."""
        before = self.pointed
        key = None if before is None else listing.key(before)
        self._listing = listing
        self.virtual_size = Size(self.size.width, len(listing.entries))
        place = self._place_of(key) if key is not None else None
        if place is None:
            place = self._selectable(max(0, self.cursor), 1)
        if place is None:
            place = self._selectable(len(listing.entries) - 1, -1)
        self.cursor = -1 if place is None else place
        self._bring_in()
        self.refresh()
        self.post_message(self.Pointed(self.pointed))

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        n_rows = 0 if self._listing is None else len(self._listing.entries)
        self.virtual_size = Size(self.size.width, n_rows)
        self.call_after_refresh(self._bring_in)

    def watch_cursor(self) -> None:
        """Draw it, and say where it is."""
        self._bring_in()
        self.refresh()
        self.post_message(self.Pointed(self.pointed))

    def watch_marked(self) -> None:
        """Draw it."""
        self.refresh()

    # Keys and clicks

    def action_choose(self) -> None:
        """Choose the row at the cursor."""
        if self.pointed is not None:
            self.post_message(self.Chosen(self.pointed))

    def action_move(self, by: int) -> None:
        """Move the cursor to the next row that can be chosen."""
        place = self._selectable(self.cursor + by, by)
        if place is None:
            # What stands above the first is its heading: it shall be seen.
            self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False)
        else:
            self.cursor = place

    def action_page(self, by: int) -> None:
        """Move the cursor by what is seen at once."""
        if self._listing is None:
            return
        last = len(self._listing.entries) - 1
        goal = self.cursor + by * max(1, self.size.height - 1)
        goal = max(0, min(last, goal))
        place = self._selectable(goal, by)
        if place is None:
            place = self._selectable(goal, -by)
        if place is not None:
            self.cursor = place

    def action_end(self, by: int) -> None:
        """Move the cursor to the first row or the last."""
        last = 0 if self._listing is None else len(self._listing.entries) - 1
        place = self._selectable(0 if by < 0 else last, -by)
        if place is not None:
            self.cursor = place
        if by < 0:
            self.scroll_to(y=0, animate=False)

    def on_click(self, event: events.Click) -> None:
        """Point at a row, or choose it."""
        place = event.y + round(self.scroll_offset.y)
        if self._selectable(place, 0) is None:
            return
        was_there = place == self.cursor
        self.cursor = place
        if self._opens_at_once or was_there:
            self.action_choose()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return a row that is seen."""
        width = self.scrollable_content_region.width
        place = y + round(self.scroll_offset.y)
        listing = self._listing
        if listing is not None and not listing.entries and not y:
            return drawn(self, (Piece(listing.empty, DIM),), width)
        if listing is None or place >= len(listing.entries):
            return Strip.blank(width, self.rich_style)
        entry = listing.entries[place]
        strip = drawn(self, listing.draw(entry, width), width)
        if listing.is_heading(entry):
            return strip
        is_at = place == self.cursor
        is_marked = listing.key(entry) in self.marked
        mark = _MARKED if is_marked else _CURSOR if is_at else " " * GUTTER
        bold = self.rich_style + Style(bold=True)
        strip = Strip([Segment(mark, bold), *strip.crop(GUTTER, width)])
        if is_at:
            ground = self.get_component_rich_style("rows--cursor", partial=True)
            # What a row says of its background goes before: it is put under all.
            under = Style(bgcolor=ground.bgcolor)
            strip = Strip(
                Segment(one.text, (one.style or Style()) + under) for one in strip
            )
        return strip.adjust_cell_length(width, self.rich_style)

    def _bring_in(self) -> None:
        """Scroll by as little as shows the cursor, and the heading of the first row."""
        if self.cursor < 0 or not self.size.height:
            return
        top = self.cursor
        if self._selectable(top - 1, 0) is None and self.size.height > 1:
            top = max(0, top - 1)
        region = Region(0, top, 1, self.cursor - top + 1)
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    # Places

    def _selectable(self, place: int, by: int) -> int | None:
        """Return the first place from here on that can be chosen; None without any."""
        listing = self._listing
        if listing is None:
            return None
        while 0 <= place < len(listing.entries):
            if not listing.is_heading(listing.entries[place]):
                return place
            if not by:
                return None
            place += by
        return None

    def _place_of(self, key: object) -> int | None:
        listing = self._listing
        if listing is None:
            return None
        return next(
            (
                place
                for place, entry in enumerate(listing.entries)
                if not listing.is_heading(entry) and listing.key(entry) == key
            ),
            None,
        )
