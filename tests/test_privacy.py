"""Nothing is sent, and nothing is kept where it should not be."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.sounds import recording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LIBRARY = "import voice_star, onnxruntime, numpy as np"
_SESSION = """
from voice_star.analysis.network import Network
Network().read(["So", "I", "led", "it."])
"""


def _left_by(command: Sequence[str], home: Path) -> list[str]:
    """Run a command with a home of its own; return what it leaves that is not ours."""
    environment = {
        name: value for name, value in os.environ.items() if "TELEMETRY" not in name
    }
    subprocess.run(
        [sys.executable, *command],
        check=True,
        capture_output=True,
        env={**environment, "HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache")},
    )
    return [
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file() and "voice-star" not in path.parts
    ]


@pytest.mark.parametrize("code", [_LIBRARY, _SESSION])
def test_no_library_takes_notes_of_how_it_is_used(tmp_path: Path, code: str) -> None:
    assert _left_by(["-c", code], tmp_path) == []


def test_a_review_leaves_nothing_behind(tmp_path: Path) -> None:
    command = ["-m", "voice_star", "review", str(recording("understated"))]

    assert _left_by(command, tmp_path) == []
