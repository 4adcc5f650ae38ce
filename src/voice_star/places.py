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
        return _from_home(given)
    from platformdirs import user_cache_path

    return user_cache_path("voice-star", appauthor=False)


def data_folder() -> Path:
    """Return the folder of what cannot be made again: the user's takes and history.

    `VOICE_STAR_HOME` moves it.
    """
    given = os.environ.get("VOICE_STAR_HOME")
    if given:
        return _from_home(given)
    from platformdirs import user_data_path

    return user_data_path("voice-star", appauthor=False)


def takes_folder() -> Path:
    """Return the folder that holds a folder for each take."""
    return data_folder() / "takes"


def config_file() -> Path:
    """Return the file of the user's settings, which need not be there.

    `VOICE_STAR_CONFIG` names another file.
    """
    given = os.environ.get("VOICE_STAR_CONFIG")
    if given:
        return _from_home(given)
    from platformdirs import user_config_path

    return user_config_path("voice-star", appauthor=False) / "settings.toml"


def _from_home(given: str) -> Path:
    with contextlib.suppress(RuntimeError):  # "~nobody" stands for itself
        return Path(given).expanduser()
    return Path(given)


def models_folder() -> Path:
    """Return the folder that holds a folder for each model."""
    return cache_folder() / "models"


def sample_take() -> Path:
    """Return the recording of a strong answer that comes with the package."""
    return Path(__file__).parent / "data" / "sample.flac"
