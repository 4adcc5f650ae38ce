"""The documents show every screen as it is drawn by one command, dark and light."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rooms import ROOMS
from tests.test_app_looks import SCREENS

ROOT = Path(__file__).parent.parent
LOOKS = ("dark", "light")

PICTURES = ROOT / "docs" / "pictures"


def test_there_is_a_picture_of_every_screen() -> None:
    drawn = {path.name for path in PICTURES.glob("*.svg")}
    names = [f"{name}-{look}" for name in (*SCREENS, *ROOMS) for look in LOOKS]

    assert drawn == {f"{name}.svg" for name in names}


@pytest.mark.parametrize("path", ["README.md", "docs/app.md"])
def test_pictures_that_are_shown_are_there(path: str) -> None:
    document = ROOT / path
    shown = re.findall(r"\]\(([^)]*\.svg)\)", document.read_text("utf-8"))

    assert len(shown) >= 2
    assert all((document.parent / one).is_file() for one in shown)


def test_the_command_draws_them(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "pictures.py", "--to", tmp_path, "doctor"],
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    for look in LOOKS:
        drawn = (tmp_path / f"doctor-{look}.svg").read_text("utf-8")
        kept = (PICTURES / f"doctor-{look}.svg").read_text("utf-8")
        assert drawn == kept
        assert "to&#160;mend." in drawn
