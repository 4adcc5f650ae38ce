"""Draw the pictures of the screens in docs/pictures: `make pictures`.

    python scripts/pictures.py [--to FOLDER] [NAME...]

The app runs on the stage of the tests, where the speaker, the model and the microphone
are known: no sound card and no network are needed, and each run draws the same.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from voice_star.tui.app import VoiceStarApp

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
SIZE = (110, 34)
THEMES = ("dark", "light")


def ways() -> dict[str, Callable[[VoiceStarApp, Pilot[int]], Awaitable[object]]]:
    """Return the way to each screen that is drawn, by the name of its picture."""
    from tests.rooms import ROOMS
    from tests.test_app_looks import SCREENS

    return {**SCREENS, **ROOMS}


async def draw(name: str, theme: str, folder: Path) -> Path:
    """Draw one screen in one theme, and return the file."""
    from tests.rooms import STUDIOS, stage_of
    from tests.test_app_looks import PRACTISED, StandingStudio
    from textual.widgets import Input

    from voice_star.tui.themes import THEMES as KNOWN

    studio = STUDIOS.get(name, StandingStudio)
    with (
        tempfile.TemporaryDirectory() as home,
        patch("voice_star.studio.Studio", studio),
        patch.dict(os.environ, VOICE_STAR_HOME=home, VOICE_STAR_CONFIG=f"{home}/none"),
    ):
        stage = stage_of(Path(home))
        if name in PRACTISED:
            stage.keep_some()
        async with stage.app(SIZE) as (app, pilot):
            app.theme = KNOWN[theme].name
            await ways()[name](app, pilot)
            for box in app.screen.query(Input):
                box.cursor_blink = False
            await pilot.pause()
            drawn = app.export_screenshot(title="voice_star")
    path = folder / f"{name}-{theme}.svg"
    path.write_text(f"{drawn.rstrip()}\n", encoding="utf-8")
    return path


def main(arguments: list[str] | None = None) -> None:
    """Draw all screens, or those that are named."""
    # Colours are the point here, whatever the caller's terminal has.
    os.environ.pop("NO_COLOR", None)
    parser = argparse.ArgumentParser(description="Draw the pictures of the screens.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="all without one")
    parser.add_argument("--to", type=Path, default=FOLDER, metavar="FOLDER")
    options = parser.parse_args(arguments)
    known = ways()
    if unknown := [name for name in options.names if name not in known]:
        parser.error(f"there is no screen {unknown[0]!r}; there is {', '.join(known)}")
    options.to.mkdir(parents=True, exist_ok=True)
    for name in options.names or known:
        for theme in THEMES:
            path = asyncio.run(draw(name, theme, options.to))
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
