"""The home screen: which question, or which recording."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from voice_star.domain.question import Question, Theme, key_of
from voice_star.report.plain import counted
from voice_star.tui.messages import Asked, Missed, Picked
from voice_star.tui.screens.asking import PathScreen
from voice_star.tui.widgets.paper import seen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

_WELCOME = (
    "Answer one out loud: where it was (Situation), what was asked of you (Task),",
    "what you did (Actions), and what came of it and why that counts (Results).",
)


_KINDS = "wav, flac, mp3, m4a, ogg, opus, webm, mp4"


class QuestionList(OptionList):
    """The questions; its first key is told at the foot of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "select", "Answer")]


class HomeScreen(Screen[None]):
    """The questions by theme.

    Args:
        questions: Of the bank and the user's own, by theme.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("o", "open", "Open a file"),
        ("s", "app.review_sample", "Sample"),
        ("u", "save_cut_off", "Save cut-off take"),
        ("question_mark", "app.show_keys", "Keys"),
        ("q", "app.quit", "Quit"),
    ]

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__()
        self._questions = [one for one in questions if not one.is_retired]
        self._n_cut_off = 0

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(Content("voice_star"), id="title")
        yield Static(Content("\n".join(_WELCOME)), id="welcome")
        yield Static(id="cut-off")
        yield QuestionList(id="questions")
        yield Static(id="hint-line")
        yield Footer(show_command_palette=False)

    def show(self, counts: Mapping[str, int], *, n_cut_off: int) -> None:
        """Show how many takes there are of each question, and what can be saved."""
        self._n_cut_off = n_cut_off
        was = "was" if n_cut_off == 1 else "were"
        told = f"{counted(n_cut_off, 'take')} {was} cut off: u saves what was said."
        cut_off = self.query_one("#cut-off", Static)
        cut_off.update(Content(told))
        cut_off.display = n_cut_off > 0
        questions = self.query_one(QuestionList)
        chosen = questions.highlighted
        questions.clear_options()
        for theme, group in groupby(self._questions, key=lambda one: one.theme):
            questions.add_option(_heading(theme))
            questions.add_options(_option(one, counts) for one in group)
        questions.highlighted = 1 if chosen is None else chosen
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to save takes only where there are any to be saved."""
        del parameters
        return self._n_cut_off > 0 if action == "save_cut_off" else True

    def on_option_list_option_highlighted(
        self, event: OptionList.OptionHighlighted
    ) -> None:
        """Say what the interviewer looks for."""
        question = self._question(event.option.id)
        hint = f"They look for: {seen(question.hint)}" if question.hint else ""
        self.query_one("#hint-line", Static).update(Content(hint))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer the question."""
        self.app.post_message(Asked(self._question(event.option.id).text))

    def action_open(self) -> None:
        """Ask for a recording, and review it."""
        self.app.push_screen(PathScreen("Which recording?", hint=_KINDS), self._pick)

    def action_save_cut_off(self) -> None:
        """Save what was said in takes that were cut off."""
        self.app.post_message(Missed())

    def _pick(self, path: Path | None) -> None:
        if path is not None:
            self.app.post_message(Picked(path))

    def _question(self, name: str | None) -> Question:
        return next(one for one in self._questions if one.id == name)


def _heading(theme: Theme) -> Option:
    title = theme.value.replace("-", " ").capitalize()
    return Option(Content.styled(title, "bold"), disabled=True)


def _option(question: Question, counts: Mapping[str, int]) -> Option:
    n_takes = counts.get(key_of(question.text), 0)
    takes = f"   {counted(n_takes, 'take')}" if n_takes else ""
    text = Content.assemble(f"  {seen(question.text)}", (takes, "dim"))
    return Option(text, id=question.id)
