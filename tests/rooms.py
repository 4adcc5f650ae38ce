"""The rooms reached from everywhere, on a stage: what is in them is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widgets import Digits, Static

from tests.staging import QUESTION, Stage, on_screen, until
from tests.test_app_looks import TALKING, StandingStudio
from voice_star.audio.filesource import FileSource
from voice_star.audio.notices import Notice, NoticeKind
from voice_star.checkup import Finding
from voice_star.errors import MicrophoneError
from voice_star.report.recording import Stage as Standing
from voice_star.settingskeeper import SettingsKeeper
from voice_star.storynotes import StoryNotes
from voice_star.studio import Studio, View
from voice_star.tui.messages import Asked
from voice_star.tui.screens.doctor import DoctorScreen
from voice_star.tui.screens.notes import NotesScreen
from voice_star.tui.screens.recording import RecordingScreen
from voice_star.tui.screens.settings import SettingsScreen
from voice_star.tui.screens.welcome import WelcomeScreen
from voice_star.tui.welcoming import Ear
from voice_star.tui.widgets.large import Countdown, StoryPaper

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from voice_star.audio.source import Outlet, Source, SourceFormat
    from voice_star.checkup import Patient
    from voice_star.domain.timeline import Seconds
    from voice_star.tui.app import VoiceStarApp

MICROPHONES = ("Built-in Microphone", "USB Headset [red]", "Webcam")

FOUND = (
    Finding("Python", "3.12.3 on Linux x86_64"),
    Finding("Settings", "the usual ones: there is no ~/.config/settings.toml"),
    Finding("Takes", "~/.local/share/voice-star/takes"),
    Finding("Disk", "41.3 GB free, some 59 hours of sound"),
    Finding("PortAudio", "V19.7.0-devel"),
    Finding("Microphone", '"USB Headset" (ALSA), 16, 44.1, 48 kHz, the default'),
    Finding(
        "Level",
        '"USB Headset" at 16 kHz, peak none: nothing but zeros',
        "Nothing comes in from the microphone, not even noise: it is muted or not "
        "allowed. See that the microphone is not muted and is the chosen input in the "
        "sound settings.",
    ),
    Finding("Model", "base in ~/.cache/voice-star: SHA-256 as published, d01c3014…"),
    Finding("Speed", "hears and judges in 0.31 of the time it takes to speak"),
)


class NoMicrophone:
    """A source that cannot be opened."""

    def open(self, outlet: Outlet) -> SourceFormat:
        """Refuse."""
        del outlet
        raise MicrophoneError("No microphone was found. Plug one in.")

    def clock(self) -> Seconds:
        """Return no time."""
        return 0.0

    def follow(self, *, is_keeping: bool) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


def doctor(_patient: Patient) -> Iterator[Finding]:
    """Find what is known."""
    yield from FOUND


def stage_of(folder: Path, *, source: Callable[[], Source] | None = None) -> Stage:
    """Return a stage with known microphones, a known doctor and its own settings."""
    stage = Stage(folder, source=source)
    stage.workplace.keeper = SettingsKeeper(folder / "settings.toml")
    stage.workplace.microphones = lambda: MICROPHONES
    stage.workplace.doctor = doctor
    return stage


async def to_settings(_app: VoiceStarApp, pilot: Pilot[int]) -> SettingsScreen:
    """Go to the settings."""
    await pilot.press("f2")
    screen = await on_screen(pilot, SettingsScreen)
    # Where it is kept is another folder at every run.
    screen.query_one("#place", Static).update("~/.config/voice-star/settings.toml")
    await pilot.pause()
    return screen


async def to_typing(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    """Type a value that makes no sense."""
    screen = await to_settings(app, pilot)
    await pilot.press("enter", "ctrl+u", "5", "enter")
    await until(pilot, lambda: screen.query_one("#said").has_class("-error"))


async def to_microphones(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    """Ask which microphone."""
    await to_settings(app, pilot)
    await pilot.press("down", "enter")
    await app.workers.wait_for_complete()
    await pilot.pause()


async def to_doctor(_app: VoiceStarApp, pilot: Pilot[int]) -> None:
    """Have the doctor look at all of it."""
    await pilot.press("f3")
    screen = await on_screen(pilot, DoctorScreen)
    await until(pilot, lambda: not screen.query_one("ProgressBar").display)


async def to_welcome(app: VoiceStarApp, pilot: Pilot[int]) -> WelcomeScreen:
    """Go to the first steps."""
    app.action_open_welcome()
    screen = await on_screen(pilot, WelcomeScreen)
    await until(pilot, lambda: screen.ear in {Ear.READY, Ear.NONE})
    return screen


async def to_level(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    """Go to the microphone check."""
    await to_welcome(app, pilot)
    await pilot.press("enter")


async def to_trial(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    """Record a trial and hear it back."""
    screen = await to_welcome(app, pilot)
    await pilot.press("enter", "enter", "space")
    await heard_back(app.workplace.source, screen, pilot)


async def heard_back(
    source: Callable[[], Source], screen: WelcomeScreen, pilot: Pilot[int]
) -> None:
    """Wait until the trial that is being told is heard."""
    await until(pilot, lambda: screen.ear is Ear.TELLING)
    played = source()
    assert isinstance(played, FileSource)
    await until(pilot, played.has_ended.is_set)
    await pilot.press("space")
    await until(pilot, lambda: screen.ear is Ear.READY)


async def to_model(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    """Go to the check of the model."""
    await to_welcome(app, pilot)
    await pilot.press("enter", "enter", "enter")


async def to_palette(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    """Open the palette, once it is known what comes next."""
    await until(pilot, lambda: app.screen.check_action("answer_next", ()))
    await pilot.press("ctrl+p")
    await until(pilot, lambda: app.screen.query("CommandList Option, CommandList"))
    await pilot.pause(0.3)


# Recording

TROUBLED = replace(
    TALKING,
    recorder=replace(
        TALKING.recorder,
        is_clipping=True,
        n_dropouts=3,
        notices=(Notice(NoticeKind.LOST, "The microphone is gone: plug it in again."),),
    ),
    lag=7.0,
)

NOTES = StoryNotes(
    "Thirty-bed ward, two years ago",
    "Get the handover down before winter",
    "Sat with both shifts; one card; [four beds] first",
    "From 45 to 20 minutes; nine hours a week back",
)


async def to_recording(app: VoiceStarApp, pilot: Pilot[int]) -> RecordingScreen:
    """Go into the middle of an answer."""
    app.post_message(Asked(QUESTION))
    screen = await on_screen(pilot, RecordingScreen)
    screen.stage = Standing.RECORDING
    screen.look()
    await pilot.pause()
    return screen


async def to_focus(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    """Show nothing but the time."""
    await to_recording(app, pilot)
    await pilot.press("f")


async def to_notes(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    """Have notes beside the words."""
    app.workplace.notes.keep(QUESTION, NOTES)
    screen = await to_recording(app, pilot)
    await until(pilot, lambda: screen.query_one(StoryPaper).display)


async def to_writing(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    """Write notes."""
    await to_notes(app, pilot)
    await pilot.press("n")
    await on_screen(pilot, NotesScreen)


async def to_countdown(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    """Prepare."""
    settled = app.workplace.settings
    ahead = replace(settled.app, countdown=90.0)
    app.workplace.settle(replace(settled, app=ahead))
    app.post_message(Asked(QUESTION))
    screen = await on_screen(pilot, RecordingScreen)
    await pilot.press("space")
    await until(pilot, lambda: screen.query_one(Countdown).is_counting)
    screen.query_one("#countdown Digits", Digits).update("1:30")


class TroubledStudio(StandingStudio):
    """A studio in which all goes wrong that can, at one moment for good."""

    def view(self) -> View:
        """Return that moment."""
        return TROUBLED


ROOMS: dict[str, Callable[[VoiceStarApp, Pilot[int]], Awaitable[object]]] = {
    "settings": to_settings,
    "typing": to_typing,
    "microphones": to_microphones,
    "doctor": to_doctor,
    "first-steps": to_welcome,
    "microphone": to_level,
    "trial": to_trial,
    "model": to_model,
    "palette": to_palette,
    "focus": to_focus,
    "notes": to_notes,
    "writing": to_writing,
    "countdown": to_countdown,
    "trouble": to_recording,
}
"""The way to each room."""

STUDIOS: dict[str, type[Studio]] = {"trial": Studio, "trouble": TroubledStudio}
"""What is recorded with in a room; elsewhere time stands still."""
