"""How the tests run: the same examples every time, and nothing of the user's touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pathlib import Path

settings.register_profile(
    "house", deadline=None, derandomize=True, max_examples=60, database=None
)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the caller's colours and columns out of the tests."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of models; returns its folder."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("VOICE_STAR_CACHE", str(cache))
    return cache / "models"
