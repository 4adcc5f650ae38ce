"""A question of one's own: its words, what an interviewer looks for, its theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Select, Static

from voice_star.domain.question import Theme
from voice_star.report.questions import THEMES

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from voice_star.domain.question import Question


class Wording(NamedTuple):
    """What somebody wrote."""

    text: str
    hint: str
    theme: Theme


class WordingScreen(ModalScreen[Wording | None]):
    """Asks how a question is to be worded; closes with None where nobody said.

    Args:
        question: The one that is changed; None for a new one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Back")]

    def __init__(self, question: Question | None = None) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        question = self._question
        title = "A question of your own" if question is None else "Change the question"
        with Vertical(classes="box"):
            yield Static(Content(title), classes="box-title")
            yield Static(Content("The question"))
            yield Input("" if question is None else question.text, id="text")
            yield Static(Content("What they look for (may be left out)"))
            yield Input("" if question is None else question.hint, id="hint")
            if question is None:
                yield Static(Content("Theme"))
                yield Select[Theme](
                    [(name, theme) for theme, name in THEMES.items()],
                    value=Theme.OTHER,
                    allow_blank=False,
                    compact=True,
                    id="theme",
                )
            told = "enter keep   tab next field   esc back"
            if question is not None:
                told = f"Its takes stay with it.   {told}"
            yield Static(Content(told), classes="hint")

    def on_input_submitted(self) -> None:
        """Close with what is written."""
        text = self.query_one("#text", Input).value.strip()
        if not text:
            self.query_one("#text", Input).focus()
            return
        theme = Theme.OTHER if self._question is None else self._question.theme
        for chosen in self.query(Select):
            theme = Theme(str(chosen.value))
        self.dismiss(Wording(text, self.query_one("#hint", Input).value.strip(), theme))

    def action_leave(self) -> None:
        """Close with nothing."""
        self.dismiss(None)
