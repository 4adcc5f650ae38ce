"""What is played into a real microphone is what is recorded, whatever happens to it.

The sound goes through a sound server, ALSA and PortAudio: nothing here stands in for
them.
"""

from __future__ import annotations

import ctypes
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.recording import Listener, Recording
from tests.sounds import fixture_take, tone
from tests.waiting import wait_until
from voice_star.audio.microphone import Microphone
from voice_star.audio.notes import Cause
from voice_star.audio.notices import NoticeKind
from voice_star.audio.recorder import Recorder
from voice_star.audio.status import RecorderState
from voice_star.audio.takes import KeptTake, TakeState, list_takes
from voice_star.domain.timeline import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.soundserver import SoundServer

pytest_plugins = ("tests.microphones",)

SPEECH = Span(1.0, 5.0)


def hears(recorder: Recorder) -> bool:
    return recorder.status.level > 0


def kinds(recorder: Recorder) -> list[NoticeKind]:
    return [notice.kind for notice in recorder.status.notices]


def sound_of(take: KeptTake) -> NDArray[np.float32]:
    samples, rate = soundfile.read(take.sound, dtype="float32")
    assert rate == take.samplerate
    return np.asarray(samples)


@pytest.fixture
def recorder(
    room: SoundServer,  # noqa: ARG001 - it must be there first
    tmp_path: Path,
) -> Iterator[Recorder]:
    """A recorder of the real microphone, which hears a quiet room."""
    with Recorder(Microphone(), folder=tmp_path / "takes") as recorder:
        wait_until(lambda: hears(recorder))
        yield recorder


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds of somebody who speaks."""
    path = tmp_path_factory.mktemp("speech") / "speech.wav"
    soundfile.write(path, fixture_take("strong").samples(SPEECH), 16_000)
    return path


def test_what_is_played_is_recorded_without_a_gap(
    room: SoundServer, recorder: Recorder, speech: Path
) -> None:
    recorder.start()
    assert room.play(speech).wait() == 0
    recorder.stop()
    n_dropouts = recorder.status.n_dropouts
    take = recorder.finish()

    assert n_dropouts == 0
    assert alikeness(sound_of(take), sound_at(speech)) > 0.97


def test_a_device_that_refuses_16_khz_is_recorded_at_its_own_rate(
    room: SoundServer, tmp_path: Path, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sounddevice

    asked = sounddevice.check_input_settings

    def refuse_16_khz(
        device: int, *, channels: int, dtype: str, samplerate: int
    ) -> None:
        if samplerate == 16_000:
            raise sounddevice.PortAudioError("Invalid sample rate")
        asked(device, channels, dtype, samplerate=samplerate)

    monkeypatch.setattr(sounddevice, "check_input_settings", refuse_16_khz)
    with Recorder(Microphone(), folder=tmp_path / "takes") as recorder:
        wait_until(lambda: hears(recorder))
        recorder.start()
        heard = Listener(recorder)
        assert room.play(speech).wait() == 0
        recorder.stop()
        take = recorder.finish()

    assert take.samplerate == 44_100
    assert len(heard.samples()) / 16_000 == pytest.approx(take.duration, abs=0.001)
    assert alikeness(heard.samples(), sound_at(speech)) > 0.97


def test_whoever_listens_gets_every_sample_that_is_kept(
    room: SoundServer, recorder: Recorder, speech: Path
) -> None:
    recorder.start()
    heard = Listener(recorder)
    with room.playing(speech):
        wait_until(lambda: recorder.status.elapsed > 1)
        recorder.stop()
    take = recorder.finish()

    assert np.array_equal(heard.samples(), sound_of(take))


def test_all_between_the_keys_is_kept_and_a_little_more(recorder: Recorder) -> None:
    pressed = time.monotonic()
    recorder.start()
    wait_until(lambda: recorder.status.elapsed > 1)
    between = time.monotonic() - pressed
    take = recorder.stop()

    # The first sample within 100 ms of the key, the last 0.4 s after the other one;
    # and what was on its way as the first was pressed.
    assert between + 0.3 < take.duration < between + 0.4 + 0.5


def test_what_is_said_in_a_pause_is_not_kept(
    room: SoundServer, recorder: Recorder, tmp_path: Path
) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(1.0), 16_000)
    recorder.start()
    wait_until(lambda: recorder.status.elapsed > 0.3)
    recorder.pause()
    paused = time.monotonic()
    wait_until(lambda: recorder.status.state is RecorderState.PAUSED)
    # What was on its way is kept, and this server does not know how long that is.
    wait_until(lambda: time.monotonic() > paused + 0.5)
    player = room.play(path)
    wait_until(lambda: recorder.status.level > 0.05)
    player.wait()
    wait_until(lambda: recorder.status.level < 0.02)
    recorder.resume()
    wait_until(lambda: recorder.status.elapsed > 1)
    recorder.stop()
    take = recorder.finish()

    assert np.abs(sound_of(take)).max() < 0.02
    (pause,) = take.notes.breaks
    assert pause.cause is Cause.PAUSED
    assert pause.lasted > 0.9


def test_a_microphone_that_is_unplugged_ends_nothing(
    room: SoundServer, recorder: Recorder
) -> None:
    recorder.start()
    wait_until(lambda: recorder.status.elapsed > 1)
    room.unplug()
    wait_until(lambda: recorder.status.is_lost)
    kept = recorder.status.elapsed
    room.plug_in()
    wait_until(lambda: not recorder.status.is_lost)
    wait_until(lambda: recorder.status.elapsed > kept + 1)
    recorder.stop()
    told = kinds(recorder)
    take = recorder.finish()

    assert told[:2] == [NoticeKind.LOST, NoticeKind.BACK]
    assert take.duration > kept + 1
    (gap,) = take.notes.breaks
    assert gap.cause is Cause.LOST
    assert gap.at == pytest.approx(kept, abs=0.01)


def test_a_sound_server_that_is_restarted_ends_nothing(
    room: SoundServer, recorder: Recorder
) -> None:
    recorder.start()
    wait_until(lambda: recorder.status.elapsed > 1)
    room.kill()
    wait_until(lambda: recorder.status.is_lost)
    kept = recorder.status.elapsed
    room.start()
    wait_until(lambda: recorder.status.elapsed > kept + 1)
    recorder.stop()
    told = kinds(recorder)
    take = recorder.finish()

    assert told[:2] == [NoticeKind.LOST, NoticeKind.BACK]
    assert take.duration > kept + 1


def test_a_sound_server_that_hangs_ends_nothing(
    room: SoundServer, recorder: Recorder
) -> None:
    recorder.start()
    wait_until(lambda: recorder.status.elapsed > 1)
    room.freeze()
    try:
        wait_until(lambda: recorder.status.is_lost)
        kept = recorder.status.elapsed
    finally:
        room.thaw()
    wait_until(lambda: recorder.status.elapsed > kept + 1)
    take = recorder.stop()

    assert kinds(recorder)[:2] == [NoticeKind.LOST, NoticeKind.BACK]
    assert take.duration > kept + 1


@pytest.mark.parametrize("way", ["kill", "freeze"])
def test_a_take_can_be_ended_while_the_microphone_is_gone(
    room: SoundServer, recorder: Recorder, way: str
) -> None:
    recorder.start()
    wait_until(lambda: recorder.status.elapsed > 1)
    getattr(room, way)()
    try:
        wait_until(lambda: recorder.status.is_lost)
        recorder.stop()
        take = recorder.finish()
        recorder.close()
    finally:
        room.kill()
        room.start()

    assert take.duration > 1


@pytest.mark.usefixtures("server")
def test_nothing_but_zeros_is_told_and_recorded_all_the_same(tmp_path: Path) -> None:
    with Recorder(Microphone(), folder=tmp_path / "takes") as recorder:
        recorder.start()
        wait_until(lambda: NoticeKind.NO_SOUND in kinds(recorder))
        kept = recorder.status.elapsed
        wait_until(lambda: recorder.status.elapsed > kept)
        recorder.stop()
        take = recorder.finish()

    assert take.duration > 2
    assert not sound_of(take).any()


def test_two_recorders_at_once_do_not_disturb_each_other(
    room: SoundServer, recorder: Recorder, tmp_path: Path, speech: Path
) -> None:
    recorder.start()
    with Recording(tmp_path / "takes", "microphone") as other:
        assert room.play(speech).wait() == 0
        states = {take.state for take in list_takes(tmp_path / "takes")}
        other.press("stop")
    recorder.stop()
    recorder.finish()

    assert states == {TakeState.IN_PROGRESS}
    takes = list_takes(tmp_path / "takes")
    assert [take.state for take in takes] == [TakeState.FINISHED] * 2
    for take in takes:
        assert alikeness(sound_of(take), sound_at(speech)) > 0.97


def test_a_second_stream_in_the_same_process_leaves_the_first_alone(
    recorder: Recorder, tmp_path: Path
) -> None:
    recorder.start()
    wait_until(lambda: recorder.status.elapsed > 0.5)
    with Recorder(Microphone(), folder=tmp_path / "others") as second:
        wait_until(lambda: hears(second))
        kept = recorder.status.elapsed
        wait_until(lambda: recorder.status.elapsed > kept)

    assert NoticeKind.LOST not in kinds(recorder)
    kept = recorder.status.elapsed
    wait_until(lambda: recorder.status.elapsed > kept)


def test_a_microphone_that_is_killed_off_prints_nothing(
    room: SoundServer, tmp_path: Path
) -> None:
    with Recording(tmp_path / "takes", "microphone") as recording:
        room.kill()
        recording.wait_for("lost")
        recording.press("stop")
    room.start()

    assert recording.errors == ""


def test_pythons_lock_held_for_long_costs_no_sample(
    room: SoundServer, recorder: Recorder, speech: Path
) -> None:
    recorder.start()
    player = room.play(speech)
    while player.poll() is None:
        hold_pythons_lock(0.15)
        time.sleep(0.01)
    recorder.stop()
    n_dropouts = recorder.status.n_dropouts
    take = recorder.finish()

    assert n_dropouts == 0
    assert alikeness(sound_of(take), sound_at(speech)) > 0.97


def hold_pythons_lock(seconds: float) -> None:
    """Do as the aligner does, which lets no other thread run meanwhile."""
    ctypes.PyDLL(None).usleep(int(seconds * 1e6))


def sound_at(path: Path) -> NDArray[np.float32]:
    samples, _ = soundfile.read(path, dtype="float32")
    return np.asarray(samples)


def alikeness(recorded: NDArray[np.float32], played: NDArray[np.float32]) -> float:
    """Return how much each second of `played`, in its place, is like the recorded."""
    n_fft = 1 << (len(recorded) + len(played)).bit_length()
    spectrum = np.fft.rfft(recorded, n_fft) * np.conj(np.fft.rfft(played, n_fft))
    place = int(np.argmax(np.fft.irfft(spectrum)[: len(recorded)]))
    found = recorded[place : place + len(played)]
    seconds = [slice(n, n + 16_000) for n in range(0, len(found) - 16_000, 16_000)]
    assert len(seconds) >= len(played) // 16_000 - 1
    return min(float(np.corrcoef(found[one], played[one])[0, 1]) for one in seconds)
