"""Where voice_star keeps things, on each platform."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder of what can be made or fetched again: the models.

    `VOICE_STAR_CACHE` moves it.
    """
    given = os.environ.get("VOICE_STAR_CACHE")
    if given:
        with contextlib.suppress(RuntimeError):  # "~nobody" stands for itself
            return Path(given).expanduser()
        return Path(given)
    from platformdirs import user_cache_path

    return user_cache_path("voice-star", appauthor=False)


def models_folder() -> Path:
    """Return the folder that holds a folder for each model."""
    return cache_folder() / "models"


def sample_take() -> Path:
    """Return the recording of a strong answer that comes with the package."""
    return Path(__file__).parent / "data" / "sample.flac"
