"""The speaker's own notes, a line a part: written on a screen on top of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import work
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from voice_star.domain.answer import StarPart
from voice_star.errors import VoiceStarError
from voice_star.report.labels import LETTERS, NAMES
from voice_star.storynotes import StoryNotes
from voice_star.tui.messages import Failed
from voice_star.tui.widgets.large import StoryPaper
from voice_star.tui.widgets.paper import seen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from voice_star.storynotes import NotesBook

_PARTS = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT)


class NotesScreen(ModalScreen[StoryNotes | None]):
    """Asks for notes; closes with them, or None where they stay as they were.

    Args:
        question: Whose notes.
        notes: As they are.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Back"),
        ("ctrl+s", "keep", "Keep"),
    ]

    def __init__(self, question: str, notes: StoryNotes) -> None:
        super().__init__()
        self._question = question
        self._notes = notes

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Vertical(classes="box"):
            yield Static(Content(seen(self._question)), classes="box-title")
            for part in _PARTS:
                text = getattr(self._notes, part.value)
                box = Input(text, id=part.value, select_on_focus=False)
                box.border_title = f"{LETTERS[part]} {NAMES[part]}"
                yield box
            hint = "enter next, at last keep   ctrl+s keep   esc back"
            yield Static(Content(hint), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next part; after the last one keep all."""
        if event.input.id == _PARTS[-1].value:
            self.action_keep()
        else:
            self.focus_next()

    def action_keep(self) -> None:
        """Close with the notes."""
        said = {one.id or "": one.value.strip() for one in self.query(Input)}
        self.dismiss(StoryNotes(**said))

    def action_leave(self) -> None:
        """Close without."""
        self.dismiss(None)


class Notebook(NamedTuple):
    """Where the notes on a question are.

    Attributes:
        book: Keeps them; nothing is kept if None.
        question: Which.
        is_shown: Whether they stand beside the words.
    """

    book: NotesBook | None
    question: str | None
    is_shown: bool = True


class NotedScreen(Screen[None]):
    """A screen that shows notes on a `StoryPaper`, and has them written.

    Args:
        notebook: Where they are.
    """

    @dataclass
    class NotesRead(Message):
        """The notes have been read.

        Attributes:
            notes: As they are.
        """

        notes: StoryNotes

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook

    def action_write_notes(self) -> None:
        """Ask for notes, and keep them; a take goes on meanwhile."""
        question = self._notebook.question or "An answer"
        notes = self.query_one(StoryPaper).notes
        self.app.push_screen(NotesScreen(question, notes), self._take_notes)

    def on_noted_screen_notes_read(self, event: NotesRead) -> None:
        """Show them."""
        self._show_notes(event.notes)

    def _take_notes(self, notes: StoryNotes | None) -> None:
        if notes is not None:
            self._show_notes(notes)
            self._keep_notes(notes)

    @work(thread=True, group="notes")
    def read_notes(self) -> None:
        """Show the notes that there are."""
        book, question, _ = self._notebook
        if book is not None:
            self.post_message(self.NotesRead(book.of(question)))

    @work(thread=True, group="notes")
    def _keep_notes(self, notes: StoryNotes) -> None:
        book, question, _ = self._notebook
        try:
            if book is not None:
                book.keep(question, notes)
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))

    def _show_notes(self, notes: StoryNotes) -> None:
        paper = self.query_one(StoryPaper)
        paper.notes = notes
        paper.display = bool(notes) and self._notebook.is_shown
