"""The first line of a screen: what is seen on the left, what holds on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from voice_star.tui.widgets.paper import seen

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Head(Horizontal):
    """A line with two ends; the left one gives way."""

    def compose(self) -> ComposeResult:
        """Lay out both ends."""
        yield Static(classes="head-left")
        yield Static(classes="head-right")

    def tell(self, left: Content, right: Content = Content("")) -> None:  # noqa: B008
        """Show what stands on the left and on the right."""
        self.query_one(".head-left", Static).update(left)
        self.query_one(".head-right", Static).update(right)


def link(text: str, action: str) -> Content:
    """Return text that does something when it is clicked."""
    style = Style.from_meta({"@click": action})
    return Content.styled(seen(text), style)
