"""What the keys of the screen below do."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


_MANY = 14
"""More keys than this go side by side: 24 rows have no room for them."""

_COLUMN = 36
"""Columns of the left ones."""


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
        lines = [f"{key:<10}{deed}" for key, deed in self._keys]
        if len(lines) > _MANY:
            half = (len(lines) + 1) // 2
            pairs = zip_longest(lines[:half], lines[half:], fillvalue="")
            lines = [f"{left:<{_COLUMN}}{right}".rstrip() for left, right in pairs]
        with Vertical(classes="box keys"):
            yield Static(Content("Keys"), classes="box-title")
            yield Static(Content("\n".join(lines)))
            yield Static(Content("esc back"), classes="hint")

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()
