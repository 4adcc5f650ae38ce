"""Settings, doctor and first start: every key and click does what it says."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from tests.rooms import (
    FOUND,
    NoMicrophone,
    heard_back,
    stage_of,
    to_doctor,
    to_settings,
    to_welcome,
)
from tests.staging import (
    QUESTION,
    WIDE,
    Stage,
    on_screen,
    reviewed,
    shown,
    text_of,
    until,
)
from voice_star.audio.takes import list_takes
from voice_star.checkup import Finding, Patient
from voice_star.errors import MicrophoneError, ModelError
from voice_star.filereviews import FileReviews
from voice_star.progress import Progress
from voice_star.progress import Stage as Work
from voice_star.settingslist import SETTINGS
from voice_star.tui.screens.asking import PathScreen
from voice_star.tui.screens.choosing import ChoiceScreen
from voice_star.tui.screens.doctor import DoctorScreen, Findings
from voice_star.tui.screens.hearing import HearingScreen
from voice_star.tui.screens.home import HomeScreen
from voice_star.tui.screens.keys import KeysScreen
from voice_star.tui.screens.recording import RecordingScreen
from voice_star.tui.screens.review import ReviewScreen
from voice_star.tui.screens.settings import SettingsScreen
from voice_star.tui.screens.welcome import WelcomeScreen
from voice_star.tui.themes import THEMES
from voice_star.tui.welcoming import Ear

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen

    from voice_star.audio.filesource import FileSource

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return stage_of(tmp_path)


async def go_to(pilot: Pilot[int], key: str) -> None:
    """Put the cursor on a setting."""
    rows = pilot.app.screen.query_one(OptionList)
    rows.highlighted = rows.get_option_index(key)
    await pilot.pause()


# Settings


async def test_every_setting_is_shown_with_what_it_does(stage: Stage) -> None:
    async with stage.app(WIDE) as (app, pilot):
        await to_settings(app, pilot)
        text = text_of(pilot)
        for key, setting in SETTINGS.items():
            assert setting.name in text
            await go_to(pilot, key)
            detail = " ".join(text_of(pilot).split())
            assert setting.what.split()[-1] in detail
            assert f"in the file: {key}" in detail


@pytest.mark.parametrize("key", ["f2", "comma"])
async def test_settings_are_reached_by_key_and_left(stage: Stage, key: str) -> None:
    async with stage.app() as (_, pilot):
        await pilot.press(key)
        await on_screen(pilot, SettingsScreen)
        await pilot.press("escape")
        await on_screen(pilot, HomeScreen)


async def test_a_number_is_typed_kept_at_once_and_works_at_once(stage: Stage) -> None:
    async with stage.app() as (app, pilot):
        await to_settings(app, pilot)
        await pilot.press("enter", "ctrl+u", "9", "0", "s", "enter")
        await shown(pilot, "Kept.")
        assert stage.workplace.keeper.read().bands.target == 90
        await until(pilot, lambda: stage.workplace.bands.target == 90)
        assert "90 s" in text_of(pilot)
        assert isinstance(app.focused, OptionList)
        await pilot.press("r")
        await until(pilot, lambda: stage.workplace.bands.target == 120)


async def test_what_makes_no_sense_is_said_and_stays_to_be_mended(
    stage: Stage,
) -> None:
    async with stage.app() as (app, pilot):
        await to_settings(app, pilot)
        await go_to(pilot, "bands.pace")
        await pilot.press("enter", "ctrl+u", *"fast", "enter")
        await shown(pilot, "Pace must be two numbers, such as [0.15, 0.20].")
        assert app.focused is app.screen.query_one(Input)
        assert not stage.workplace.keeper.is_there
        await pilot.press("escape")
        assert "two numbers, such as [0.15" not in text_of(pilot)
        await on_screen(pilot, SettingsScreen)


async def test_a_switch_is_turned_by_enter_and_by_a_click(stage: Stage) -> None:
    async with stage.app() as (app, pilot):
        await to_settings(app, pilot)
        await go_to(pilot, "app.focus")
        await pilot.press("enter")
        await until(pilot, lambda: stage.workplace.settings.app.focus)
        rows = app.screen.query_one(OptionList)
        await pilot.click(rows, offset=(10, rows.get_option_index("app.focus")))
        await until(pilot, lambda: not stage.workplace.settings.app.focus)


async def test_a_theme_is_chosen_seen_and_kept(stage: Stage) -> None:
    async with stage.app() as (app, pilot):
        await to_settings(app, pilot)
        await go_to(pilot, "app.theme")
        await pilot.press("enter")
        await on_screen(pilot, ChoiceScreen)
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.theme == THEMES["dark-safe"].name)
    again = stage.workplace
    again.settings = again.keeper.read()
    async with stage.app() as (app, pilot):
        assert app.theme == THEMES["dark-safe"].name


async def test_microphones_are_looked_for_anew_each_time(stage: Stage) -> None:
    there = ["One"]
    stage.workplace.microphones = lambda: tuple(there)
    async with stage.app() as (app, pilot):
        await to_settings(app, pilot)
        await go_to(pilot, "microphone")
        await pilot.press("enter")
        await shown(pilot, "  One")
        await pilot.press("escape")
        there.append("Two [red]")
        await pilot.press("enter")
        await shown(pilot, "  Two [red]")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: stage.workplace.settings.microphone == "Two [red]")
        await shown(pilot, "Two [red]")
        # The system's own choice again:
        await pilot.press("enter")
        await shown(pilot, "● Two [red]")
        await pilot.press("home", "enter")
        await until(pilot, lambda: stage.workplace.settings.microphone is None)


async def test_a_microphone_may_be_named_though_none_can_be_listed(
    stage: Stage,
) -> None:
    def fail() -> tuple[str, ...]:
        raise MicrophoneError("PortAudio is not there.")

    stage.workplace.microphones = fail
    async with stage.app() as (app, pilot):
        await to_settings(app, pilot)
        await go_to(pilot, "microphone")
        await pilot.press("enter")
        await shown(pilot, "PortAudio is not there.")
        await pilot.press("enter", *"USB", "enter")
        await until(pilot, lambda: stage.workplace.settings.microphone == "USB")


async def test_another_model_is_loaded_for_the_next_take(stage: Stage) -> None:
    async with stage.app() as (app, pilot):
        await to_settings(app, pilot)
        await go_to(pilot, "model")
        await pilot.press("enter")
        await shown(pilot, "tiny.en, ")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: stage.workplace.settings.model == "tiny.en")
        load = stage.workplace.load
        assert isinstance(load, partial)
        assert load.args == ("tiny.en",)


async def test_a_variable_that_goes_before_is_told(stage: Stage) -> None:
    stage.workplace.keeper.environ = {"VOICE_STAR_TARGET": "60"}
    async with stage.app() as (app, pilot):
        await to_settings(app, pilot)
        await pilot.press("enter", "ctrl+u", "9", "0", "enter")
        await shown(pilot, "Kept, but VOICE_STAR_TARGET says otherwise")


# Doctor


async def test_the_doctor_says_of_each_thing_how_to_mend_it(stage: Stage) -> None:
    async with stage.app(WIDE) as (app, pilot):
        await to_doctor(app, pilot)
        text = text_of(pilot)
        for found in FOUND:
            assert found.subject in text
        assert "✓ ok   Python" in text
        assert "! mend Level" in text
        assert "-> Nothing comes in from the microphone" in text
        assert "1 thing to mend." in text
        await pilot.press("q")
        await on_screen(pilot, HomeScreen)


async def test_where_all_is_well_the_doctor_says_so_and_looks_again(
    stage: Stage,
) -> None:
    seen: list[Patient] = []

    def doctor(patient: Patient) -> Iterator[Finding]:
        seen.append(patient)
        yield Finding("Arm", "whole [b]")

    stage.workplace.doctor = doctor
    async with stage.app() as (app, pilot):
        await to_doctor(app, pilot)
        assert "All is well." in text_of(pilot)
        assert "whole [b]" in text_of(pilot)
        await pilot.press("r")
        await until(pilot, lambda: len(seen) == 2)
        await shown(pilot, "All is well.")
        assert len(app.screen.query_one(Findings).findings) == 1


async def test_the_doctor_says_what_takes_long_and_is_left_at_any_moment(
    stage: Stage,
) -> None:
    goes_on, has_ended = threading.Event(), threading.Event()

    def doctor(patient: Patient) -> Iterator[Finding]:
        yield Finding("Arm", "whole")
        patient.say("counting fingers …")
        goes_on.wait(30)
        try:
            patient.on_progress(Progress(Work.HEARING, 1.0, 2.0))
        finally:
            has_ended.set()
        raise AssertionError("nobody said that it is to end")

    stage.workplace.doctor = doctor
    async with stage.app() as (_, pilot):
        await pilot.press("f3")
        await on_screen(pilot, DoctorScreen)
        await shown(pilot, "counting fingers …")
        await pilot.press("escape")
        await on_screen(pilot, HomeScreen)
        goes_on.set()
        await until(pilot, has_ended.is_set)


# First start


async def test_who_is_new_is_shown_around_once(tmp_path: Path) -> None:
    stage = stage_of(tmp_path)
    stage.workplace.greets = True
    async with stage.app() as (_, pilot):
        screen = await on_screen(pilot, WelcomeScreen)
        text = text_of(pilot)
        for part in ("Situation and Task:", "Actions:", "Results:"):
            assert part in text
        await pilot.press("enter")
        await until(pilot, lambda: screen.ear is Ear.READY)
        await shown(pilot, "the bar moves with your voice")
        await pilot.press("enter", "space")
        await heard_back(stage.workplace.source, screen, pilot)
        await shown(pilot, "I work as a technician")
        await until(pilot, lambda: stage.player.began == [0.0])
        await pilot.press("p")
        await until(pilot, lambda: stage.player.began == [0.0, 0.0])
        await pilot.press("enter")
        await shown(pilot, "The speech model is here")
        await pilot.press("enter")
        await on_screen(pilot, HomeScreen)
        await until(pilot, lambda: stage.workplace.keeper.is_there)
    assert list_takes(stage.takes) == ()
    assert not stage.workplace.is_new
    async with stage_of(tmp_path).app() as (_, pilot):
        assert isinstance(pilot.app.screen, HomeScreen)


@pytest.mark.parametrize("there", ["settings", "takes"])
async def test_who_is_not_new_is_not_shown_around(tmp_path: Path, there: str) -> None:
    stage = stage_of(tmp_path)
    stage.workplace.greets = True
    if there == "settings":
        stage.workplace.keeper.begin()
    else:
        (stage.takes / "one").mkdir(parents=True)
    async with stage.app() as (_, pilot):
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_all_of_it_can_be_skipped_and_gone_back_in(stage: Stage) -> None:
    async with stage.app() as (app, pilot):
        screen = await to_welcome(app, pilot)
        steps = []
        for key in ("enter", "right", "enter", "left", "backspace", "left", "left"):
            await pilot.press(key)
            steps.append(screen.step.value.name)
        assert (
            steps
            == ["Microphone", "Trial", "Model", "Trial", "Microphone"] + ["STAR"] * 2
        )
        await pilot.press("escape")
        await on_screen(pilot, HomeScreen)


async def test_without_a_microphone_there_is_another_way(tmp_path: Path) -> None:
    stage = stage_of(tmp_path, source=NoMicrophone)
    async with stage.app() as (app, pilot):
        screen = await to_welcome(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: screen.ear is Ear.NONE)
        text = text_of(pilot)
        assert "No microphone was found." in text
        assert "sample answer" in text
        await pilot.press("enter", "space")
        assert screen.ear is Ear.NONE
        await pilot.press("o")
        await on_screen(pilot, PathScreen)
        await pilot.press("escape")
        await on_screen(pilot, HomeScreen)


async def test_the_sample_is_shown_to_who_has_no_microphone(tmp_path: Path) -> None:
    stage = stage_of(tmp_path, source=NoMicrophone)
    stage.helpers = Future()
    async with stage.app() as (app, pilot):
        await to_welcome(app, pilot)
        await pilot.press("enter", "s")
        await on_screen(pilot, HearingScreen)
        await pilot.press("escape")
        stage.helpers.set_exception(ModelError("There is no model."))
        await on_screen(pilot, HomeScreen)


async def test_another_microphone_is_chosen_and_listened_to(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str | None] = []

    def microphone(name: str | None) -> FileSource:
        opened.append(name)
        return stage.source

    monkeypatch.setattr("voice_star.workplace.microphone", microphone)
    async with stage.app() as (app, pilot):
        screen = await to_welcome(app, pilot)
        await pilot.press("enter", "m")
        await shown(pilot, "USB Headset [red]")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: opened == ["USB Headset [red]"])
        await until(pilot, lambda: screen.ear is Ear.READY)
        assert stage.workplace.keeper.read().microphone == "USB Headset [red]"


async def test_a_trial_without_a_model_is_heard_back_all_the_same(
    stage: Stage,
) -> None:
    stage.helpers = Future()
    stage.helpers.set_exception(ModelError("There is no model."))
    async with stage.app() as (app, pilot):
        screen = await to_welcome(app, pilot)
        await pilot.press("enter", "enter", "space")
        await heard_back(stage.workplace.source, screen, pilot)
        await shown(pilot, "There is no model.")
        await until(pilot, lambda: stage.player.began == [0.0])


# From everywhere


async def test_nothing_is_looked_at_while_somebody_speaks(stage: Stage) -> None:
    async with stage.app() as (app, pilot):
        await pilot.press("enter")
        screen = await on_screen(pilot, RecordingScreen)
        await pilot.press("space")
        await until(pilot, lambda: screen.stage.name == "RECORDING")
        await pilot.press("f3")
        await shown(pilot, "must wait")
        assert app.screen is screen
        # Settings may be changed; the take goes on under them.
        await pilot.press("f2")
        await on_screen(pilot, SettingsScreen)
        await pilot.press("escape")
        await on_screen(pilot, RecordingScreen)
        assert screen.stage.name == "RECORDING"


async def test_the_palette_finds_commands_and_questions(stage: Stage) -> None:
    async with stage.app() as (app, pilot):
        names = [deed.name for deed in app.deeds(app.screen)]
        for name in ("Open a file", "Settings", "Is all in order?", "First steps"):
            assert name in names
        assert len(names) == len(set(names))
        await pilot.press("ctrl+p")
        await on_screen(pilot, CommandPalette)
        await pilot.press(*"accomplishment are you proudest")
        await shown(pilot, QUESTION)
        await pilot.press("enter")
        await on_screen(pilot, RecordingScreen)
        assert QUESTION in text_of(pilot)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("settings", SettingsScreen),
        ("all in order", DoctorScreen),
        ("first steps", WelcomeScreen),
        ("keys", KeysScreen),
        ("sample", ReviewScreen),
    ],
)
async def test_the_palette_leads_everywhere(
    stage: Stage,
    typed: str,
    kind: type[Screen[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        FileReviews, "review_sample", lambda _place, **_rest: reviewed("strong")
    )
    async with stage.app() as (_, pilot):
        await pilot.press("ctrl+p")
        await on_screen(pilot, CommandPalette)
        await pilot.press(*typed)
        await until(pilot, lambda: typed in text_of(pilot).lower())
        await pilot.pause(0.2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, kind))


async def test_what_was_light_stays_light(stage: Stage) -> None:
    async with stage.app() as (app, pilot):
        await pilot.press("ctrl+t")
        await until(pilot, lambda: stage.workplace.settings.app.theme == "light")
        assert app.theme == THEMES["light"].name
        assert stage.workplace.keeper.read().app.theme == "light"


@pytest.mark.parametrize("open_room", [to_settings, to_doctor, to_welcome])
async def test_keys_are_told_in_every_room(stage: Stage, open_room: object) -> None:
    assert callable(open_room)
    async with stage.app() as (app, pilot):
        await open_room(app, pilot)
        await pilot.press("question_mark")
        await on_screen(pilot, KeysScreen)
        text = text_of(pilot)
        assert "Back" in text or "Skip all" in text
        assert "All commands" in text


@pytest.mark.parametrize("open_room", [to_settings, to_doctor, to_welcome])
async def test_a_room_may_change_its_size_at_any_moment(
    stage: Stage, open_room: object
) -> None:
    assert callable(open_room)
    async with stage.app() as (app, pilot):
        await open_room(app, pilot)
        room = app.screen
        for size in ((200, 60), (80, 24), (120, 30), (40, 10), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("down")
            await pilot.pause()
            assert max(map(len, text_of(pilot).splitlines())) <= size[0]
        assert app.screen is room
        assert room.has_class("-narrow")
