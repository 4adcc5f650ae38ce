"""Fixtures of the tests that record: a sound server, and what is played into it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.sounds import noise
from tests.soundserver import SoundServer, missing_programs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.take import Samples

INSISTS = "VOICE_STAR_TEST_MICROPHONE"
"""Set where these tests must run: what they need is missing then by mistake."""


@pytest.fixture(scope="session")
def _only_server() -> Iterator[SoundServer]:
    _require_programs()
    with tempfile.TemporaryDirectory(prefix="vs-") as home:
        server = SoundServer(Path(home))
        server.start()
        yield server
        server.kill()


@pytest.fixture
def server(_only_server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> SoundServer:
    """A sound server that runs, and that this process and its children use."""
    for name, value in _only_server.environment.items():
        monkeypatch.setenv(name, value)
    return _only_server


@pytest.fixture
def room(server: SoundServer, tmp_path: Path) -> Iterator[SoundServer]:
    """A sound server whose microphone hears faint noise, as every real one does."""
    path = tmp_path / "room.wav"
    soundfile.write(path, noise(180, level_db=-66), 16_000, subtype="PCM_16")
    with server.playing(path):
        yield server


def _require_programs() -> None:
    """Skip a test for want of PulseAudio, or fail it where that must be there."""
    missing = missing_programs()
    if missing:
        reason = f"needs {', '.join(missing)}: ./scripts/setup.sh dev"
        if os.environ.get(INSISTS):
            pytest.fail(reason)
        pytest.skip(reason)


def over_noise(samples: Samples) -> Samples:
    """Return sound as it is in a room: over faint noise."""
    floor = noise(len(samples) / 16_000, level_db=-66)[: len(samples)]
    return np.asarray(samples + floor, np.float32)
