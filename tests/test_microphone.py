"""What is played into a real microphone is what is recorded, whatever happens to it.

The sound goes through a sound server, ALSA and PortAudio: nothing here stands in for
them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.sounds import fixture_take
from tests.waiting import wait_until
from voice_star.audio.microphone import Microphone
from voice_star.audio.notes import Cause
from voice_star.audio.notices import NoticeKind
from voice_star.audio.recorder import Recorder
from voice_star.audio.status import RecorderState
from voice_star.domain.timeline import Span

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.soundserver import SoundServer
    from voice_star.audio.takes import KeptTake

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


def test_what_is_played_is_recorded_without_a_gap(
    room: SoundServer, tmp_path: Path
) -> None:
    played = fixture_take("strong").samples(SPEECH)
    path = tmp_path / "speech.wav"
    soundfile.write(path, played, 16_000)

    with Recorder(Microphone(), folder=tmp_path / "takes") as recorder:
        wait_until(lambda: hears(recorder))
        recorder.start()
        assert room.play(path).wait() == 0
        recorder.stop()
        n_dropouts = recorder.status.n_dropouts
        take = recorder.finish()

    assert n_dropouts == 0
    assert alikeness(sound_of(take), played) > 0.97


def alikeness(recorded: NDArray[np.float32], played: NDArray[np.float32]) -> float:
    """Return how much each second of `played`, in its place, is like the recorded."""
    n_fft = 1 << (len(recorded) + len(played)).bit_length()
    spectrum = np.fft.rfft(recorded, n_fft) * np.conj(np.fft.rfft(played, n_fft))
    place = int(np.argmax(np.fft.irfft(spectrum)[: len(recorded)]))
    found = recorded[place : place + len(played)]
    seconds = [slice(n, n + 16_000) for n in range(0, len(found) - 16_000, 16_000)]
    assert len(seconds) >= len(played) // 16_000 - 1
    return min(float(np.corrcoef(found[one], played[one])[0, 1]) for one in seconds)
