"""A model that cannot be loaded says so when it is asked to hear, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.sounds import silence
from voice_star.errors import ModelError
from voice_star.speech.whisper import WhisperTranscriber

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def damaged(tmp_path: Path) -> WhisperTranscriber:
    """A transcriber whose model is no model."""
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (tmp_path / name).write_text("nonsense")
    return WhisperTranscriber(tmp_path, name="base")


@pytest.mark.parametrize("is_ahead", [True, False])
def test_a_damaged_model_is_told_of_each_time_it_should_hear(
    damaged: WhisperTranscriber, *, is_ahead: bool
) -> None:
    if is_ahead:
        damaged.load_ahead()

    for _ in range(2):
        with pytest.raises(ModelError, match="damaged"):
            damaged.hear([silence(1).astype(np.float32)], on_wait=lambda _: None)


def test_a_damaged_model_is_told_of_when_it_is_loaded(
    damaged: WhisperTranscriber,
) -> None:
    damaged.load_ahead()

    with pytest.raises(ModelError, match="damaged"):
        damaged.load()


def test_without_sound_no_model_is_needed(damaged: WhisperTranscriber) -> None:
    assert damaged.hear([], on_wait=lambda _: None) == []
