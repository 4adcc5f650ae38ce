"""What a word really was, and what somebody notes: written on top of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

if TYPE_CHECKING:
    from textual.app import ComposeResult

LONGEST = 20_000
"""Letters of notes: some ten pages, and nothing that a slip of the hand pasted."""


class WordScreen(ModalScreen[str | None]):
    """Asks what was said; closes with it, or with None where nothing is to change.

    Args:
        word: As it was heard.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Back")]

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        hint = "Several words are fine. Leave none if it was never said."
        with Vertical(classes="box"):
            yield Static(Content("What did you say here?"), classes="box-title")
            yield Input(self._word, select_on_focus=False, id="word")
            yield Static(
                Content(f"{hint}\nenter puts it right   esc back"), classes="hint"
            )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with what was said."""
        self.dismiss(" ".join(event.value.split()))

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)


class NotesScreen(ModalScreen[str]):
    """Shows notes to be written on; closes with them.

    Args:
        text: What was noted before.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "leave", "Keep", priority=True)
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Vertical(classes="box"):
            yield Static(Content("Notes on this take"), classes="box-title")
            yield TextArea(self._text, id="notes", tab_behavior="focus")
            yield Static(Content("esc keeps them and goes back"), classes="hint")

    def on_mount(self) -> None:
        """Write on where one left off."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_leave(self) -> None:
        """Close with the notes."""
        self.dismiss(self.query_one(TextArea).text[:LONGEST].strip())
