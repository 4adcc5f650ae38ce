"""What the keys of the screen below do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


class KeysScreen(ModalScreen[None]):
    """Lists keys.

    Args:
        keys: Each with what it does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,question_mark,q,enter", "leave", "Back")
    ]

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Vertical(classes="box"):
            yield Static(Content("Keys"), classes="box-title")
            lines = [f"{key:<12}{deed}" for key, deed in self._keys]
            yield Static(Content("\n".join(lines)))
            yield Static(Content("esc back"), classes="hint")

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()
