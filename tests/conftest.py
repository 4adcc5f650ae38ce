"""How tests run: the same examples every time, and nothing of the user's touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.keeping import NOW, QUESTION, reviewed, sound_file
from tests.recordings import write_wav
from tests.saying import RehearsedTranscriber
from tests.sounds import part_known
from voice_star.domain.timeline import Span
from voice_star.store.attempts import AttemptStore

if TYPE_CHECKING:
    from pathlib import Path

settings.register_profile(
    "house", deadline=None, derandomize=True, max_examples=60, database=None
)
settings.register_profile("search", deadline=None, max_examples=1000, database=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the caller's colours, columns and settings out of the tests."""
    monkeypatch.setenv("VOICE_STAR_CONFIG", str(tmp_path / "no-settings.toml"))
    monkeypatch.delenv("VOICE_STAR_MODEL", raising=False)
    monkeypatch.delenv("VOICE_STAR_TARGET", raising=False)
    monkeypatch.setenv("VOICE_STAR_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of models; returns its folder."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("VOICE_STAR_CACHE", str(cache))
    return cache / "models"


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording of somebody who speaks for twelve seconds."""
    take, _ = part_known("strong", Span(0, 12))
    made = tmp_path_factory.mktemp("spoken") / "spoken.wav"
    return write_wav(made, take.samples())


@pytest.fixture
def rehearsed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let `spoken` be heard by a transcriber that knows it, not by a speech model."""
    take, transcript = part_known("strong", Span(0, 12))
    transcriber = RehearsedTranscriber(take, transcript.words)
    monkeypatch.setattr(
        "voice_star.speech.whisper.WhisperTranscriber",
        lambda *_arguments, **_options: transcriber,
    )
    monkeypatch.setattr(
        "voice_star.speech.models.model_folder", lambda *_, **__: tmp_path
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that the commands use, with nothing in it."""
    home = tmp_path / "home"
    monkeypatch.setenv("VOICE_STAR_HOME", str(home))
    return home


@pytest.fixture
def three(home: Path) -> Path:
    """A data folder with three attempts, the second at another question."""
    with AttemptStore(home) as store:
        for word in ("importer", "zanzibar", "compiler"):
            sound = sound_file(home.parent / f"{word}.flac", word)
            question = "Why\x1b[31m us?" if word == "zanzibar" else QUESTION
            review = reviewed(word, question=question)
            store.add(review, moment=NOW, story="s\x1b[1m", sound=sound)
    return home
