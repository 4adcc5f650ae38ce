"""Which part a sentence is: asked on top of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from voice_star.domain.answer import StarPart
from voice_star.report.labels import LETTERS, NAMES

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

JUDGE = "judge"
"""What stands for no part: the judge is to say it again."""


class PartScreen(ModalScreen[str | None]):
    """Asks for a part; closes with its name, with `JUDGE`, or with None for none.

    Args:
        quote: The sentence it is asked of.
        part: Which it is now.
        is_settled: Whether somebody has settled that before.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("s", "choose('situation')", "Situation"),
        ("t", "choose('task')", "Task"),
        ("a", "choose('action')", "Actions"),
        ("r", "choose('result')", "Results"),
        ("o", "choose('other')", "Other"),
        ("j", "choose('judge')", "As judged"),
        ("escape,q", "choose('')", "Back"),
    ]

    def __init__(self, quote: str, *, part: StarPart | None, is_settled: bool) -> None:
        super().__init__()
        self._quote = quote
        self._part = part
        self._is_settled = is_settled

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        options = [
            Option(Content(f"{'o' if part is StarPart.OTHER else LETTERS[part].lower()}"
                           f"  {NAMES[part]}"), part.value)
            for part in StarPart
        ]  # fmt: skip
        if self._is_settled:
            options.append(Option(Content("j  As the judge has it"), JUDGE))
        with Vertical(classes="box"):
            yield Static(Content("This sentence tells of the"), classes="box-title")
            yield Static(Content(f"“{self._quote}”"), classes="quote")
            yield OptionList(*options, id="parts")
            yield Static(
                Content("enter or the letter chooses   esc back"), classes="hint"
            )

    def on_mount(self) -> None:
        """Begin with the part that it is now."""
        parts = self.query_one(OptionList)
        if self._part is not None:
            parts.highlighted = list(StarPart).index(self._part)
        parts.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave it to the judge only where somebody else has settled it."""
        return not (action == "choose" and parameters == (JUDGE,)) or self._is_settled

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with what was chosen."""
        self.dismiss(event.option_id)

    def action_choose(self, part: str) -> None:
        """Close with a part."""
        self.dismiss(part or None)
