"""A recorder keeps what its source plays, between the keys, and says how it goes.

A file plays the part of the microphone; test_microphone.py has the real one.
"""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.recording import Listener
from tests.sounds import fixture_take, noise, silence, tone
from tests.waiting import wait_until
from voice_star.audio.filesource import FileSource
from voice_star.audio.keeper import Keeper
from voice_star.audio.keys import Start
from voice_star.audio.livesound import Resampler
from voice_star.audio.notes import Cause, TakeNotes
from voice_star.audio.notices import NoticeKind
from voice_star.audio.recorder import Recorder
from voice_star.audio.source import Block
from voice_star.audio.status import RecorderState
from voice_star.audio.takes import TakeState, cut_off_takes, finish_take, list_takes
from voice_star.domain.take import to_pcm
from voice_star.domain.timeline import Span
from voice_star.errors import RecordingError, UnreadableRecordingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

FAST = 20.0
"""How many times quicker than in life the files are played."""

MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


class Desk:
    """A recorder, the file that it records, and where."""

    def __init__(self, samples: NDArray[np.float64], folder: Path, rate: int) -> None:
        self.path = folder / "played.wav"
        self.takes = folder / "takes"
        self.pcm = to_pcm(samples)
        soundfile.write(self.path, self.pcm, rate)
        self.source = FileSource(self.path, speed=FAST)
        self.recorder = Recorder(self.source, folder=self.takes, now=lambda: MOMENT)

    def play_all(self) -> None:
        """Wait until all of the file has been played."""
        assert self.source.has_ended.wait(timeout=30)

    def kinds(self) -> list[NoticeKind]:
        """Return what has been told so far."""
        return [notice.kind for notice in self.recorder.status.notices]


class Desks:
    """Makes desks, and closes what is open on them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: list[Desk] = []

    def __call__(self, samples: NDArray[np.float64], *, rate: int = 16_000) -> Desk:
        """Return a desk at which something is heard."""
        desk = Desk(samples, self._folder, rate)
        desk.recorder.open()
        self._made.append(desk)
        return desk

    def clear(self) -> None:
        """Close what is open."""
        for desk in self._made:
            desk.recorder.close()


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    desks = Desks(tmp_path)
    yield desks
    desks.clear()


@pytest.fixture
def desk(desks: Desks) -> Desk:
    """A desk at which somebody speaks for six seconds."""
    return desks(fixture_take("strong").samples(Span(0, 6)).astype(np.float64))


def read(path: Path) -> NDArray[np.int16]:
    pcm, _ = soundfile.read(path, dtype="int16")
    return np.asarray(pcm)


def test_a_finished_take_begins_with_what_was_played_and_ends_in_its_tail(
    desk: Desk,
) -> None:
    desk.recorder.start()
    desk.play_all()
    desk.recorder.stop()
    take = desk.recorder.finish()

    kept = read(take.sound)
    n_played = len(desk.pcm)
    assert np.array_equal(kept[:n_played], desk.pcm)
    assert not kept[n_played:].any()
    assert len(kept) - n_played >= 0.4 * 16_000


def test_the_tail_after_stop_is_as_long_as_it_should_be(desk: Desk) -> None:
    desk.recorder.start()
    wait_until(lambda: desk.recorder.status.elapsed > 1)
    before = desk.source.clock()
    at_least = desk.recorder.status.elapsed
    take = desk.recorder.stop()

    assert take.duration >= at_least + 0.4 - 0.02
    assert take.duration <= at_least + (desk.source.clock() - before)


def test_a_take_is_noted_beside_its_sound(desk: Desk) -> None:
    desk.recorder.start(question="What went wrong?")
    desk.play_all()
    desk.recorder.stop()
    take = desk.recorder.finish()

    assert take.state is TakeState.FINISHED
    assert take.notes.question == "What went wrong?"
    assert take.notes.started == MOMENT
    assert take.notes.device == "played.wav"
    assert take.folder.name.startswith("2026-03-04-050607-")
    assert {path.name for path in take.folder.iterdir()} == {"take.flac", "take.json"}


def test_only_the_owner_may_read_a_take(desk: Desk) -> None:
    desk.recorder.start()
    wait_until(lambda: desk.recorder.status.elapsed)
    in_progress = modes_below(desk.takes)
    desk.recorder.stop()
    desk.recorder.finish()

    assert in_progress == {"folder": {0o700}, "file": {0o600}}
    assert modes_below(desk.takes) == in_progress
    assert stat.S_IMODE(desk.takes.stat().st_mode) == 0o700


def modes_below(folder: Path) -> dict[str, set[int]]:
    modes: dict[str, set[int]] = {}
    for path in folder.rglob("*"):
        kind = "folder" if path.is_dir() else "file"
        modes.setdefault(kind, set()).add(stat.S_IMODE(path.stat().st_mode))
    return modes


def test_what_is_kept_before_and_after_a_pause_joins(desk: Desk) -> None:
    desk.recorder.start()
    wait_until(lambda: desk.recorder.status.elapsed > 1)
    desk.recorder.pause()
    wait_until(lambda: desk.recorder.status.state is RecorderState.PAUSED)
    kept = desk.recorder.status.elapsed
    desk.recorder.resume()
    desk.play_all()
    desk.recorder.stop()
    take = desk.recorder.finish()

    assert np.array_equal(read(take.sound)[: len(desk.pcm)], desk.pcm)
    (pause,) = take.notes.breaks
    assert pause.cause is Cause.PAUSED
    assert pause.at == pytest.approx(kept)


def test_a_paused_take_can_be_stopped(desk: Desk) -> None:
    desk.recorder.start()
    wait_until(lambda: desk.recorder.status.elapsed > 1)
    desk.recorder.pause()
    take = desk.recorder.stop()

    assert take.duration >= 1
    assert not take.notes.breaks


def test_keys_that_make_no_sense_do_nothing(desk: Desk) -> None:
    desk.recorder.pause()
    desk.recorder.resume()
    desk.recorder.start()
    desk.recorder.resume()
    desk.play_all()
    desk.recorder.stop()
    desk.recorder.pause()
    take = desk.recorder.finish()

    assert np.array_equal(read(take.sound)[: len(desk.pcm)], desk.pcm)


def test_whoever_starts_twice_is_told_and_loses_nothing(desk: Desk) -> None:
    desk.recorder.start()
    with pytest.raises(RuntimeError, match="already"):
        desk.recorder.start()
    desk.play_all()
    desk.recorder.stop()

    assert desk.recorder.finish().duration >= len(desk.pcm) / 16_000


@pytest.mark.parametrize("key", ["stop", "finish", "sound"])
def test_without_a_take_there_is_nothing_to_end(desk: Desk, key: str) -> None:
    with pytest.raises(RuntimeError):
        getattr(desk.recorder, key)()


def test_one_take_follows_another_on_the_same_stream(desk: Desk) -> None:
    for _ in range(2):
        desk.recorder.start()
        wait_until(lambda: desk.recorder.status.elapsed > 1)
        desk.recorder.stop()
        desk.recorder.finish()

    assert desk.recorder.status.state is RecorderState.READY
    assert [take.state for take in list_takes(desk.takes)] == [TakeState.FINISHED] * 2


def test_a_dropped_take_leaves_nothing(desk: Desk) -> None:
    desk.recorder.start()
    heard = Listener(desk.recorder)
    wait_until(lambda: desk.recorder.status.elapsed > 1)
    desk.recorder.drop()

    assert list(desk.takes.iterdir()) == []
    assert len(heard.samples()) >= 1
    assert desk.recorder.status.state is RecorderState.READY


def test_closing_in_mid_take_keeps_what_was_said(desk: Desk) -> None:
    desk.recorder.start()
    wait_until(lambda: desk.recorder.status.elapsed > 1)
    desk.recorder.close()
    (take,) = cut_off_takes(desk.takes)
    finished = finish_take(take.folder)

    kept = read(finished.sound)
    assert len(kept) >= 16_000
    assert np.array_equal(kept, desk.pcm[: len(kept)])


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_a_listener_gets_the_whole_take_at_16_khz(desks: Desks, rate: int) -> None:
    desk = desks(tone(3.0, rate=rate), rate=rate)
    desk.recorder.start()
    heard = Listener(desk.recorder)
    desk.play_all()
    desk.recorder.stop()
    take = desk.recorder.finish()

    samples = heard.samples()
    assert len(samples) == pytest.approx(take.duration * 16_000, abs=2)
    assert samples.dtype == np.float32
    middle = samples[16_000:32_000]
    assert np.abs(middle).max() == pytest.approx(0.5, abs=0.01)
    assert take.samplerate == rate


def test_a_listener_who_comes_late_hears_all_from_the_beginning(desk: Desk) -> None:
    desk.recorder.start()
    desk.play_all()
    late = desk.recorder.sound()
    assert late.lag > 5
    blocks = iter(late)
    first = next(blocks)
    desk.recorder.stop()
    take = desk.recorder.finish()

    samples = np.concatenate([first, *blocks])
    assert np.array_equal(to_pcm(samples), read(take.sound))
    assert late.lag == 0


def test_nobody_listening_changes_nothing(desk: Desk) -> None:
    desk.recorder.start()
    unread = desk.recorder.sound()
    desk.play_all()
    desk.recorder.stop()
    take = desk.recorder.finish()
    unread.close()

    assert take.duration >= 6


def test_resampling_in_blocks_is_resampling_at_once() -> None:
    pcm = to_pcm(tone(1.0, rate=48_000))
    at_once, in_blocks = Resampler(48_000), Resampler(48_000)

    whole = np.concatenate([at_once.feed(pcm), at_once.finish()])
    pieces = [in_blocks.feed(pcm[n : n + 960]) for n in range(0, len(pcm), 960)]

    assert np.allclose(np.concatenate([*pieces, in_blocks.finish()]), whole, atol=1e-6)


def test_the_level_is_that_of_the_last_moments(desks: Desks) -> None:
    desk = desks(np.concatenate([tone(2.0, peak=0.5), silence(2.0)]))
    desk.recorder.start()
    wait_until(lambda: desk.recorder.status.elapsed > 1)
    loud = desk.recorder.status.level
    desk.play_all()
    wait_until(lambda: desk.recorder.status.level == 0)

    assert loud == pytest.approx(0.5, abs=0.01)


def test_clipping_is_shown_and_told(desks: Desks) -> None:
    desk = desks(np.clip(tone(3.0, peak=2.0), -1, 1))
    desk.recorder.start()
    wait_until(lambda: NoticeKind.TOO_LOUD in desk.kinds())

    assert desk.recorder.status.is_clipping


def test_samples_that_are_lost_on_the_way_are_counted_and_noted(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, samplerate=16_000, tail=0.4, clock=lambda: 0.0)
    keeper.handle(Start(TakeNotes()))
    pcm = to_pcm(tone(0.1))
    for n_block, is_after_gap in enumerate([True, False, True, True, False]):
        # What was lost before the first block is not of the take.
        keeper.handle(Block(pcm, 0.1 * n_block, has_dropout=is_after_gap))
    shown = keeper.status.n_dropouts
    keeper.close()

    (take,) = cut_off_takes(tmp_path)
    assert shown == 2
    assert take.notes.n_dropouts == 2


def test_zeros_from_the_first_sample_on_are_told_once(desks: Desks) -> None:
    desk = desks(np.concatenate([silence(4.0), noise(2.0, level_db=-66)]))
    desk.recorder.start()
    desk.play_all()

    assert desk.kinds() == [NoticeKind.NO_SOUND, NoticeKind.SOUND_IS_BACK]


def test_zeros_after_some_sound_are_silence(desks: Desks) -> None:
    desk = desks(np.concatenate([noise(0.1), silence(5.0)]))
    desk.recorder.start()
    desk.play_all()

    assert NoticeKind.NO_SOUND not in desk.kinds()


def test_a_file_that_cannot_be_played_is_named(tmp_path: Path) -> None:
    recorder = Recorder(FileSource(tmp_path / "none.wav"), folder=tmp_path)

    with pytest.raises(UnreadableRecordingError, match=r"none\.wav"):
        recorder.open()
    assert recorder.status.state is RecorderState.CLOSED


def test_where_no_take_can_be_kept_it_is_said_before_anybody_speaks(
    tmp_path: Path,
) -> None:
    path = tmp_path / "played.wav"
    soundfile.write(path, tone(1.0), 16_000)
    (tmp_path / "file").touch()

    with (
        Recorder(FileSource(path), folder=tmp_path / "file" / "takes") as recorder,
        pytest.raises(RecordingError, match="VOICE_STAR_HOME"),
    ):
        recorder.start()
