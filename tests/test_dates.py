"""A recording from elsewhere is of the moment that it says, or its file."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from voice_star.audio.dates import recorded_at

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = datetime(2026, 6, 10, 18, 4, tzinfo=UTC)


def recording(path: Path, **tags: str) -> Path:
    """Write a second of silence that says something of itself."""
    with av.open(str(path), "w") as container:
        container.metadata.update(tags)
        stream = container.add_stream("aac", rate=16_000, layout="mono")
        silence = np.zeros((1, 16_000), np.float32)
        frame = av.AudioFrame.from_ndarray(silence, format="fltp", layout="mono")
        frame.sample_rate = 16_000
        container.mux([*stream.encode(frame), *stream.encode(None)])
    os.utime(path, (WRITTEN.timestamp(), WRITTEN.timestamp()))
    return path


def test_what_a_phone_noted_counts(tmp_path: Path) -> None:
    path = recording(tmp_path / "a.m4a", creation_time="2025-05-03T16:30:05.000000Z")

    assert recorded_at(path) == datetime(2025, 5, 3, 16, 30, 5, tzinfo=UTC)


@pytest.mark.parametrize("said", ["1904-01-01T00:00:00Z", "1970-01-01T00:00:00Z"])
def test_a_date_that_means_none_does_not_count(tmp_path: Path, said: str) -> None:
    path = recording(tmp_path / "a.m4a", creation_time=said)

    assert recorded_at(path) == WRITTEN


@pytest.mark.parametrize("said", ["2025", "2025-05-03", "May", ""])
def test_a_day_without_a_time_does_not_count(tmp_path: Path, said: str) -> None:
    path = recording(tmp_path / "a.m4a", date=said)

    assert recorded_at(path) == WRITTEN


def test_what_is_no_recording_is_of_the_moment_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"nothing")
    os.utime(path, (WRITTEN.timestamp(), WRITTEN.timestamp()))

    moment = recorded_at(path)

    assert moment == WRITTEN
    assert moment.tzinfo is not None


def test_a_file_that_is_not_there_has_no_moment(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        recorded_at(tmp_path / "gone.wav")
