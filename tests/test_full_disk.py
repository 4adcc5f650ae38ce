"""A disk that fills up costs nothing that was said until then, and is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.fulldisk import little_room, use_up
from tests.sounds import noise
from tests.waiting import wait_until
from voice_star.audio.filesource import FileSource
from voice_star.audio.notices import NoticeKind
from voice_star.audio.recorder import Recorder
from voice_star.audio.status import RecorderState
from voice_star.audio.takes import TakeState, cut_off_takes, finish_take, list_takes
from voice_star.domain.take import to_pcm
from voice_star.errors import RecordingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

ROOM = 160 * 1024
"""Bytes: five seconds at 16 kHz."""

SOUND = noise(20.0, level_db=-10)
"""Hardly made smaller by FLAC."""


@pytest.fixture
def source(tmp_path: Path) -> FileSource:
    soundfile.write(tmp_path / "played.wav", to_pcm(SOUND), 16_000)
    return FileSource(tmp_path / "played.wav", speed=20)


@pytest.fixture
def full(
    source: FileSource,  # noqa: ARG001 - it is written before room is short
    tmp_path: Path,
) -> Iterator[Path]:
    with little_room(tmp_path / "disk", ROOM) as folder:
        yield folder


def journal(path: Path) -> NDArray[np.int16]:
    return np.frombuffer(path.read_bytes(), "<i2")


def test_a_take_ends_when_the_disk_is_full_and_is_kept(
    full: Path, source: FileSource
) -> None:
    with Recorder(source, folder=full) as recorder:
        recorder.start()
        wait_until(lambda: recorder.status.state is RecorderState.STOPPED)
        told = [notice.kind for notice in recorder.status.notices]
        with pytest.raises(RecordingError, match=r"full|largest") as raised:
            recorder.stop()
        take = recorder.take

    assert NoticeKind.DISK in told
    assert "voice-star recover" in str(raised.value)
    assert take is not None
    assert str(take.folder) in str(raised.value)
    assert take.duration > 4
    kept = journal(take.sound)
    assert np.array_equal(kept, to_pcm(SOUND)[: len(kept)])


def test_a_listener_hears_all_that_was_kept(full: Path, source: FileSource) -> None:
    with Recorder(source, folder=full) as recorder:
        recorder.start()
        heard = np.concatenate(list(recorder.sound()))
        take = recorder.take

    assert take is not None
    assert len(heard) == take.n_samples


def test_where_there_is_no_room_to_finish_the_take_stays_as_it_is(
    full: Path, source: FileSource
) -> None:
    with Recorder(source, folder=full) as recorder:
        recorder.start()
        wait_until(lambda: recorder.status.elapsed > 1)
        before = recorder.stop()
        use_up(full)
        with pytest.raises(RecordingError, match="could not be finished"):
            recorder.finish()

    (take,) = cut_off_takes(full)
    assert take.n_samples == before.n_samples
    assert {path.name for path in take.folder.iterdir()} == {
        "sound-16000.pcm",
        "take.json",
        "lock",
    }


def test_a_take_on_a_full_disk_is_finished_once_there_is_room(
    full: Path, source: FileSource, tmp_path: Path
) -> None:
    with Recorder(source, folder=full) as recorder:
        recorder.start()
        wait_until(lambda: recorder.status.state is RecorderState.STOPPED)
    (cut_off,) = cut_off_takes(full)
    kept = journal(cut_off.sound)
    roomy = tmp_path / "roomy"
    roomy.mkdir()
    moved = roomy / cut_off.folder.name
    moved.mkdir()
    for path in cut_off.folder.iterdir():
        (moved / path.name).write_bytes(path.read_bytes())

    finished = finish_take(moved)

    assert finished.state is TakeState.FINISHED
    pcm, _ = soundfile.read(finished.sound, dtype="int16")
    assert np.array_equal(pcm, kept)
    assert len(list_takes(roomy)) == 1
