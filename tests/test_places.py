"""What can be made again lies in the cache folder, which can be moved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.places import (
    cache_folder,
    config_file,
    data_folder,
    models_folder,
    sample_take,
    takes_folder,
)

if TYPE_CHECKING:
    import pytest


def test_the_cache_lies_where_the_platform_keeps_caches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VOICE_STAR_CACHE", raising=False)

    assert cache_folder().is_absolute()
    assert "voice-star" in cache_folder().parts


def test_the_cache_can_be_moved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VOICE_STAR_CACHE", str(tmp_path))

    assert cache_folder() == tmp_path
    assert models_folder() == tmp_path / "models"


def test_the_cache_may_be_named_from_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_STAR_CACHE", "~/kept")

    assert cache_folder() == Path.home() / "kept"


def test_the_home_of_nobody_stands_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_STAR_CACHE", "~nobody-of-this-name/kept")

    assert cache_folder() == Path("~nobody-of-this-name/kept")


def test_takes_lie_where_the_platform_keeps_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VOICE_STAR_HOME", raising=False)

    assert data_folder().is_absolute()
    assert "voice-star" in data_folder().parts
    assert takes_folder().parent == data_folder()


def test_the_data_can_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_STAR_HOME", "~/kept")

    assert takes_folder() == Path.home() / "kept" / "takes"


def test_an_empty_name_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOICE_STAR_CACHE", raising=False)
    usual = cache_folder()
    monkeypatch.setenv("VOICE_STAR_CACHE", "")

    assert cache_folder() == usual


def test_the_settings_lie_where_the_platform_keeps_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VOICE_STAR_CONFIG", raising=False)

    assert config_file().is_absolute()
    assert config_file().name == "settings.toml"
    assert "voice-star" in config_file().parts


def test_the_settings_can_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_STAR_CONFIG", "~/mine.toml")

    assert config_file() == Path.home() / "mine.toml"


def test_the_sample_answer_comes_with_the_package() -> None:
    words = json.loads(sample_take().with_suffix(".json").read_text("utf-8"))["words"]

    assert sample_take().stat().st_size > 100_000
    assert len(words) > 100
