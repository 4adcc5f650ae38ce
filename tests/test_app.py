"""The app: every key and click does what the foot of its screen says."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.listening import HeldTranscriber, rehearsed
from tests.staging import (
    QUESTION,
    WIDE,
    SilentPlayer,
    Stage,
    on_screen,
    reviewed,
    shown,
    text_of,
    until,
)
from tests.waiting import wait_until
from voice_star.audio.takes import TakeState, list_takes
from voice_star.domain.timeline import Span
from voice_star.errors import MicrophoneError, ModelError, PlaybackError
from voice_star.live_session import Helpers
from voice_star.report.recording import Stage as Standing
from voice_star.tui.messages import Reviewed
from voice_star.tui.screens.asking import AskingScreen, PathScreen
from voice_star.tui.screens.exporting import ExportScreen
from voice_star.tui.screens.hearing import HearingScreen
from voice_star.tui.screens.home import HomeScreen
from voice_star.tui.screens.keys import KeysScreen
from voice_star.tui.screens.recording import RecordingScreen
from voice_star.tui.screens.review import ReviewScreen
from voice_star.tui.widgets.flags import FlagPanel
from voice_star.tui.widgets.questions import QuestionList
from voice_star.tui.widgets.transcript import TranscriptView

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from voice_star.audio.source import Outlet, SourceFormat
    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Seconds

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


async def begin(pilot: Pilot[int], stage: Stage) -> RecordingScreen:
    """Begin a take of the second question, and let all of it be told."""
    await pick(pilot)
    screen = await on_screen(pilot, RecordingScreen)
    await pilot.press("space")
    await until(pilot, lambda: screen.stage is Standing.RECORDING)
    await until(pilot, stage.source.has_ended.is_set)
    return screen


async def pick(pilot: Pilot[int]) -> None:
    """Choose the second question."""
    await pilot.press("down", "enter")


def view_of(screen: ReviewScreen) -> TranscriptView:
    return screen.query_one(TranscriptView)


# Home


async def test_the_questions_are_there_by_theme(stage: Stage) -> None:
    async with stage.app() as (_, pilot):
        await shown(pilot, "They look for:")
        text = text_of(pilot)

    assert "Accomplishment  " in text
    assert QUESTION in text
    assert "They look for:" in text


async def test_a_file_is_asked_for_and_reviewed(stage: Stage) -> None:
    async with stage.app() as (_, pilot):
        await pilot.press("o")
        box = await on_screen(pilot, PathScreen)
        box.query_one(Input).value = str(stage.spoken)
        await pilot.press("enter")
        await on_screen(pilot, ReviewScreen)

        assert "technician" in text_of(pilot)
        assert "Continue" not in text_of(pilot)


async def test_a_file_that_is_not_there_is_said_and_nothing_ends(stage: Stage) -> None:
    async with stage.app(WIDE) as (_, pilot):
        await pilot.press("o")
        box = await on_screen(pilot, PathScreen)
        box.query_one(Input).value = "/nowhere/[b]answer.wav"
        await pilot.press("enter")
        await until(pilot, lambda: "[b]answer.wav" in text_of(pilot))

        assert isinstance(pilot.app.screen, HomeScreen)


@pytest.mark.parametrize("keys", [["escape"], ["enter"]], ids=str)
async def test_who_names_no_file_is_back_at_the_questions(
    stage: Stage, keys: list[str]
) -> None:
    async with stage.app() as (_, pilot):
        await pilot.press("o")
        await on_screen(pilot, PathScreen)
        await pilot.press(*keys)

        await on_screen(pilot, HomeScreen)


async def test_hearing_a_file_can_be_stopped(stage: Stage) -> None:
    _, knows = rehearsed("understated", Span(0, 12), then=2.0)
    held = HeldTranscriber(knows)
    stage.helpers = Future()
    stage.helpers.set_result(Helpers(held))
    async with stage.app() as (app, pilot):
        await pilot.press("o")
        box = await on_screen(pilot, PathScreen)
        box.query_one(Input).value = str(stage.spoken)
        await pilot.press("enter")
        await on_screen(pilot, HearingScreen)
        await until(pilot, held.has_begun.is_set)
        await pilot.press("escape")

        await on_screen(pilot, HomeScreen)
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, HomeScreen)


async def test_a_model_that_is_missing_is_said_at_once(stage: Stage) -> None:
    stage.helpers = Future()
    stage.helpers.set_exception(ModelError("There is no model."))
    async with stage.app() as (_, pilot):
        await until(pilot, lambda: "There is no model." in text_of(pilot))


async def test_q_ends_the_app(stage: Stage) -> None:
    async with stage.app() as (app, pilot):
        await pilot.press("q")

        await until(pilot, lambda: not app.is_running)


async def test_a_click_on_a_question_answers_it(stage: Stage) -> None:
    async with stage.app() as (_, pilot):
        await shown(pilot, QUESTION)
        questions = pilot.app.screen.query_one(QuestionList)
        await pilot.click(questions, offset=(10, 2))
        await on_screen(pilot, RecordingScreen)

        assert text_of(pilot).startswith(f" {QUESTION}")


# Recording


async def test_an_answer_is_told_reviewed_and_kept(stage: Stage) -> None:
    async with stage.app() as (_, pilot):
        screen = await begin(pilot, stage)
        await until(pilot, lambda: "technician" in text_of(pilot))
        assert "● REC" in text_of(pilot)
        assert "aim 18-24" in text_of(pilot)
        await pilot.press("enter")
        await on_screen(pilot, ReviewScreen)

        assert screen.stage is Standing.ENDING
        assert "technician" in text_of(pilot)
        assert "Continue" in text_of(pilot)
        await pilot.press("q")
        await on_screen(pilot, HomeScreen)
        await shown(pilot, "Practise next")
    (record,) = stage.records()
    assert record.question == QUESTION
    assert list_takes(stage.takes) == ()


async def test_space_pauses_and_goes_on(stage: Stage) -> None:
    async with stage.app() as (_, pilot):
        screen = await begin(pilot, stage)
        await pilot.press("space")
        await until(pilot, lambda: screen.stage is Standing.PAUSED)
        await until(pilot, lambda: "PAUSED" in text_of(pilot))
        await pilot.press("space")

        await until(pilot, lambda: screen.stage is Standing.RECORDING)


async def test_a_take_is_dropped_only_after_a_yes(stage: Stage) -> None:
    async with stage.app() as (_, pilot):
        await begin(pilot, stage)
        await pilot.press("escape")
        await on_screen(pilot, AskingScreen)
        await pilot.press("n")
        screen = await on_screen(pilot, RecordingScreen)
        assert screen.stage is Standing.RECORDING
        await pilot.press("escape")
        await on_screen(pilot, AskingScreen)
        await pilot.press("y")

        await on_screen(pilot, HomeScreen)
    assert list_takes(stage.takes) == ()


async def test_leaving_before_a_take_keeps_nothing(stage: Stage) -> None:
    async with stage.app() as (_, pilot):
        await pilot.press("enter")
        await on_screen(pilot, RecordingScreen)
        await pilot.press("escape")

        await on_screen(pilot, HomeScreen)
    assert list_takes(stage.takes) == ()


async def test_quitting_while_recording_keeps_the_take(stage: Stage) -> None:
    async with stage.app() as (app, pilot):
        await begin(pilot, stage)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)

    (take,) = list_takes(stage.takes)
    assert take.state is TakeState.FINISHED
    assert take.duration > 12


async def test_a_review_that_takes_long_need_not_be_waited_for(stage: Stage) -> None:
    stage.helpers = Future()
    async with stage.app() as (_, pilot):
        screen = await begin(pilot, stage)
        await pilot.press("enter")
        await until(pilot, lambda: screen.stage is Standing.ENDING)
        await pilot.press("escape")
        # What hears comes at last: a thread that waits for it must end.
        stage.helpers.set_exception(ModelError("There is no model."))

        await on_screen(pilot, HomeScreen)
    (take,) = list_takes(stage.takes)
    assert take.state is TakeState.FINISHED


async def test_only_the_time_is_seen_if_somebody_wants_that(stage: Stage) -> None:
    async with stage.app() as (_, pilot):
        await begin(pilot, stage)
        await until(pilot, lambda: "technician" in text_of(pilot))
        await pilot.press("f")
        await until(pilot, lambda: "technician" not in text_of(pilot))
        assert "● REC" in text_of(pilot)
        await pilot.press("f")

        await until(pilot, lambda: "technician" in text_of(pilot))


class NoMicrophone:
    """A source that cannot be opened."""

    def open(self, outlet: Outlet) -> SourceFormat:
        """Refuse."""
        del outlet
        raise MicrophoneError("There is no microphone.")

    def clock(self) -> Seconds:
        """Return no time."""
        return 0.0

    def follow(self, *, is_keeping: bool) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


async def test_without_a_microphone_the_app_goes_on(tmp_path: Path) -> None:
    stage = Stage(tmp_path, source=NoMicrophone)
    async with stage.app() as (_, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: "There is no microphone." in text_of(pilot))

        assert isinstance(pilot.app.screen, HomeScreen)


# Review


async def test_the_next_step_is_on_top_and_its_words_under_the_cursor(
    stage: Stage,
) -> None:
    async with stage.review() as (screen, pilot):
        text = text_of(pilot)
        cursor = view_of(screen).cursor

    assert "Fix this next: Understated result" in text
    assert "▸ !! Understated result" in text
    assert reviewed("understated").flags[0].evidence[0].start == cursor


async def test_moving_through_flags_moves_through_the_words(stage: Stage) -> None:
    flags = reviewed("rambling").flags
    evidence = [flag.evidence[0].start for flag in flags if flag.evidence]
    assert len(set(evidence)) > 1
    async with stage.review("rambling") as (screen, pilot):
        seen = []
        for flag in flags:
            await pilot.pause()
            if flag.evidence:
                seen.append(view_of(screen).cursor)
                word = reviewed("rambling").answer.transcript.words[seen[-1]]
                assert word.text in text_of(pilot)
            await pilot.press("down")
        await pilot.press("up")
        await pilot.pause()
        chosen = screen.query_one(FlagPanel).chosen

    assert seen == evidence
    assert chosen == len(flags) - 2


async def test_p_plays_from_the_word_under_the_cursor(stage: Stage) -> None:
    words = reviewed("understated").answer.transcript.words
    async with stage.review() as (screen, pilot):
        await pilot.press("left", "left", "right")
        cursor = view_of(screen).cursor
        await pilot.press("p")
        await until(pilot, lambda: stage.player.began)
        span = words[cursor].span
        assert span is not None
        assert stage.player.began == [span.start]

        later = words[cursor + 3].span
        assert later is not None
        stage.player.moment = later.middle
        await until(pilot, lambda: view_of(screen).sounding == cursor + 3)

        await pilot.press("p")
        await until(pilot, lambda: stage.player.moment is None)
        await until(pilot, lambda: view_of(screen).sounding is None)


async def test_a_click_on_a_word_plays_it(stage: Stage) -> None:
    async with stage.review(size=WIDE) as (screen, pilot):
        line = text_of(pilot).splitlines()
        row = next(n for n, text in enumerate(line) if "technician" in text)
        column = line[row].index("technician")
        await pilot.click(offset=(column + 2, row))
        await until(pilot, lambda: stage.player.began)

        word = view_of(screen).cursor
        words = reviewed("understated").answer.transcript.words
        assert words[word].text == "technician"


async def test_a_click_on_a_flag_opens_it(stage: Stage) -> None:
    async with stage.review(size=WIDE) as (screen, pilot):
        line = text_of(pilot).splitlines()
        row = next(n for n, text in enumerate(line) if text.endswith("No why"))
        await pilot.click(offset=(line[row].index("No why"), row))
        await until(pilot, lambda: screen.query_one(FlagPanel).chosen == 1)

        assert "▸ !  No why" in text_of(pilot)


class MutePlayer(SilentPlayer):
    """A player on a machine without a loudspeaker."""

    def play(
        self,
        take: Take,
        *,
        start: Seconds,
        end: Seconds | None = None,
        speed: float = 1.0,
    ) -> None:
        """Refuse."""
        del take, start, end, speed
        raise PlaybackError("Nothing can be played.")


async def test_a_machine_without_loudspeaker_is_told_so(stage: Stage) -> None:
    stage.workplace.player = MutePlayer()
    async with stage.review() as (_, pilot):
        await pilot.press("p")

        await until(pilot, lambda: "Nothing can be played." in text_of(pilot))


async def test_the_words_scroll_by_pages(stage: Stage) -> None:
    async with stage.review("rambling") as (_, pilot):
        await pilot.press("pageup", "pageup", "pageup", "pageup", "pageup", "pageup")
        await until(pilot, lambda: " 0:00 " in text_of(pilot))
        top = text_of(pilot)
        await pilot.press("pagedown")

        await until(pilot, lambda: text_of(pilot) != top)


async def test_an_answer_is_gone_on_with_and_told_anew(stage: Stage) -> None:
    async with stage.app() as (_, pilot):
        await begin(pilot, stage)
        await pilot.press("enter")
        await on_screen(pilot, ReviewScreen)
        await pilot.press("c")
        await on_screen(pilot, RecordingScreen)
        await until(pilot, lambda: "both become one answer" in text_of(pilot))
        await pilot.press("escape")
        await on_screen(pilot, HomeScreen)


async def test_r_asks_the_same_question_again(stage: Stage) -> None:
    async with stage.review() as (_, pilot):
        await pilot.press("r")
        await on_screen(pilot, RecordingScreen)

        assert text_of(pilot).startswith(f" {QUESTION}")


@pytest.mark.parametrize("ending", [".md", ".json"])
async def test_a_review_is_written_to_a_file_and_over_none(
    stage: Stage, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"answer{ending}"
    async with stage.review(size=WIDE) as (_, pilot):
        for told in ("Written to", "is there already"):
            await pilot.press("x")
            box = await on_screen(pilot, ExportScreen)
            assert box.query_one(Input).value == "~/answer.html"
            box.query_one(Input).value = str(path)
            await pilot.press("enter")
            await shown(pilot, told)

    assert "it went well" in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o600


async def test_a_format_that_there_is_not_is_said(stage: Stage) -> None:
    async with stage.review(size=WIDE) as (_, pilot):
        await pilot.press("x")
        box = await on_screen(pilot, ExportScreen)
        box.query_one(Input).value = "answer.doc"
        await pilot.press("enter")

        await until(pilot, lambda: "answer.doc" in text_of(pilot))


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_there_is_a_way_back(stage: Stage, key: str) -> None:
    async with stage.review() as (_, pilot):
        await pilot.press(key)

        await on_screen(pilot, HomeScreen)


async def test_keys_are_told_on_every_screen(stage: Stage) -> None:
    async with stage.review() as (_, pilot):
        await pilot.press("question_mark")
        await on_screen(pilot, KeysScreen)
        text = text_of(pilot)
        assert "Flag before" in text
        assert "Scroll" not in text
        await pilot.press("escape")

        await on_screen(pilot, ReviewScreen)


async def test_codes_and_markup_in_words_stay_text(stage: Stage) -> None:
    from voice_star.pipeline import review_lines

    review = review_lines(["[red]I[/red] led \x1b[31mit\x07.", "And [b]so on[/b]."])
    async with stage.app() as (app, pilot):
        app.post_message(Reviewed(review))
        await on_screen(pilot, ReviewScreen)
        text = text_of(pilot)

    assert "[red]I[/red] led ?[31mit?." in text
    assert "\x1b" not in text


async def test_a_terminal_may_change_its_size_at_any_moment(stage: Stage) -> None:
    async with stage.review() as (screen, pilot):
        for size in ((160, 48), (40, 10), (20, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("down", "left")
        await pilot.pause()

        assert screen.has_class("-narrow")
        assert "Fix this next" in text_of(pilot)


# Takes that were cut off


async def test_a_take_that_was_cut_off_is_saved_and_reviewed(stage: Stage) -> None:
    studio = stage.workplace.studio(stage.workplace.brief(QUESTION))
    with studio:
        studio.start()
        assert stage.source.has_ended.wait(timeout=30)
        wait_until(lambda: studio.view().recorder.elapsed >= 13)
    assert stage.workplace.files.n_cut_off() == 1

    async with stage.app() as (_, pilot):
        await until(pilot, lambda: "1 take was cut off" in text_of(pilot))
        await pilot.press("u")
        await on_screen(pilot, ReviewScreen)
        assert text_of(pilot).startswith(f" {QUESTION}")
    assert stage.workplace.files.n_cut_off() == 0


async def test_a_take_that_was_never_heard_is_heard_later(stage: Stage) -> None:
    heard, stage.helpers = stage.helpers, Future()
    async with stage.app() as (_, pilot):
        screen = await begin(pilot, stage)
        await pilot.press("enter")
        await until(pilot, lambda: screen.stage is Standing.ENDING)
        await pilot.press("escape")
        stage.helpers.set_exception(ModelError("There is no model."))
        stage.helpers = heard
        await on_screen(pilot, HomeScreen)
        await shown(pilot, "1 take is not heard yet: u hears it.")
        await pilot.press("u")
        await on_screen(pilot, ReviewScreen)
        await pilot.press("q")
        await shown(pilot, "Practise next")
        assert "not heard yet" not in text_of(pilot)


async def test_u_is_not_offered_where_nothing_was_cut_off(stage: Stage) -> None:
    async with stage.app() as (_, pilot):
        await pilot.press("u")
        await pilot.pause()

        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Save" not in text_of(pilot)
