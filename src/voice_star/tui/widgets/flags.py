"""The flags at the side: the next step on top, the chosen one open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.reactive import var

from voice_star.report.gentle import gentle_panel
from voice_star.report.panel import PanelLine, panel_of_flags
from voice_star.tui.widgets.reviewed import ReviewPaper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from voice_star.domain.review import Review
    from voice_star.report.styled import Line


class FlagPanel(ReviewPaper):
    """All flags of a review; one of them is chosen."""

    chosen: var[int] = var(0)

    @dataclass
    class Chosen(Message):
        """A flag was clicked.

        Attributes:
            index: Which, from 0.
        """

        index: int

    def watch_chosen(self) -> None:
        """Draw it."""
        self.redraw()

    def lines_of(self, review: Review, width: int) -> Sequence[Line]:
        """Return the flags, and what is strong."""
        if self.is_gentle:
            return tuple(gentle_panel(review, width, bands=self.bands))
        return tuple(one.line for one in self._panel(review, width))

    def rows_of_chosen(self) -> tuple[int, int]:
        """Return the first row of the chosen flag, and how many it has."""
        if self.review is None or self.is_gentle:
            return 0, 0
        panel = self._panel(self.review, self.size.width)
        rows = [row for row, one in enumerate(panel) if one.flag == self.chosen]
        return (rows[0], len(rows)) if rows else (0, 0)

    def on_click(self, event: events.Click) -> None:
        """Say which flag was clicked."""
        if self.review is None or self.is_gentle:
            return
        panel = self._panel(self.review, self.size.width)
        flag = panel[event.y].flag if event.y < len(panel) else None
        if flag is not None:
            self.post_message(self.Chosen(flag))

    def _panel(self, review: Review, width: int) -> tuple[PanelLine, ...]:
        return tuple(panel_of_flags(review, width, chosen=self.chosen))
