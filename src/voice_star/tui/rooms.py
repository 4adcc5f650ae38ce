"""What is within reach from every screen: settings, doctor, first start, commands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from voice_star.errors import VoiceStarError
from voice_star.tui.commands import Everything
from voice_star.tui.messages import SAMPLE, Asked, Failed
from voice_star.tui.room_messages import Settled, Wanted
from voice_star.tui.themes import DARK, THEMES, TURNED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from voice_star.domain.question import Question
    from voice_star.workplace import Workplace


def is_recording(screen: Screen[Any]) -> bool:
    """Tell whether a screen is one on which somebody speaks."""
    from voice_star.tui.screens.recording import RecordingScreen

    return isinstance(screen, RecordingScreen)


class Deed(NamedTuple):
    """Something that can be done from where the user is.

    Attributes:
        name: What, for people.
        key: By which key, or a word on it.
        do: Does it.
    """

    name: str
    key: str
    do: Callable[[], Any]


class RoomsApp(App[int]):
    """An app with themes, settings, a doctor and a palette of all commands.

    Args:
        workplace: What all screens work with.
    """

    COMMANDS = {Everything}  # noqa: RUF012 - its base's
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", "Keys", show=False),
        Binding("f2,comma", "open_settings", "Settings", show=False),
        Binding("f3", "open_doctor", "Is all in order?", show=False),
        Binding("ctrl+t", "turn_light", "Dark/light", show=False),
        Binding("ctrl+p", "command_palette", "All commands", show=False),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[workplace.settings.app.theme].name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the inks, for themes that do not know them."""
        return DARK.variables

    def questions(self) -> Iterable[Question]:
        """Return the questions that can be answered."""
        return ()

    def greet(self) -> None:
        """Show somebody who is new around."""
        if self.workplace.is_new:
            self.action_open_welcome()

    def on_settled(self, event: Settled) -> None:
        """Work by other settings from now on."""
        self.workplace.settle(event.settings)
        self.theme = THEMES[event.settings.app.theme].name
        listen_anew = getattr(self.screen, "listen_anew", None)
        if event.is_microphone and listen_anew is not None:
            listen_anew()

    def on_wanted(self, event: Wanted) -> None:
        """Settle something."""
        self._keep(event.key, event.value)

    # Keys and commands

    def action_open_settings(self) -> None:
        """Show the settings."""
        from voice_star.tui.screens.settings import SettingsScreen

        self._open(SettingsScreen, lambda: SettingsScreen(self.workplace))

    def action_open_doctor(self) -> None:
        """Look whether all is in order; nothing may be recorded meanwhile."""
        from voice_star.tui.screens.doctor import DoctorScreen

        if not self._refuses("Whether all is in order"):
            self._open(DoctorScreen, lambda: DoctorScreen(self.workplace))

    def action_open_welcome(self) -> None:
        """Show around, as at the first start."""
        from voice_star.tui.screens.welcome import WelcomeScreen

        if not self._refuses("The first steps"):
            self._open(WelcomeScreen, lambda: WelcomeScreen(self.workplace))

    def action_turn_light(self) -> None:
        """Change between dark and light, for good."""
        self.action_choose_theme(TURNED[self._theme_name()])

    def action_choose_theme(self, name: str) -> None:
        """Show a theme, and keep that it was chosen."""
        self.theme = THEMES[name].name
        self._keep("app.theme", name)

    def deeds(self, screen: Screen[Any]) -> Iterator[Deed]:
        """Yield all that can be done on a screen, what is its own first."""
        names: dict[str, list[str]] = {}
        does: dict[str, Callable[[], Any]] = {}
        for node, binding, is_enabled, _ in screen.active_bindings.values():
            # Keys of lists and boxes move about in these: they are no commands.
            is_ours = isinstance(node, App | Screen) and type(
                node
            ).__module__.startswith("voice_star")
            own = {one.action for one in bindings_of(node)}
            if is_ours and is_enabled and binding.action in own:
                name = binding.tooltip or binding.description
                names.setdefault(name, []).append(self.get_key_display(binding))
                does[name] = partial(self.run_action, binding.action, node)
        for name, keys in names.items():
            yield Deed(name, "  ".join(dict.fromkeys(keys)), does[name])
        yield Deed("First steps", "STAR, microphone, a trial", self.action_open_welcome)
        if SAMPLE not in names:
            yield Deed(SAMPLE, "", self._sample)
        for name in THEMES:
            choose = partial(self.action_choose_theme, name)
            yield Deed(f"Theme: {name}", "kept in the settings", choose)
        if "Quit" not in names:
            yield Deed("Quit", "a take in progress is kept", self.action_quit)

    def answers(self) -> Iterator[Deed]:
        """Yield the questions, each to be answered."""
        for question in self.questions():
            ask = partial(self.post_message, Asked(question.text))
            yield Deed(question.text, "answer this question", ask)

    # What follows from them

    async def _sample(self) -> None:
        await self.run_action("app.review_sample")

    def _theme_name(self) -> str:
        return next(name for name, one in THEMES.items() if one.name == self.theme)

    def _open(self, kind: type[Screen[None]], make: Callable[[], Screen[None]]) -> None:
        if not isinstance(self.screen, kind):
            self.push_screen(make())

    def _refuses(self, what: str) -> bool:
        """Tell whether the microphone is in use, and say that something must wait."""
        if any(is_recording(one) for one in self.screen_stack):
            self.post_message(Failed(f"{what} must wait: leave the recording first."))
            return True
        return False

    @work(thread=True, group="settings")
    def _keep(self, key: str, value: str | None) -> None:
        keeper = self.workplace.keeper
        try:
            is_usual = value is None
            settings = keeper.reset(key) if is_usual else keeper.change(key, value)
        except VoiceStarError as error:
            self.post_message(Failed(str(error)))
        else:
            self.post_message(Settled(settings, is_microphone=key == "microphone"))


def bindings_of(node: object) -> Iterator[Binding]:
    """Yield the bindings of a screen or widget that are ours, not textual's."""
    for kind in type(node).__mro__:
        if kind.__module__.startswith("voice_star") and "BINDINGS" in vars(kind):
            yield from Binding.make_bindings(vars(kind)["BINDINGS"])
