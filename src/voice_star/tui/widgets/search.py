"""A line to search by: what is typed chooses at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class SearchLine(Input):
    """Is seen while something is searched for.

    Args:
        hint: What can be typed.
        id: Of the widget.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "to_list", "To the list", show=False),
        Binding("escape", "end_search", "Show all"),
    ]

    @dataclass
    class Sought(Message):
        """Something else is searched for.

        Attributes:
            text: What; "" for everything.
        """

        text: str

    class Done(Message):
        """The list is wanted."""

    def __init__(self, hint: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(placeholder=hint, id=id, compact=True, select_on_focus=False)
        self.display = False

    def begin(self) -> None:
        """Be seen, and take what is typed."""
        self.display = True
        self.focus()

    def action_end_search(self) -> None:
        """Search no more."""
        self.value = ""
        self.display = False
        self.post_message(self.Done())

    def action_to_list(self) -> None:
        """Leave what is searched for as it is."""
        self.display = bool(self.value)
        self.post_message(self.Done())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is searched for."""
        event.stop()
        self.post_message(self.Sought(event.value.strip()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave it, and go to the list."""
        event.stop()
        self.action_to_list()
