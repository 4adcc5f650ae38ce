"""The history: every take, the latest first, found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from voice_star.domain.record import Record
from voice_star.errors import VoiceStarError
from voice_star.report.historyrows import Listed, listed, matching
from voice_star.report.plain import clock, counted
from voice_star.tui.messages import Charted, Failed, Left, Opened, Paired
from voice_star.tui.screens.asking import AskingScreen
from voice_star.tui.widgets.head import Head
from voice_star.tui.widgets.keys import Keys
from voice_star.tui.widgets.paper import seen
from voice_star.tui.widgets.search import SearchLine
from voice_star.tui.widgets.takes import ColumnHead, TakeList

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from voice_star.library import Library
    from voice_star.tui.widgets.rows import Rows

_HINT = "words of a question or a story, a flag such as no why, or #12"

_NOTHING = "No takes yet. Answer a question, and it is here."
_NOT_FOUND = "No take is like that. esc shows all."


class HistoryScreen(Screen[None]):
    """All takes that are kept.

    Args:
        library: Where they are kept.
    """

    IS_RESTED_ON = True
    """Whether one comes back to it from what was opened on it."""

    AUTO_FOCUS = "#takes"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("slash", "search", "Search"),
        ("c", "mark", "Compare"),
        ("t", "chart", "Charts"),
        ("delete,f", "forget", "Forget"),
        ("question_mark", "app.show_keys", "Keys"),
        ("escape,q", "leave", "Back"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._records: tuple[Record, ...] = ()
        self._sought = ""
        self._marked: int | None = None
        self._is_forgetting = False

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Head(id="head")
        yield SearchLine(_HINT, id="search")
        yield ColumnHead(id="columns")
        yield TakeList(id="takes", opens_at_once=False)
        yield Static(id="remark")
        yield Keys()

    def on_mount(self) -> None:
        """Say what is on its way."""
        self.query_one(Head).tell(Content.styled("History", "bold"))

    def on_screen_resume(self) -> None:
        """Read what is kept: it may have changed while other screens were seen."""
        self._read()

    # Keys and clicks

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the review of a take."""
        if isinstance(event.entry, Record):
            self.app.post_message(Opened(event.entry.id))

    def on_search_line_sought(self, event: SearchLine.Sought) -> None:
        """Show what is searched for."""
        self._sought = event.text
        self._sift()

    def on_search_line_done(self) -> None:
        """Go to the takes."""
        self.query_one(TakeList).focus()

    def action_search(self) -> None:
        """Search by typing."""
        self.query_one(SearchLine).begin()

    def action_mark(self) -> None:
        """Mark a take; the second one that is marked is compared with the first."""
        record = self._pointed()
        if record is None:
            return
        first, self._marked = self._marked, None
        if first is None:
            self._marked = record.id
        elif first != record.id:
            moments = {one.id: (one.moment, one.id) for one in self._records}
            before, after = sorted((first, record.id), key=lambda one: moments[one])
            self.app.post_message(Paired(before, after))
        self._show_marked()

    def action_chart(self) -> None:
        """Show charts of what is listed."""
        self.app.post_message(Charted(self._sought))

    def action_forget(self) -> None:
        """Ask, and delete a take for good."""
        record = self._pointed()
        if record is None or self._is_forgetting:
            return
        asked = f"Delete take {record.id} for good, words and recording?"

        def answered(is_agreed: bool | None) -> None:  # noqa: FBT001 - a callback
            if is_agreed:
                self._is_forgetting = True
                self._say(f"Deleting take {record.id} and every trace of it ...")
                self._forget(record.id)

        self.app.push_screen(AskingScreen(asked), answered)

    def action_leave(self) -> None:
        """End what was begun: a mark, a search; without any go back."""
        if self._marked is not None:
            self._marked = None
            self._show_marked()
        elif self._sought:
            self.query_one(SearchLine).action_end_search()
        else:
            self.app.post_message(Left())

    # Work

    @work(thread=True, exclusive=True, group="read")
    def _read(self) -> None:
        try:
            records = self._library.records()
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))
            return
        self.call_later(self._have, records)

    def _have(self, records: tuple[Record, ...]) -> None:
        self._records = records
        if self._marked not in {None, *(one.id for one in records)}:
            self._marked = None
        self._sift()

    @work(thread=True, exclusive=True, group="sift")
    def _sift(self) -> None:
        worker = get_current_worker()
        found = listed(matching(self._records, self._sought))
        if not worker.is_cancelled:
            self.call_later(self._show, found, self._library.now())

    @work(thread=True, group="forget")
    def _forget(self, number: int) -> None:
        try:
            done = self._library.forget(number)
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))
        else:
            told = f"Deleted for good: take {number}"
            told += ", its recording too." if done.n_recordings else "."
            left = "".join(
                f" What was set aside earlier may tell of it: {path}"
                for path in done.left
            )
            self.app.notify(seen(told + left), markup=False)
        self.call_later(self._have_forgotten)

    def _have_forgotten(self) -> None:
        self._is_forgetting = False
        if not self.query(TakeList):  # somebody has left
            return
        self._say("")
        self._read()

    # What is seen

    def _show(self, found: Listed, now: datetime) -> None:
        if not self.query(TakeList):  # somebody has left
            return
        empty = _NOT_FOUND if self._records else _NOTHING
        self.query_one(TakeList).show_takes(found, now=now, empty=empty)
        self._tell(found)
        self._show_marked()

    def _tell(self, found: Listed) -> None:
        facts = [
            counted(found.n_takes, "take"),
            counted(found.n_sessions, "session"),
            f"{clock(found.spoken)} spoken",
        ]
        left = Content.assemble(("History", "bold"), f"   {' · '.join(facts)}")
        of_all = f"of {counted(len(self._records), 'take')}" if self._sought else ""
        self.query_one(Head).tell(left, Content(of_all))

    def _show_marked(self) -> None:
        is_any = self._marked is not None
        marks: frozenset[object] = frozenset({self._marked} if is_any else set())
        self.query_one(TakeList).marked = marks
        if is_any:
            self._say(f"Take {self._marked} is marked: c on another compares the two.")
        elif not self._is_forgetting:
            self._say("")

    def _say(self, text: str) -> None:
        remark = self.query_one("#remark", Static)
        remark.update(Content(text))
        remark.display = bool(text)

    def _pointed(self) -> Record | None:
        entry = self.query_one(TakeList).pointed
        return entry if isinstance(entry, Record) else None
