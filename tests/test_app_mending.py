"""On the review screen words and parts are put right, judged at once, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, OptionList, TextArea

from tests.staging import (
    WIDE,
    Stage,
    on_screen,
    reviewed,
    shown,
    text_of,
    until,
)
from voice_star.audio.takes import list_takes
from voice_star.domain.answer import StarPart
from voice_star.domain.appearance import Appearance
from voice_star.errors import ModelError
from voice_star.settings import Settings
from voice_star.tui.messages import Left
from voice_star.tui.screens.exporting import ExportScreen
from voice_star.tui.screens.home import HomeScreen
from voice_star.tui.screens.parts import PartScreen
from voice_star.tui.screens.recording import RecordingScreen
from voice_star.tui.screens.review import ReviewScreen
from voice_star.tui.screens.writing import NotesScreen, WordScreen
from voice_star.tui.widgets.reviewed import TimeLine
from voice_star.tui.widgets.transcript import TranscriptView

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from voice_star.analysis.star import StarJudge

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


async def judged(pilot: Pilot[int], screen: ReviewScreen) -> None:
    """Wait until nothing is being judged."""
    await pilot.pause()
    await until(pilot, lambda: not screen.is_judging)


def parts(screen: ReviewScreen) -> list[StarPart | None]:
    return [sentence.part for sentence in screen.review.answer.sentences]


def starts(screen: ReviewScreen) -> list[int]:
    return [one.words.start for one in screen.review.answer.sentences]


def to(screen: ReviewScreen, index: int) -> None:
    """Put the cursor on a word."""
    screen.query_one(TranscriptView).cursor = index


def word(screen: ReviewScreen, index: int) -> str:
    return screen.review.answer.transcript.words[index].text


async def test_a_misheard_word_is_put_right_and_undone(stage: Stage) -> None:
    async with stage.review(size=WIDE) as (screen, pilot):
        to(screen, 0)
        before = word(screen, 0)
        await pilot.press("e")
        box = await on_screen(pilot, WordScreen)
        assert box.query_one(Input).value == before
        box.query_one(Input).value = "[b]Well,[/b]  then"
        await pilot.press("enter")
        await on_screen(pilot, ReviewScreen)
        await judged(pilot, screen)

        assert [word(screen, 0), word(screen, 1)] == ["[b]Well,[/b]", "then"]
        assert "[b]Well,[/b]" in text_of(pilot)
        assert "1 put right" in text_of(pilot)
        await pilot.press("u")
        await judged(pilot, screen)
        assert word(screen, 0) == before
        assert "put right" not in text_of(pilot)
        await pilot.press("ctrl+y")
        await judged(pilot, screen)
        assert word(screen, 0) == "[b]Well,[/b]"


@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_who_changes_no_word_has_put_nothing_right(
    stage: Stage, key: str
) -> None:
    async with stage.review() as (screen, pilot):
        await pilot.press("e")
        await on_screen(pilot, WordScreen)
        await pilot.press(key)
        await on_screen(pilot, ReviewScreen)

        assert not screen.is_judging
        assert screen.review.corrections is None


async def test_a_part_is_settled_and_flags_coverage_and_bars_follow(
    stage: Stage,
) -> None:
    async with stage.review(size=WIDE) as (screen, pilot):
        results = screen.review.answer.sentences_of(StarPart.RESULT)
        for sentence in results:
            to(screen, sentence.words.start)
            await pilot.press("t")
            await on_screen(pilot, PartScreen)
            await pilot.press("a")
            await on_screen(pilot, ReviewScreen)
            await judged(pilot, screen)

        assert StarPart.RESULT not in parts(screen)
        text = text_of(pilot)
        assert "Fix this next: Stops at the actions" in text
        assert "R 0 s" in text


async def test_a_part_is_chosen_by_mouse_and_left_to_the_judge_again(
    stage: Stage,
) -> None:
    async with stage.review(size=WIDE) as (screen, pilot):
        to(screen, 0)
        before = parts(screen)
        await pilot.press("t")
        box = await on_screen(pilot, PartScreen)
        assert "As the judge" not in text_of(pilot)
        await pilot.press("j")
        assert pilot.app.screen is box, "there is nothing to leave to the judge yet"
        await pilot.click(box.query_one(OptionList), offset=(4, 3))
        await on_screen(pilot, ReviewScreen)
        await judged(pilot, screen)
        assert parts(screen)[0] is StarPart.RESULT

        await pilot.press("t")
        await on_screen(pilot, PartScreen)
        await pilot.press("j")
        await on_screen(pilot, ReviewScreen)
        await judged(pilot, screen)
        assert parts(screen) == before


async def test_sentences_are_split_merged_and_moved_by_keys(stage: Stage) -> None:
    async with stage.review() as (screen, pilot):
        before = starts(screen)
        to(screen, 3)
        await pilot.press("s")
        await judged(pilot, screen)
        assert starts(screen) == [0, 3, *before[1:]]
        to(screen, 4)
        await pilot.press("b")
        await judged(pilot, screen)
        assert starts(screen) == [0, 4, *before[1:]]
        await pilot.press("m")
        await judged(pilot, screen)
        assert starts(screen) == before


async def test_keys_that_come_while_it_is_judged_are_done_in_turn(
    stage: Stage,
) -> None:
    async with stage.review() as (screen, pilot):
        before = starts(screen)
        to(screen, 3)
        await pilot.press("s", "u", "ctrl+y", "ctrl+z")
        await until(pilot, lambda: screen.review.corrections is not None)
        await judged(pilot, screen)
        corrections = screen.review.corrections

        assert starts(screen) == before
        assert corrections is not None
        assert (len(corrections.done), len(corrections.undone)) == (0, 1)


async def test_the_last_word_stays(stage: Stage) -> None:
    from voice_star.pipeline import review_lines
    from voice_star.tui.messages import Reviewed

    async with stage.app(WIDE) as (app, pilot):
        app.post_message(Reviewed(review_lines(["Well."])))
        screen = await on_screen(pilot, ReviewScreen)
        await pilot.press("e")
        box = await on_screen(pilot, WordScreen)
        box.query_one(Input).value = ""
        await pilot.press("enter")
        await shown(pilot, "An answer needs a word")

        assert word(screen, 0) == "Well."


async def test_what_cannot_be_judged_is_left_as_it_was(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: object) -> StarJudge:
        raise ModelError("There is no judge.")

    monkeypatch.setattr("voice_star.workplace.Workplace.judge", fail)
    async with stage.review(size=WIDE) as (screen, pilot):
        to(screen, 3)
        await pilot.press("s")
        await shown(pilot, "There is no judge.")

        assert not screen.is_judging
        assert screen.review.corrections is None


async def test_what_is_put_right_and_noted_is_kept_and_gone_on_with(
    stage: Stage,
) -> None:
    async with stage.app() as (_, pilot):
        await pilot.press("enter")
        recording = await on_screen(pilot, RecordingScreen)
        await pilot.press("space")
        await until(pilot, lambda: recording.stage.name == "RECORDING")
        await until(pilot, stage.source.has_ended.is_set)
        await pilot.press("enter")
        screen = await on_screen(pilot, ReviewScreen)
        to(screen, 2)
        await pilot.press("s")
        await judged(pilot, screen)
        await pilot.press("n")
        box = await on_screen(pilot, NotesScreen)
        box.query_one(TextArea).text = "Say it [b]louder[/b]."
        await pilot.press("escape")
        await on_screen(pilot, ReviewScreen)
        await shown(pilot, "noted")
        await pilot.press("n")
        box = await on_screen(pilot, NotesScreen)
        assert box.query_one(TextArea).text == "Say it [b]louder[/b]."
        await pilot.press("ctrl+s")
        await on_screen(pilot, ReviewScreen)
        await pilot.press("c")
        await on_screen(pilot, RecordingScreen)
        await pilot.press("escape")
        # Nobody goes on from it any more: the history takes it in.
        await until(pilot, lambda: not list_takes(stage.takes))

    attempt = stage.workplace.library.attempt(1)
    assert attempt.notes == "Say it [b]louder[/b]."
    assert attempt.review.corrections is not None
    assert attempt.review.answer.sentences[1].words.start == 2


async def test_a_take_from_elsewhere_has_no_notes(stage: Stage) -> None:
    async with stage.review() as (screen, pilot):
        await pilot.press("n")
        await pilot.pause()

        assert pilot.app.screen is screen


# Sound


async def test_it_is_played_faster_and_slower(stage: Stage) -> None:
    async with stage.review(size=WIDE) as (screen, pilot):
        to(screen, 5)
        await pilot.press("plus", "p")
        await until(pilot, lambda: stage.player.speeds == [1.25])
        assert "1.25x" in text_of(pilot)
        stage.player.moment = 9.0
        await pilot.press("minus", "minus")
        await until(pilot, lambda: stage.player.speeds[-1:] == [0.75])
        assert stage.player.began[-1] >= 9.0
        await pilot.press(*["minus"] * 9)
        await until(pilot, lambda: stage.player.speeds[-1] == 0.5)
        await pilot.press(*["equals_sign"] * 9)
        await until(pilot, lambda: stage.player.speeds[-1] == 2.0)


async def test_a_part_is_played_to_its_end(stage: Stage) -> None:
    answer = reviewed("understated").answer
    words = answer.segments[1].words
    async with stage.review() as (screen, pilot):
        to(screen, words.start + 1)
        await pilot.press("P")
        await until(pilot, lambda: stage.player.began)

    assert stage.player.began == [answer.transcript.start_of(words)]
    assert stage.player.ends == [answer.transcript.end_of(words)]


async def test_a_click_on_the_time_line_plays_from_that_moment(stage: Stage) -> None:
    async with stage.review(size=WIDE) as (screen, pilot):
        line = screen.query_one(TimeLine)
        await pilot.click(line, offset=(line.size.width // 2, 0))
        await until(pilot, lambda: stage.player.began)

    words = reviewed("understated").answer.transcript.words
    first, last = words[0].span, words[-1].span
    assert first is not None
    assert last is not None
    middle = (first.start + last.end) / 2
    assert stage.player.began[0] == pytest.approx(middle, abs=2.0)


async def test_brackets_move_by_sentences(stage: Stage) -> None:
    async with stage.review() as (screen, pilot):
        first = starts(screen)
        to(screen, 1)
        await pilot.press("right_square_bracket")
        assert screen.cursor == first[1]
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert screen.cursor == 0


# Gently


async def test_who_is_anxious_sees_no_figure(stage: Stage) -> None:
    async with stage.review("rambling", size=WIDE) as (screen, pilot):
        await pilot.press("g")
        await pilot.pause()
        text = text_of(pilot)
        said = screen.review.answer.transcript.text()

        assert text.count("One step") == 1
        assert text.count("Strong") == 1
        for line in text.splitlines()[:-1]:
            for token in line.split():
                if any(letter.isdigit() for letter in token):
                    assert token.strip('"“”.,') in said
        await pilot.press("down", "g")
        await shown(pilot, "Fix this next")


async def test_gentle_is_how_it_begins_where_that_is_settled(stage: Stage) -> None:
    workplace = stage.workplace
    workplace.settings = Settings(app=Appearance(gentle=True))
    async with stage.review() as (_, pilot):
        await shown(pilot, "One step")


# To a file


async def test_a_form_is_chosen_by_keys_and_by_mouse(
    stage: Stage, tmp_path: Path
) -> None:
    async with stage.review(size=WIDE) as (_, pilot):
        await pilot.press("x")
        box = await on_screen(pilot, ExportScreen)
        path = box.query_one(Input)
        await pilot.press("down")
        assert path.value == "~/answer.md"
        await pilot.click(box.query_one(OptionList), offset=(3, 4))
        assert path.value == "~/answer.srt"
        path.value = str(tmp_path / "told.labels.txt")
        await pilot.pause()
        assert box.query_one(OptionList).highlighted == 7
        await pilot.press("up", "up")
        assert path.value == str(tmp_path / "told.vtt")
        await pilot.press("enter")
        await shown(pilot, "Written to")

    assert (tmp_path / "told.vtt").read_text("utf-8").startswith("WEBVTT")


async def test_what_comes_late_finds_a_review_that_was_left(stage: Stage) -> None:
    async with stage.review() as (screen, pilot):
        pilot.app.post_message(Left())
        await on_screen(pilot, HomeScreen)

        assert screen.is_left
        screen.choose(0)
