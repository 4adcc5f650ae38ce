"""Before and while an answer is told: countdown, only the time, notes, no take lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Digits, Input

from tests.rooms import NOTES, TROUBLED, TroubledStudio, stage_of, to_recording
from tests.staging import Stage, on_screen, shown, text_of, until
from tests.test_app_looks import TALKING, StandingStudio
from voice_star.audio.takes import TakeState, list_takes
from voice_star.errors import OutputError
from voice_star.report.recording import Stage as Standing
from voice_star.storynotes import NotesBook, StoryNotes
from voice_star.tui.screens.asking import AskingScreen
from voice_star.tui.screens.home import HomeScreen
from voice_star.tui.screens.keys import KeysScreen
from voice_star.tui.screens.notes import NotesScreen
from voice_star.tui.screens.recording import RecordingScreen
from voice_star.tui.widgets.large import Countdown, StoryPaper

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return stage_of(tmp_path)


def settle(stage: Stage, **appearance: object) -> None:
    """Settle how the app behaves."""
    settings = stage.workplace.settings
    app = replace(settings.app, **appearance)  # type: ignore[arg-type]
    stage.workplace.settle(replace(settings, app=app))


FIRST = "What is your greatest accomplishment?"
"""What stands first at home."""


async def at_the_question(pilot: Pilot[int]) -> RecordingScreen:
    """Choose the first question, and wait for the microphone."""
    await pilot.press("enter")
    screen = await on_screen(pilot, RecordingScreen)
    await until(pilot, lambda: screen.is_open)
    return screen


async def begin(pilot: Pilot[int], stage: Stage) -> RecordingScreen:
    """Tell all of the first answer."""
    screen = await at_the_question(pilot)
    await pilot.press("space")
    await until(pilot, lambda: screen.stage is Standing.RECORDING)
    await until(pilot, stage.source.has_ended.is_set)
    return screen


# Countdown


async def test_a_take_begins_when_the_countdown_is_over(stage: Stage) -> None:
    settle(stage, countdown=2.0)
    async with stage.app() as (_, pilot):
        screen = await at_the_question(pilot)
        await pilot.press("space")
        countdown = screen.query_one(Countdown)
        assert countdown.is_counting
        assert "Prepare: the take begins in" in text_of(pilot)
        assert screen.query_one("#countdown Digits", Digits).value == "0:02"
        assert screen.stage is Standing.READY
        await until(pilot, lambda: screen.stage is Standing.RECORDING)
        assert not countdown.is_counting
        assert "Prepare" not in text_of(pilot)


async def test_space_begins_before_the_countdown_is_over(stage: Stage) -> None:
    settle(stage, countdown=100.0)
    async with stage.app() as (_, pilot):
        screen = await at_the_question(pilot)
        await pilot.press("space", "space")
        await until(pilot, lambda: screen.stage is Standing.RECORDING)


async def test_escape_stops_the_countdown_and_then_leaves(stage: Stage) -> None:
    settle(stage, countdown=100.0)
    async with stage.app() as (_, pilot):
        screen = await at_the_question(pilot)
        await pilot.press("space", "escape")
        await pilot.pause()
        assert not screen.query_one(Countdown).is_counting
        assert screen.stage is Standing.READY
        await pilot.press("escape")
        await on_screen(pilot, HomeScreen)
    assert list_takes(stage.takes) == ()


# Only the time


async def test_a_take_may_begin_with_only_the_time(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voice_star.studio.Studio", StandingStudio)
    settle(stage, focus=True)
    async with stage.app() as (app, pilot):
        screen = await to_recording(app, pilot)
        text = text_of(pilot)
        assert "● REC" in text
        assert "of 2:00" in text
        assert screen.query_one("#big-time Digits", Digits).value == "1:12"
        for hidden in ("charge nurse", "mic ", "aim ", FIRST):
            assert hidden not in text
        await pilot.press("f")
        await shown(pilot, "charge nurse")
        assert "of 2:00" not in text_of(pilot)


async def test_trouble_is_seen_only_where_there_is_any(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voice_star.studio.Studio", TroubledStudio)
    async with stage.app() as (app, pilot):
        await to_recording(app, pilot)
        for told in ("TOO LOUD", "3 dropouts", "text 7 s behind", "plug it in again"):
            assert told in text_of(pilot)
        await pilot.press("f")
        await until(pilot, lambda: "charge nurse" not in text_of(pilot))
        for told in ("TOO LOUD", "3 dropouts", "plug it in again"):
            assert told in text_of(pilot)
    monkeypatch.setattr("voice_star.studio.Studio", StandingStudio)
    assert TALKING.recorder.n_dropouts == 0 < TROUBLED.recorder.n_dropouts
    async with stage.app() as (app, pilot):
        await to_recording(app, pilot)
        for told in ("LOUD", "dropout", "behind"):
            assert told not in text_of(pilot)


# Notes


async def test_notes_are_written_kept_and_shown_beside_the_words(
    stage: Stage,
) -> None:
    async with stage.app() as (app, pilot):
        screen = await at_the_question(pilot)
        assert not screen.query_one(StoryPaper).display
        await pilot.press("n")
        await on_screen(pilot, NotesScreen)
        await pilot.press(*"ward [b]", "enter", "enter", *"card", "enter")
        assert app.focused is app.screen.query_one("#result", Input)
        await pilot.press(*"45 to 20", "enter")
        await on_screen(pilot, RecordingScreen)
        await shown(pilot, "S ward [b]")
        assert "R 45 to 20" in text_of(pilot)
        await app.workers.wait_for_complete()
        assert stage.workplace.notes.of(FIRST) == StoryNotes(
            situation="ward [b]", action="card", result="45 to 20"
        )
        await pilot.press("escape")
        await on_screen(pilot, HomeScreen)
        await at_the_question(pilot)
        await shown(pilot, "S ward [b]")


async def test_notes_are_left_as_they_were_and_may_be_hidden(stage: Stage) -> None:
    stage.workplace.notes.keep(FIRST, NOTES)
    settle(stage, notes=False)
    async with stage.app() as (app, pilot):
        screen = await at_the_question(pilot)
        await app.workers.wait_for_complete()
        assert not screen.query_one(StoryPaper).display
        await pilot.press("n")
        await on_screen(pilot, NotesScreen)
        assert app.screen.query_one("#task", Input).value == NOTES.task
        await pilot.press(*"x", "escape")
        await on_screen(pilot, RecordingScreen)
    assert stage.workplace.notes.of(FIRST) == NOTES


def test_notes_are_kept_by_question_and_taken_back(tmp_path: Path) -> None:
    book = NotesBook(tmp_path / "new" / "notes.json")
    book.keep("Why  us?", NOTES)
    book.keep("Why you?", StoryNotes(task="t"))

    assert book.of("why us?") == NOTES
    book.keep("Why us?", StoryNotes())
    assert not book.of("Why us?")
    assert book.of("Why you?").task == "t"
    assert book.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "[]", '{"why us?": 3}', '{"why us?": {"x": 1}}'])
def test_notes_that_make_no_sense_are_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "notes.json"
    path.write_text(text)

    assert NotesBook(path).of("Why us?") == StoryNotes()


def test_notes_that_cannot_be_kept_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(OutputError, match="as they were"):
        NotesBook(tmp_path / "file" / "notes.json").keep("Why us?", NOTES)


# Nothing is lost, and nobody is disturbed


@pytest.mark.parametrize(
    "keys",
    [
        [],
        ["space"],
        ["f"],
        ["escape"],
        ["n"],
        ["f2"],
        ["ctrl+p"],
        ["question_mark"],
        ["enter"],
    ],
    ids=str,
)
async def test_quitting_during_anything_keeps_the_take(
    stage: Stage, keys: list[str]
) -> None:
    async with stage.app() as (app, pilot):
        await begin(pilot, stage)
        await pilot.press(*keys)
        await pilot.pause()
        app.exit()
        await until(pilot, lambda: not app.is_running)

    (take,) = list_takes(stage.takes)
    assert take.state is TakeState.FINISHED
    assert take.duration > 12


async def test_a_notice_takes_no_key_away(stage: Stage) -> None:
    async with stage.app() as (app, pilot):
        screen = await begin(pilot, stage)
        focused = app.focused
        app.notify("Something [b]happened[/b].", markup=False)
        await shown(pilot, "Something [b]happened")
        assert app.focused is focused
        assert app.screen is screen
        await pilot.press("space")
        await until(pilot, lambda: screen.stage is Standing.PAUSED)


async def test_a_terminal_may_change_its_size_while_somebody_speaks(
    stage: Stage,
) -> None:
    stage.workplace.notes.keep(FIRST, NOTES)
    async with stage.app() as (_, pilot):
        screen = await begin(pilot, stage)
        for size in ((200, 60), (80, 24), (160, 48), (40, 12), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("f")
            await pilot.pause()
            assert max(map(len, text_of(pilot).splitlines())) <= size[0]
        assert screen.stage is Standing.RECORDING


async def test_escape_asks_and_keys_are_told(stage: Stage) -> None:
    async with stage.app() as (_, pilot):
        screen = await begin(pilot, stage)
        await pilot.press("question_mark")
        await on_screen(pilot, KeysScreen)
        for deed in ("Start/pause", "Only the time", "Notes", "Drop", "Settings"):
            assert deed in text_of(pilot)
        await pilot.press("escape", "escape")
        await on_screen(pilot, AskingScreen)
        await pilot.press("enter")
        await on_screen(pilot, RecordingScreen)
        assert screen.stage is Standing.RECORDING
