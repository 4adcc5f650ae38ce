"""History, charts and comparisons in the app: every key and click, and what is kept."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.keeping import bytes_in
from tests.staging import (
    OTHER,
    QUESTION,
    WIDE,
    Stage,
    on_screen,
    reviewed,
    shown,
    text_of,
    until,
)
from voice_star.settings import read_settings
from voice_star.store.layout import Layout
from voice_star.tui.messages import Reviewed
from voice_star.tui.screens.asking import AskingScreen, LineScreen
from voice_star.tui.screens.charts import ChartsScreen
from voice_star.tui.screens.choosing import ChoiceScreen
from voice_star.tui.screens.compare import CompareScreen
from voice_star.tui.screens.history import HistoryScreen
from voice_star.tui.screens.home import HomeScreen
from voice_star.tui.screens.keys import KeysScreen
from voice_star.tui.screens.recording import RecordingScreen
from voice_star.tui.screens.review import ReviewScreen
from voice_star.tui.screens.wording import WordingScreen
from voice_star.tui.widgets.questions import QuestionList
from voice_star.tui.widgets.takes import TakeList

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path)
    stage.keep_some()
    return stage


@asynccontextmanager
async def home(stage: Stage, size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[int]]:
    """Run the app until it has told how things stand."""
    async with stage.app(size) as (_, pilot):
        await shown(pilot, "today: 2 takes")
        yield pilot


@asynccontextmanager
async def history(
    stage: Stage, size: tuple[int, int] = WIDE
) -> AsyncIterator[Pilot[int]]:
    """Run the app on its history."""
    async with home(stage, size) as pilot:
        await pilot.press("h")
        await on_screen(pilot, HistoryScreen)
        await shown(pilot, "9 takes · 5 sessions")
        yield pilot


async def click_on(pilot: Pilot[int], text: str) -> None:
    """Click on the first place where something is seen."""
    lines = text_of(pilot).splitlines()
    row = next(n for n, line in enumerate(lines) if text in line)
    await pilot.click(offset=(lines[row].index(text), row))
    await pilot.pause()


def ids(pilot: Pilot[int]) -> list[str]:
    """Return the numbers of the takes that are listed, from the top."""
    lines = (line.lstrip(" ▸◆") for line in text_of(pilot).splitlines()[2:-1])
    return [line.split()[0] for line in lines if line[:1].isdigit()]


# Home


async def test_questions_tell_takes_verdict_and_the_next_step(stage: Stage) -> None:
    async with home(stage) as pilot:
        text = text_of(pilot)
        row = next(line for line in text.splitlines() if QUESTION in line)
        assert row.split()[-7:] == ["5", "today", "23", "9", "61", "41", "strong"]
        other = pilot.app.screen.query_one(QuestionList)
        third = next(line for line in text.splitlines() if "told as we" in line)
        assert "professional accomplishment" in third
        await pilot.press("down", "down")
        await shown(pilot, "Next step, told as we: Say what you did yourself")

        assert other.question is not None
        assert "t target 2:00   j no job" in text


async def test_n_and_the_card_answer_what_is_next(stage: Stage) -> None:
    async with home(stage) as pilot:
        assert "Practise next  What is your greatest accomplishment?" in text_of(pilot)
        await pilot.press("n")
        await on_screen(pilot, RecordingScreen)
        assert text_of(pilot).startswith(" What is your greatest accomplishment?")
        await pilot.press("escape")
        await on_screen(pilot, HomeScreen)
        await click_on(pilot, "Practise next")

        await on_screen(pilot, RecordingScreen)


async def test_questions_are_found_by_typing(stage: Stage) -> None:
    async with home(stage) as pilot:
        await pilot.press("slash", *"proud")
        await until(pilot, lambda: "Conflict" not in text_of(pilot))
        assert f"▸ {QUESTION}" in text_of(pilot)
        await pilot.press("down")
        await pilot.press("escape")
        await shown(pilot, "Conflict")

        await pilot.press("slash", *"qqq")
        await shown(pilot, "No question is like that.")
        await pilot.press("escape")
        await shown(pilot, "Conflict")
        assert "Search" in text_of(pilot)


async def test_a_question_of_ones_own_is_added_changed_and_retired(
    stage: Stage,
) -> None:
    async with home(stage) as pilot:
        await pilot.press("a")
        await on_screen(pilot, WordingScreen)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, WordingScreen)
        await pilot.press(*"Why [b]us?", "tab", *"Facts", "enter")
        await on_screen(pilot, HomeScreen)
        await shown(pilot, "Added to your questions.")
        await pilot.press("slash", *"[b]us")
        await shown(pilot, "▸ Why [b]us?")
        await pilot.press("enter")
        await pilot.press("e")
        box = await on_screen(pilot, WordingScreen)
        box.query_one("#text", Input).value = "Why them?"
        await pilot.press("enter")
        await shown(pilot, "Changed.")
        await pilot.press("escape")
        await pilot.press("slash", *"them?")
        await shown(pilot, "▸ Why them?")
        await pilot.press("enter")
        await pilot.press("r")
        await shown(pilot, "Why them?  retired")
        await pilot.press("r")
        await shown(pilot, "Proposed again.")

    own = [one for one in stage.workplace.library.questions() if one.id == "my-1"]
    assert [(one.text, one.former, one.is_retired) for one in own] == [
        ("Why them?", ("Why [b]us?",), False)
    ]


async def test_who_words_no_question_changes_none(stage: Stage) -> None:
    async with home(stage) as pilot:
        for key in ("a", "e"):
            await pilot.press(key)
            await on_screen(pilot, WordingScreen)
            await pilot.press("escape")
            await on_screen(pilot, HomeScreen)

    assert not stage.workplace.library.own_questions.exists()


async def test_the_length_to_aim_at_is_changed_for_good(stage: Stage) -> None:
    async with home(stage) as pilot:
        await pilot.press("t")
        await on_screen(pilot, LineScreen)
        await pilot.press(*"1:30", "enter")
        await shown(pilot, "t target 1:30")
        await click_on(pilot, "target 1:30")
        await on_screen(pilot, LineScreen)
        await pilot.press(*"soon", "enter")
        await shown(pilot, "'soon' is no length of time")
        await pilot.press("t", "escape")

    assert read_settings(stage.workplace.keeper.path).bands.target == 90
    assert stage.workplace.brief(None).bands.target == 90


async def test_a_job_is_named_and_left_again(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "ad.txt"
    path.write_text("Charge [b]nurse\n\nYour profile:\n- You have led a team.\n")
    async with home(stage) as pilot:
        await pilot.press("j")
        box = await on_screen(pilot, LineScreen)
        box.query_one(Input).value = str(path)
        await pilot.press("enter")
        await shown(pilot, "j job: Charge [b]nurse")
        assert len(stage.workplace.brief(None).asks or ()) == 1
        await pilot.press("j")
        await on_screen(pilot, LineScreen)
        await pilot.press("enter")
        await shown(pilot, "j no job")

    assert stage.workplace.brief(None).asks is None


async def test_a_job_that_is_kept_is_chosen_by_its_name(stage: Stage) -> None:
    jobs = Layout(stage.takes.parent).jobs
    jobs.mkdir(parents=True)
    (jobs / "ward.txt").write_text("Charge nurse\n\nYour profile:\n- You led a team.\n")
    (jobs / "shop.txt").write_text("Shop manager\n\nYour profile:\n- You led.\n")
    async with home(stage) as pilot:
        await pilot.press("j")
        await on_screen(pilot, ChoiceScreen)
        await shown(pilot, "ward")
        await pilot.press("down", "enter")
        await shown(pilot, "j job: Charge nurse")
        await pilot.press("j")
        await on_screen(pilot, ChoiceScreen)
        await shown(pilot, "ward")
        await pilot.press("down", "down", "enter")
        await shown(pilot, "j no job")
        await pilot.press("j")
        await on_screen(pilot, ChoiceScreen)
        await shown(pilot, "another advertisement")
        await pilot.press("end", "enter")
        await on_screen(pilot, LineScreen)


# The list


async def test_takes_are_there_by_day_the_latest_first(stage: Stage) -> None:
    async with history(stage) as pilot:
        text = text_of(pilot)
        assert ids(pilot) == [str(n) for n in range(9, 0, -1)]
        row = next(line for line in text.splitlines() if "▸" in line)

    assert row.split()[:3] == ["▸", "9", "17:06"]
    assert QUESTION in row
    assert row.split()[-9:-1] == ["2:14", "185", "0.0", "23", "9", "61", "41", "▂▁▅▄"]
    assert "Today  16:52 · 2 takes" in text
    assert "Sun 7 June" in text


async def test_a_take_is_opened_and_left_to_where_one_was(stage: Stage) -> None:
    async with history(stage) as pilot:
        await pilot.press("end", "up", "enter")
        await on_screen(pilot, ReviewScreen)
        assert text_of(pilot).startswith(f" {OTHER}")
        assert "Continue" not in text_of(pilot)
        await pilot.press("q")
        await on_screen(pilot, HistoryScreen)
        await shown(pilot, "▸     2")
        await pilot.press("escape")
        await on_screen(pilot, HomeScreen)


async def test_the_first_click_points_and_the_second_opens(stage: Stage) -> None:
    async with history(stage) as pilot:
        await click_on(pilot, "stops at the actions")
        await shown(pilot, "▸     4")
        await click_on(pilot, "Mon 1 June")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await click_on(pilot, "▸     4")

        await on_screen(pilot, ReviewScreen)


async def test_takes_are_found_by_typing(stage: Stage) -> None:
    async with history(stage) as pilot:
        await pilot.press("slash", *"stops at")
        await until(pilot, lambda: ids(pilot) == ["4", "1"])
        assert "of 9 takes" in text_of(pilot)
        await pilot.press("enter")
        await pilot.press("down")
        await shown(pilot, "▸     1")
        await pilot.press("escape")
        await until(pilot, lambda: len(ids(pilot)) == 9)
        await pilot.press("slash", *"qqq")
        await shown(pilot, "No take is like that.")


async def test_a_take_is_forgotten_after_a_yes_and_without_a_trace(
    stage: Stage,
) -> None:
    async with history(stage) as pilot:
        await pilot.press("end", "delete")
        await on_screen(pilot, AskingScreen)
        await pilot.press("n")
        await on_screen(pilot, HistoryScreen)
        assert len(ids(pilot)) == 9
        for left in (["3", "2"], ["4", "3"]):
            await pilot.press("end", "f")
            await on_screen(pilot, AskingScreen)
            await pilot.press("y")
            await until(pilot, lambda left=left: ids(pilot)[-2:] == left)  # type: ignore[misc]
        await shown(pilot, "Deleted for good: take 2")

    # The two oldest were all that was told of being proud so long ago.
    assert [one.id for one in stage.records()] == [3, 4, 5, 6, 7, 8, 9]
    assert bytes_in(stage.takes.parent).count(b"2026-05-01T18:04") == 0


async def test_without_takes_it_says_so(tmp_path: Path) -> None:
    async with Stage(tmp_path).app() as (_, pilot):
        await pilot.press("h")
        await shown(pilot, "No takes yet.")
        await pilot.press("enter", "c", "f", "end", "down", "pagedown")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await pilot.press("t")
        await shown(pilot, "No take tells this yet")


async def test_the_list_moves_by_pages_and_ends(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    for n in range(20):
        stage.keep(reviewed("understated"), days=20 - n)
    async with stage.app() as (_, pilot):
        await pilot.press("h")
        await shown(pilot, "▸    20")
        takes = pilot.app.screen.query_one(TakeList)
        await pilot.press("pagedown")
        await shown(pilot, "▸    1")
        assert "▸    20" not in text_of(pilot)
        await pilot.press("end")
        await shown(pilot, "▸     1")
        await pilot.press("down", "pageup", "home", "up")
        await shown(pilot, "▸    20")
        assert takes.scroll_offset.y == 0
        for size in ((160, 48), (40, 10), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("down")
        await shown(pilot, "▸    17")


# Two takes


async def test_two_that_are_marked_are_compared(stage: Stage) -> None:
    async with history(stage) as pilot:
        await pilot.press("c")
        await shown(pilot, "Take 9 is marked")
        await pilot.press("c")
        await until(pilot, lambda: "is marked" not in text_of(pilot))
        await pilot.press("c", "escape")
        await until(pilot, lambda: "is marked" not in text_of(pilot))
        await pilot.press("c", "down", "down")
        assert "◆     9" in text_of(pilot)
        await pilot.press("c")
        await on_screen(pilot, CompareScreen)
        await shown(pilot, "How take 9 ends")
        text = text_of(pilot)
        assert "Compare take 7 with take 9" in text
        assert "Gone         Understated result, No why" in text
        assert "it went well" in text
        await pilot.press("s")
        await shown(pilot, "New          Understated result, No why")
        await pilot.press("2")
        await on_screen(pilot, ReviewScreen)
        assert "Understated result" in text_of(pilot)
        await pilot.press("q")
        await on_screen(pilot, CompareScreen)
        await pilot.press("1")
        await on_screen(pilot, ReviewScreen)
        await pilot.press("q")
        await on_screen(pilot, CompareScreen)
        await pilot.press("escape")
        await on_screen(pilot, HistoryScreen)


async def test_where_it_is_narrow_endings_stand_below(stage: Stage) -> None:
    async with history(stage, (80, 24)) as pilot:
        await pilot.press("c", "down", "down", "c")
        await on_screen(pilot, CompareScreen)
        await shown(pilot, "What accomplishment are you proudest of?")
        assert "How take 7 ends" not in text_of(pilot)
        await pilot.press("pagedown")
        await shown(pilot, "How take 9 ends")
        await pilot.press("pageup", "down", "up")
        await shown(pilot, "What accomplishment are you proudest of?")


async def test_d_holds_a_review_against_the_take_before(stage: Stage) -> None:
    async with history(stage) as pilot:
        await pilot.press("enter")
        await on_screen(pilot, ReviewScreen)
        await pilot.press("d")
        await on_screen(pilot, CompareScreen)

        await shown(pilot, "Compare take 7 with take 9")


async def test_d_holds_a_new_take_against_the_latest(stage: Stage) -> None:
    async with home(stage) as pilot:
        pilot.app.post_message(Reviewed(reviewed("understated")))
        await on_screen(pilot, ReviewScreen)
        await pilot.press("d")
        await on_screen(pilot, CompareScreen)
        await shown(pilot, "How this take ends")
        assert "Compare take 9 with this take" in text_of(pilot)
        assert "Swap" not in text_of(pilot)


async def test_d_says_when_there_is_no_other(tmp_path: Path) -> None:
    async with Stage(tmp_path).review(size=WIDE) as (_, pilot):
        await pilot.press("d")

        await shown(pilot, "There is no other take of this question yet.")


# Charts


async def test_charts_show_the_way_so_far(stage: Stage) -> None:
    async with history(stage) as pilot:
        await pilot.press("t")
        await on_screen(pilot, ChartsScreen)
        await shown(pilot, "Results, s, over 9 takes (aim: 24-36)")
        assert "All questions" in text_of(pilot)
        await pilot.press("right")
        await shown(pilot, "Results, s, over 5 takes (aim: 24-36)")
        assert QUESTION in text_of(pilot)
        await pilot.press("left", "left")
        await shown(pilot, "Story: The handover card")
        await pilot.press("s")
        await shown(pilot, "over 5 sessions")
        await click_on(pilot, "by session")
        await shown(pilot, "9 takes · by take")
        await click_on(pilot, "▶")
        await shown(pilot, "All questions")
        await pilot.press("escape")
        await on_screen(pilot, HistoryScreen)


async def test_charts_are_of_what_was_found(stage: Stage) -> None:
    async with history(stage, (80, 24)) as pilot:
        await pilot.press("slash", *"[b]")
        await pilot.press("escape")
        await pilot.press("slash", *"beyond")
        await pilot.press("enter")
        await pilot.press("t")
        await on_screen(pilot, ChartsScreen)
        await shown(pilot, "Found: beyond")
        await shown(pilot, "Speech rate, words a minute, over 2 takes")
        await pilot.press("down")
        await shown(pilot, "Fillers, a minute")
        assert "Speech rate" not in text_of(pilot)
        await pilot.press("pageup")
        await shown(pilot, "Speech rate")


@pytest.mark.parametrize("keys", ["", "t", "c down c"])
async def test_keys_are_told(stage: Stage, keys: str) -> None:
    async with history(stage) as pilot:
        before = pilot.app.screen
        await pilot.press(*keys.split())
        await until(pilot, lambda: not keys or pilot.app.screen is not before)
        screen = pilot.app.screen
        await pilot.press("question_mark")
        await on_screen(pilot, KeysScreen)
        assert "Back" in text_of(pilot)
        await pilot.press("escape")

        await until(pilot, lambda: pilot.app.screen is screen)
