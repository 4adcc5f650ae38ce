"""Small screens on top of others: a question of yes or no, a line, a path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class AskingScreen(ModalScreen[bool]):
    """Asks whether something is to be done; any key but `y` means no.

    Args:
        question: What is asked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("y", "answer(True)", "Yes"),
        ("n,escape,enter,q", "answer(False)", "No"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Vertical(classes="box"):
            yield Static(Content(self._question), classes="box-title")
            yield Static(Content("y yes   n no"), classes="hint")

    def action_answer(self, is_agreed: bool) -> None:  # noqa: FBT001 - an action
        """Close with the answer."""
        self.dismiss(is_agreed)


class LineScreen(ModalScreen[str | None]):
    """Asks for a line of text; closes with it, or with None where nobody gave any.

    Args:
        question: What is asked.
        hint: What may be written.
        text: What stands there at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Back")]

    def __init__(self, question: str, *, hint: str, text: str = "") -> None:
        super().__init__()
        self._question = question
        self._hint = hint
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Vertical(classes="box"):
            yield Static(Content(self._question), classes="box-title")
            yield Input(self._text, select_on_focus=False)
            yield Static(Content(f"{self._hint}   esc back"), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the text, which may be empty."""
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Close without one."""
        self.dismiss(None)


class PathScreen(ModalScreen[Path | None]):
    """Asks for the path of a file.

    Args:
        question: What is asked.
        hint: Which kinds of files there are.
        path: What stands there at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Back")]

    def __init__(self, question: str, *, hint: str, path: str = "") -> None:
        super().__init__()
        self._question = question
        self._hint = hint
        self._path = path

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Vertical(classes="box"):
            yield Static(Content(self._question), classes="box-title")
            yield Input(self._path, select_on_focus=False, id="path")
            yield Static(Content(f"{self._hint}   esc back"), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the path."""
        text = event.value.strip()
        self.dismiss(Path(text).expanduser() if text else None)

    def action_leave(self) -> None:
        """Close without one."""
        self.dismiss(None)
