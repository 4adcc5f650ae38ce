"""A review written to a file: in which form, and where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class ExportScreen(ModalScreen[Path | None]):
    """Asks for a form and a file; closes with the file, or with None for none.

    Args:
        forms: The ending of each form of file, with what people call it.
        path: What stands there at first; its ending follows the form.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("up", "move(-1)", "Form before", priority=True),
        Binding("down", "move(1)", "Next form", priority=True),
    ]

    def __init__(self, forms: Sequence[tuple[str, str]], *, path: str) -> None:
        super().__init__()
        self._forms = forms
        self._path = path

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        width = max(len(name) for _, name in self._forms) + 2
        options = [Option(Content(f"{n:<{width}}{end}")) for end, n in self._forms]
        with Vertical(classes="box"):
            yield Static(Content("Write the review to a file"), classes="box-title")
            forms = OptionList(*options, id="forms")
            forms.can_focus = False
            yield forms
            yield Input(self._path, select_on_focus=False, id="path")
            hint = "↑↓ or a click: form   enter writes   esc back"
            yield Static(Content(hint), classes="hint")

    def on_mount(self) -> None:
        """Begin with the form that the path names."""
        forms = self.query_one(OptionList)
        index = self._form_of(self._path)
        forms.highlighted = 0 if index is None else index
        self.query_one(Input).focus()

    def action_move(self, by: int) -> None:
        """Choose the form before or after."""
        forms = self.query_one(OptionList)
        last = len(self._forms) - 1
        self._choose(max(0, min(last, (forms.highlighted or 0) + by)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the form that was clicked."""
        self._choose(event.option_index)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the form that the path names now."""
        index = self._form_of(event.value)
        if index is not None:
            self.query_one(OptionList).highlighted = index

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the path."""
        text = event.value.strip()
        self.dismiss(Path(text).expanduser() if text else None)

    def action_leave(self) -> None:
        """Close without one."""
        self.dismiss(None)

    def _choose(self, index: int) -> None:
        box, ending = self.query_one(Input), self._forms[index][0]
        before = self._form_of(box.value)
        stem = box.value
        if before is not None:
            stem = stem[: -len(self._forms[before][0])]
        self.query_one(OptionList).highlighted = index
        box.value = f"{stem}{ending}"
        box.cursor_position = len(box.value)

    def _form_of(self, path: str) -> int | None:
        lower = path.strip().lower()
        found = (
            n for n, (end, _) in enumerate(self._forms) if lower.endswith(end.lower())
        )
        return next(found, None)
