"""In the app, a larger model's review takes the place of the first, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.listening import FailingTranscriber, HeldTranscriber
from tests.saying import ScriptedTranscriber
from tests.staging import Stage, judge, on_screen, shown, text_of, until
from voice_star.errors import ModelError
from voice_star.rehearing import LargerModel
from voice_star.tui.screens.home import HomeScreen
from voice_star.tui.screens.recording import RecordingScreen
from voice_star.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from voice_star.speech.transcriber import Transcriber

pytestmark = pytest.mark.anyio

BETTER = "I work as a caretaker at a primary school."


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def lend(stage: Stage, larger: Transcriber) -> None:
    """Put a larger model on the machine."""
    model = LargerModel(larger.name, lambda: (larger, judge()))
    stage.workplace.larger = lambda _first, _wanted: model


async def tell(pilot: Pilot[int], stage: Stage) -> ReviewScreen:
    """Tell an answer, and go on to its first review."""
    await pilot.press("enter")
    await on_screen(pilot, RecordingScreen)
    await pilot.press("space")
    await until(pilot, stage.source.has_ended.is_set)
    await pilot.press("enter")
    screen = await on_screen(pilot, ReviewScreen)
    await shown(pilot, "technician")
    return screen


async def test_its_review_takes_the_place_of_the_first_and_is_kept(
    stage: Stage,
) -> None:
    larger = HeldTranscriber(ScriptedTranscriber(BETTER))
    lend(stage, larger)
    async with stage.app() as (_, pilot):
        screen = await tell(pilot, stage)
        await until(pilot, larger.has_begun.is_set)
        await shown(pilot, "held hears it again: 0%")
        larger.may_go_on.set()
        await shown(pilot, "caretaker")

        assert "technician" not in text_of(pilot)
        assert "hears it again" not in text_of(pilot)
        await shown(pilot, "Heard again by held")
        await pilot.app.workers.wait_for_complete()
        assert screen.desk is not None
        gone_on_from = screen.desk.told(screen.review)
        assert gone_on_from is not None
        assert gone_on_from.telling.transcript.text() == BETTER
        await pilot.press("q")
        await on_screen(pilot, HomeScreen)
        await shown(pilot, "Practise next")
    (record,) = stage.records()
    with_review = stage.workplace.library.attempt(record.id)
    assert with_review.review.answer.transcript.text() == BETTER


async def test_what_was_put_right_meanwhile_is_left_alone(stage: Stage) -> None:
    larger = HeldTranscriber(ScriptedTranscriber(BETTER))
    lend(stage, larger)
    async with stage.app() as (_, pilot):
        screen = await tell(pilot, stage)
        await pilot.press("right", "right", "s")
        await shown(pilot, "1 put right")
        larger.may_go_on.set()
        await until(pilot, lambda: "hears it again" not in text_of(pilot))

        assert "technician" in text_of(pilot)
        assert screen.review.corrections is not None


async def test_whoever_tells_the_next_answer_does_not_wait_for_it(
    stage: Stage,
) -> None:
    larger = HeldTranscriber(ScriptedTranscriber(BETTER))
    lend(stage, larger)
    async with stage.app() as (_, pilot):
        await tell(pilot, stage)
        await until(pilot, larger.has_begun.is_set)
        await pilot.press("r")

        # It would wait for ever, had it not been told that it is over.
        await on_screen(pilot, RecordingScreen)
        await pilot.press("escape")
        await on_screen(pilot, HomeScreen)
        await pilot.app.workers.wait_for_complete()


async def test_a_larger_model_that_fails_says_so_and_the_first_stands(
    stage: Stage,
) -> None:
    lend(stage, FailingTranscriber(ModelError("That model is damaged.")))
    async with stage.app() as (_, pilot):
        await tell(pilot, stage)

        await shown(pilot, "That model is damaged.")
        assert "technician" in text_of(pilot)
        assert "hears it again" not in text_of(pilot)
