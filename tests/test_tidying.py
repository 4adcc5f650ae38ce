"""What screens leave behind."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from tests.staging import Stage, on_screen
from voice_star.tui import app as app_module
from voice_star.tui.screens.home import HomeScreen
from voice_star.tui.screens.recording import RecordingScreen
from voice_star.tui.tidying import tidy

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


async def test_a_review_that_is_left_is_given_back_with_its_drawn_lines(
    stage: Stage,
) -> None:
    async with stage.review() as (screen, pilot):
        left: list[weakref.ref[object]] = [weakref.ref(screen)]
        left += [weakref.ref(one._styles_cache) for one in screen.query("*")]  # noqa: SLF001
        del screen
        await pilot.press("q")
        await on_screen(pilot, HomeScreen)
        gc.collect()
        assert any(one() is not None for one in left), "then there is nothing to mend"

        tidy()

        assert [one() for one in left if one() is not None] == []


async def test_it_is_tidied_after_a_take_and_not_during_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[int] = []
    monkeypatch.setattr(app_module, "tidy", lambda: times.append(1))
    async with stage.app() as (app, pilot):
        app.look_round()
        assert not times, "nothing has been left yet"
        await pilot.press("enter")
        await on_screen(pilot, RecordingScreen)
        for _ in range(30):
            app.look_round()
        assert not times
        await pilot.press("escape")
        await on_screen(pilot, HomeScreen)
        for _ in range(20):
            app.look_round()
        assert len(times) == 1
        app.look_round()
        app.look_round()
        assert len(times) == 2
