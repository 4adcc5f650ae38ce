"""How the rooms reached from everywhere look: two sizes, dark, light, no colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.rooms import ROOMS, STUDIOS, NoMicrophone, stage_of
from tests.staging import NARROW, WIDE, text_of
from tests.test_app_looks import StandingStudio
from voice_star.tui.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    from textual.pilot import Pilot

    Compare: TypeAlias = Callable[..., bool]

LOOKS = ("dark", "light", "plain")
SIZES = {"narrow": NARROW, "wide": WIDE}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("room", ROOMS)
def test_every_room_looks_as_it_did(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    room: str,
    size: str,
    look: str,
) -> None:
    if look != "plain":
        monkeypatch.delenv("NO_COLOR", raising=False)
    studio = STUDIOS.get(room, StandingStudio)
    monkeypatch.setattr("voice_star.studio.Studio", studio)
    stage = stage_of(tmp_path)
    app = stage.make_app()

    async def before(pilot: Pilot[int]) -> None:
        if look == "light":
            app.theme = THEMES["light"].name
        await ROOMS[room](app, pilot)
        for box in app.screen.query(Input):
            box.cursor_blink = False
        await pilot.pause()

    assert snap_compare(app, terminal_size=SIZES[size], run_before=before)


@pytest.mark.anyio
@pytest.mark.parametrize("theme", THEMES)
async def test_every_theme_is_legible(tmp_path: Path, theme: str) -> None:
    look = THEMES[theme]
    inks = [ink for name, ink in look.variables.items() if name.startswith("ink-")]
    assert len(inks) == 6
    for ink in (*inks, look.foreground, look.primary, look.error, look.warning):
        # What WCAG asks of text of this size.
        assert contrast(ink or "", look.background or "") >= 4.5, ink
    async with stage_of(tmp_path).app() as (app, pilot):
        app.action_choose_theme(theme)
        await pilot.pause()
        assert app.theme == THEMES[theme].name


@pytest.mark.anyio
async def test_without_a_microphone_all_fits_and_is_said(tmp_path: Path) -> None:
    async with stage_of(tmp_path, source=NoMicrophone).app() as (app, pilot):
        await ROOMS["microphone"](app, pilot)
        text = text_of(pilot)

    assert "No microphone was found." in text
    assert "o reviews a recording" in text
    assert max(map(len, text.splitlines())) <= 80


def contrast(one: str, other: str) -> float:
    """Return how much two colours differ in light, 1 to 21, as WCAG has it."""
    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
