"""The takes that are kept, under the days of their sessions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from voice_star.domain.record import Record
from voice_star.domain.session import Session
from voice_star.report.historyrows import Entry, head_row, session_row, take_row
from voice_star.tui.widgets.paper import Paper
from voice_star.tui.widgets.rows import Listing, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.binding import BindingType

    from voice_star.report.historyrows import Listed
    from voice_star.report.styled import Line


class ColumnHead(Paper):
    """What stands above the columns."""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the one line."""
        del height
        return (head_row(width),)


class TakeList(Rows[Entry]):
    """The takes under the days of their sessions."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "choose", "Open")]

    def show_takes(self, found: Listed, *, now: datetime, empty: str) -> None:
        """Show takes.

        Args:
            found: Which.
            now: In the zone of the user.
            empty: What is said where there are none.
        """
        self.show(
            Listing(
                found.entries,
                partial(_drawn, now=now),
                is_heading=lambda entry: isinstance(entry, Session),
                key=lambda entry: entry.id if isinstance(entry, Record) else None,
                empty=empty,
            )
        )


def _drawn(entry: Entry, width: int, *, now: datetime) -> Line:
    if isinstance(entry, Session):
        return session_row(entry, now=now)
    return take_row(entry, width, now=now)
