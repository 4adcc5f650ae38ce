"""The settings screen: each setting with its value, changed in place, kept at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from voice_star.errors import VoiceStarError
from voice_star.settingkind import Kind, Setting
from voice_star.settingsfile import values_of
from voice_star.settingslist import GROUPS, SETTINGS
from voice_star.tui.room_messages import Settled
from voice_star.tui.screens.choosing import Choice, ChoiceScreen, microphones_of
from voice_star.tui.settled import detail_of, row_of
from voice_star.tui.widgets.keys import Keys
from voice_star.tui.widgets.paper import seen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from voice_star.settings import Settings
    from voice_star.workplace import Workplace

_TYPED = Choice("another: type it", is_typed=True)


class SettingList(OptionList):
    """The settings; its first key is told at the foot of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "select", "Change")]


class SettingsScreen(Screen[None]):
    """All settings.

    Args:
        workplace: Knows what holds, keeps it, and knows what can be chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("r", "reset", "The usual value"),
        ("question_mark", "app.show_keys", "Keys"),
        ("q,escape", "leave", "Back"),
    ]

    @dataclass
    class Kept(Message):
        """A setting has been kept.

        Attributes:
            settings: What holds now.
        """

        settings: Settings

    @dataclass
    class Refused(Message):
        """A setting cannot be as it was meant to be.

        Attributes:
            text: Why.
        """

        text: str

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._values = values_of(workplace.settings)

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(Content("Settings"), id="title")
        yield Static(Content(seen(str(self._workplace.keeper.path))), id="place")
        with Container(id="middle"):
            yield SettingList(id="settings")
            with Vertical(id="detail"):
                with VerticalScroll(id="what-frame", can_focus=False):
                    yield Static(id="what")
                yield Input(id="value")
                yield Static(id="said")
        yield Keys()

    def on_mount(self) -> None:
        """Show what holds."""
        self.query_one(Input).display = False
        rows = self.query_one(SettingList)
        for title, group in GROUPS.items():
            rows.add_option(Option(Content.styled(title, "bold"), disabled=True))
            rows.add_options(
                Option(row_of(one, self._values[one.key]), id=one.key) for one in group
            )
        rows.highlighted = 1

    # What the user does

    def on_option_list_option_highlighted(
        self, event: OptionList.OptionHighlighted
    ) -> None:
        """Tell of the setting under the cursor."""
        self._end_typing()
        self._say("")
        setting = SETTINGS[event.option.id or ""]
        self.query_one("#what", Static).update(detail_of(setting))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change the setting, each kind in its own way."""
        setting = SETTINGS[event.option.id or ""]
        value = self._values[setting.key]
        if setting.kind is Kind.SWITCH:
            self._change(setting, not value)
        elif setting.kind in {Kind.CHOICE, Kind.MODEL, Kind.MICROPHONE}:
            looks: dict[Kind, Callable[[], Sequence[Choice]]] = {
                Kind.CHOICE: lambda: [Choice(one, one) for one in setting.choices],
                Kind.MODEL: self._models,
                Kind.MICROPHONE: partial(microphones_of, self._workplace),
            }
            ask = ChoiceScreen(
                setting.name,
                looks[setting.kind],
                current=value,
                otherwise=() if setting.kind is Kind.CHOICE else (_TYPED,),
            )
            self.app.push_screen(ask, partial(self._chosen, setting))
        else:
            self._begin_typing(setting)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was typed."""
        setting = self._setting
        self._change(setting, setting.meant(event.value))

    def action_reset(self) -> None:
        """Have the usual value hold again."""
        self._keep(partial(self._workplace.keeper.reset, self._setting.key))

    def action_leave(self) -> None:
        """Type no more; or go back to where the settings were opened."""
        if self.query_one(Input).display:
            self._end_typing()
            self._say("")
        else:
            self.dismiss()

    # What follows from it

    def on_settings_screen_kept(self, event: Kept) -> None:
        """Show what holds, and have the app work by it."""
        self._values = values_of(event.settings)
        rows = self.query_one(SettingList)
        for key, setting in SETTINGS.items():
            rows.replace_option_prompt(key, row_of(setting, self._values[key]))
        self._end_typing()
        self.query_one("#what", Static).update(detail_of(self._setting))
        variable = self._workplace.keeper.overruled_by(self._setting.key)
        before = f"Kept, but {variable} says otherwise and goes before it."
        self._say(before if variable else "Kept.", "success")
        self.app.post_message(Settled(event.settings))

    def on_settings_screen_refused(self, event: Refused) -> None:
        """Say why; what was typed stays, to be mended."""
        text = event.text.removeprefix(f"In {self._workplace.keeper.path}, ")
        text = text.removeprefix("target: ").replace(
            self._setting.key, self._setting.name, 1
        )
        self._say(f"{text[:1].upper()}{text[1:]}", "error")

    @property
    def _setting(self) -> Setting:
        """The setting under the cursor."""
        rows = self.query_one(SettingList)
        option = rows.highlighted_option
        return SETTINGS[(option.id if option else None) or "target"]

    def _chosen(self, setting: Setting, choice: Choice | None) -> None:
        if choice is None:
            return
        if choice.is_typed:
            self._begin_typing(setting)
        elif choice.value is None:
            self._keep(partial(self._workplace.keeper.reset, setting.key))
        else:
            self._change(setting, choice.value)

    def _change(self, setting: Setting, value: Any) -> None:  # noqa: ANN401 - as in TOML
        self._keep(partial(self._workplace.keeper.change, setting.key, value))

    @work(thread=True, group="settings")
    def _keep(self, deed: Callable[[], Settings]) -> None:
        try:
            self.post_message(self.Kept(deed()))
        except VoiceStarError as error:
            self.post_message(self.Refused(str(error)))

    def _begin_typing(self, setting: Setting) -> None:
        box = self.query_one(Input)
        box.value = setting.typed(self._values[setting.key])
        box.display = True
        box.focus()
        self._say("enter keeps it, esc leaves it as it is")

    def _end_typing(self) -> None:
        box = self.query_one(Input)
        if box.display:
            box.display = False
            self.query_one(SettingList).focus()

    def _say(self, text: str, look: str = "") -> None:
        said = self.query_one("#said", Static)
        said.update(Content(seen(text)))
        said.set_class(look == "error", "-error")
        said.set_class(look == "success", "-success")

    def _models(self) -> Sequence[Choice]:
        known = self._workplace.models()
        named = [Choice(f"{name}, {about}", name) for name, about in known]
        return (Choice("the usual one"), *named)
