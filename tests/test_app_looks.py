"""How the app looks: each screen at two sizes, dark, light and without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.staging import (
    NARROW,
    QUESTION,
    WIDE,
    Stage,
    on_screen,
    reviewed,
    shown,
    text_of,
    until,
)
from voice_star.audio.status import RecorderState, RecorderStatus
from voice_star.domain.answer import StarPart
from voice_star.report.labels import LETTERS, PATTERNS
from voice_star.report.recording import Stage as Standing
from voice_star.speech.patchwork import LiveText
from voice_star.studio import Studio, View
from voice_star.tui.messages import Asked, Charted, Paired, Reviewed
from voice_star.tui.screens.recording import RecordingScreen
from voice_star.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path
    from typing import TypeAlias

    from textual.pilot import Pilot

    from voice_star.tui.app import VoiceStarApp

    Compare: TypeAlias = Callable[..., bool]

PRACTISED = {"practised-home", "history", "search", "charts", "comparison"}
"""Screens on which there is something only where there was practice."""

LOOKS = ("dark", "light", "plain")
SIZES = {"narrow": NARROW, "wide": WIDE}

SAID = (
    "So, um, two years ago I was the charge nurse on a thirty-bed ward, and we were "
    "losing about nine hours a week to the shift handover. I was asked to get that "
    "down before winter. I sat with both shifts for a week and wrote down every "
    "question they asked twice, and then I drafted one card"
)

TALKING = View(
    RecorderStatus(RecorderState.RECORDING, elapsed=72.0, level=0.2),
    text=LiveText(tuple(SAID.split()), ("with", "the", "night", "charge")),
    parts={StarPart.SITUATION: 21.0, StarPart.TASK: 9.0, StarPart.ACTION: 38.0},
)


class StandingStudio(Studio):
    """A studio in the middle of an answer, at one moment for good."""

    def view(self) -> View:
        """Return that moment."""
        return TALKING


async def _to_home(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()


async def _to_recording(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    app.post_message(Asked(QUESTION))
    screen = await on_screen(pilot, RecordingScreen)
    screen.stage = Standing.RECORDING
    screen.look()
    await pilot.pause()


async def _to_review(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    app.post_message(Reviewed(reviewed("understated")))
    await on_screen(pilot, ReviewScreen)


async def _to_long_review(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    app.post_message(Reviewed(reviewed("rambling")))
    await on_screen(pilot, ReviewScreen)


async def _to_keys(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    await _to_review(app, pilot)
    await pilot.press("question_mark")


async def _to_path(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    await _to_home(app, pilot)
    await pilot.press("o")


async def _to_practised_home(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    await _to_home(app, pilot)
    await shown(pilot, "today: 2 takes")
    await pilot.press("down")
    await shown(pilot, "Nothing was flagged last time.")


async def _to_wording(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    await _to_home(app, pilot)
    await pilot.press("a")


async def _to_history(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    await _to_practised_home(app, pilot)
    await pilot.press("h")
    await shown(pilot, "9 takes")
    await pilot.press("c", "down", "down")
    await shown(pilot, "Take 9 is marked")


async def _to_search(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    await _to_practised_home(app, pilot)
    await pilot.press("h")
    await shown(pilot, "9 takes")
    await pilot.press("slash", *"no why")
    await shown(pilot, "of 9 takes")


async def _to_charts(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    await _to_practised_home(app, pilot)
    app.post_message(Charted())
    await shown(pilot, "Speech rate, words a minute, over 9 takes")


async def _to_comparison(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    await _to_practised_home(app, pilot)
    app.post_message(Paired(7, 9))
    await shown(pilot, "in band")


async def _to_mended(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    await _to_review(app, pilot)
    await pilot.press("plus", "left_square_bracket", "right", "right", "right", "s")
    await until(pilot, lambda: "put right" in text_of(pilot))


async def _to_gentle(app: VoiceStarApp, pilot: Pilot[int]) -> None:
    await _to_review(app, pilot)
    await pilot.press("g")


SCREENS: dict[str, Callable[[VoiceStarApp, Pilot[int]], Awaitable[None]]] = {
    "home": _to_home,
    "recording": _to_recording,
    "review": _to_review,
    "long-review": _to_long_review,
    "mended": _to_mended,
    "gentle": _to_gentle,
    "keys": _to_keys,
    "path": _to_path,
    "wording": _to_wording,
    "practised-home": _to_practised_home,
    "history": _to_history,
    "search": _to_search,
    "charts": _to_charts,
    "comparison": _to_comparison,
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_looks_as_it_did(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    screen: str,
    size: str,
    look: str,
) -> None:
    if look != "plain":
        monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("voice_star.studio.Studio", StandingStudio)
    stage = Stage(tmp_path)
    if screen in PRACTISED:
        stage.keep_some()
    app = stage.make_app()

    async def before(pilot: Pilot[int]) -> None:
        if look == "light":
            app.action_turn_light()
        await SCREENS[screen](app, pilot)
        for box in app.screen.query(Input):
            box.cursor_blink = False
        await pilot.pause()

    assert snap_compare(app, terminal_size=SIZES[size], run_before=before)


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["understated", "stops-at-actions", "rambling"])
async def test_parts_and_flags_are_told_without_colour(
    tmp_path: Path, name: str
) -> None:
    async with Stage(tmp_path).review(name) as (_, pilot):
        text = text_of(pilot)

    assert "Fix this next" in text
    for segment in reviewed(name).answer.segments:
        part = segment.part
        assert f"{LETTERS[part]}{PATTERNS[part]}" in text
    assert "▼" in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
