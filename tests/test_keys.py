"""The line of keys: what it showed before is given back."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from tests.staging import Stage, on_screen, until
from voice_star.tui.screens.home import HomeScreen
from voice_star.tui.screens.keys import KeysScreen

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_keys_that_were_shown_before_are_let_go(tmp_path: Path) -> None:
    async with Stage(tmp_path).app() as (app, pilot):
        await until(pilot, lambda: len(app.screen.query("FooterKey")) > 0)
        seen = [weakref.ref(key) for key in app.screen.query("FooterKey")]

        for _ in range(3):
            await pilot.press("question_mark")
            await on_screen(pilot, KeysScreen)
            await pilot.press("escape")
            await on_screen(pilot, HomeScreen)

        def are_gone() -> bool:
            gc.collect()
            return all(key() is None for key in seen)

        await until(pilot, are_gone)
        assert len(app.screen.query("FooterKey")) == len(seen)
