"""Sound is spooled as it came, and a full disk does not end an answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sounds import tone
from voice_star.domain.take import to_pcm
from voice_star.speech.spool import Spool

PATH = Path("take.flac")
SOUND = tone(2).astype(np.float32)


class FullDisk:
    """A file on a disk that is full after some bytes."""

    def __init__(self, room: int) -> None:
        self._data = bytearray()
        self._room = room
        self._place = 0

    def seek(self, place: int) -> None:
        """Go to a place."""
        self._place = place

    def write(self, data: bytes) -> int:
        """Write as much as there is room for."""
        if self._place >= self._room:
            raise OSError(28, "No space left on device")
        fitting = data[: self._room - self._place]
        self._data[self._place : self._place + len(fitting)] = fitting
        return len(fitting)

    def read(self, n_bytes: int) -> bytes:
        """Read from the place on."""
        return bytes(self._data[self._place : self._place + n_bytes])

    def close(self) -> None:
        """Do nothing."""


@given(st.lists(st.integers(0, 9_000), max_size=20))
def test_what_was_spooled_comes_out_as_a_take(lengths: list[int]) -> None:
    spool = Spool()
    first = 0
    for length in lengths:
        spool.add(SOUND[first : first + length])
        first += length

    take = spool.take(PATH)

    assert take.path == PATH
    assert np.array_equal(take.pcm, to_pcm(SOUND[:first]))
    assert len(spool) == len(take.pcm)
    spool.close()


def test_a_take_stays_as_it_was_when_more_comes() -> None:
    spool = Spool()
    spool.add(SOUND[:100])
    take = spool.take(PATH)
    spool.add(SOUND[100:])
    spool.close()

    assert np.array_equal(take.pcm, to_pcm(SOUND[:100]))


@pytest.mark.parametrize("room", [0, 1_000, 1_001, 40_000])
def test_what_a_full_disk_does_not_take_is_kept_in_memory(
    monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", lambda **_: FullDisk(room))
    spool = Spool()
    for first in range(0, len(SOUND), 1_600):
        spool.add(SOUND[first : first + 1_600])

    assert np.array_equal(spool.take(PATH).pcm, to_pcm(SOUND))


def test_where_no_file_can_be_made_memory_has_to_do(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "nowhere")
    spool.add(SOUND)

    assert np.array_equal(spool.take(PATH).pcm, to_pcm(SOUND))
    spool.close()


def test_samples_that_are_no_numbers_are_silence() -> None:
    spool = Spool()
    spool.add(np.array([0.5, np.nan, np.inf, -np.inf], np.float32))

    assert spool.take(PATH).pcm.tolist() == [16_384, 0, 32_767, -32_768]
    spool.close()
