"""A small screen on top of others: one of several things is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from voice_star.errors import VoiceStarError
from voice_star.tui.widgets.paper import seen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from voice_star.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen.

    Attributes:
        label: For people.
        value: What it means; None for the default.
        is_typed: Whether it stands for something that the user will type.
    """

    label: str
    value: str | None = None
    is_typed: bool = False


class ChoiceScreen(ModalScreen[Choice | None]):
    """Asks which; closes with the choice, or None.

    Args:
        question: What is asked.
        look: Finds what there is, in a thread: it may take its time.
        current: The value that holds now.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "leave", "Back")]

    @dataclass
    class Found(Message):
        """It is known what there is.

        Attributes:
            choices: All of it.
            failure: Why some of it is not known.
        """

        choices: Sequence[Choice]
        failure: str = ""

    def __init__(
        self,
        question: str,
        look: Callable[[], Sequence[Choice]],
        *,
        current: str | None = None,
        otherwise: Sequence[Choice] = (),
    ) -> None:
        super().__init__()
        self._question = question
        self._find = look
        self._current = current
        self._otherwise = otherwise
        self._choices: Sequence[Choice] = ()

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Vertical(classes="box"):
            yield Static(Content(self._question), classes="box-title")
            yield Static(Content("looking …"), id="looking")
            yield OptionList(id="choices")
            yield Static(Content("enter choose   esc back"), classes="hint")

    def on_mount(self) -> None:
        """Look what there is."""
        self._look()

    def on_choice_screen_found(self, event: Found) -> None:
        """Show it, with the cursor on what holds now."""
        looking = self.query_one("#looking", Static)
        looking.update(Content(seen(event.failure)))
        looking.display = bool(event.failure)
        self._choices = (*event.choices, *self._otherwise)
        choices = self.query_one(OptionList)
        choices.add_options(Option(self._label(one)) for one in self._choices)
        values = [one.value for one in self._choices if not one.is_typed]
        is_known = self._current in values
        choices.highlighted = values.index(self._current) if is_known else 0
        choices.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the choice."""
        self.dismiss(self._choices[event.option_index])

    def action_leave(self) -> None:
        """Close without one."""
        self.dismiss(None)

    def _label(self, choice: Choice) -> Content:
        is_current = choice.value == self._current and not choice.is_typed
        return Content(f"{'●' if is_current else ' '} {seen(choice.label)}")

    @work(thread=True)
    def _look(self) -> None:
        try:
            found = self.Found(self._find())
        except VoiceStarError as error:
            found = self.Found((), str(error))
        self.post_message(found)


def microphones_of(workplace: Workplace) -> tuple[Choice, ...]:
    """Return the microphones that there are now, and the system's own choice.

    Raises:
        MicrophoneError: If they cannot be listed.
    """
    names = (Choice(name, name) for name in workplace.microphones())
    return (Choice("the system's own choice"), *names)
