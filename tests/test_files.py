"""Any recording is read as it was played; what is none is refused in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.recordings import UNREADABLE, cut_off, write_encoded, write_wav
from tests.sounds import fixture_take, noise, recording, tone
from voice_star.audio.files import open_take
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.take import Take, to_samples
from voice_star.domain.timeline import Span
from voice_star.errors import UnreadableRecordingError
from voice_star.progress import Cancelled, Progress, Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DURATION = 2.0


def pitch_of(take: Take) -> float:
    """Return the strongest frequency of the middle second."""
    middle = take.samples(Span(0.5, 1.5)) * np.hanning(SAMPLERATE)
    return float(np.argmax(np.abs(np.fft.rfft(middle))))


def peak_of(take: Take) -> float:
    """Return the peak of a tone in the middle second, from its power."""
    return float(np.sqrt(2 * np.mean(take.samples(Span(0.5, 1.5)) ** 2)))


def assert_sounds_like_the_tone(take: Take) -> None:
    assert take.duration == pytest.approx(DURATION, abs=0.06)
    assert pitch_of(take) == pytest.approx(440, abs=1)
    assert peak_of(take) == pytest.approx(0.5, rel=0.06)
    assert take.missing == 0
    assert take.clipped == 0
    assert take.n_invalid == 0


@pytest.mark.parametrize(
    "rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000]
)
@pytest.mark.parametrize("n_channels", [1, 2, 6])
def test_a_tone_stays_itself_at_every_rate_and_number_of_channels(
    tmp_path: Path, rate: int, n_channels: int
) -> None:
    made = write_wav(
        tmp_path / "a.wav", tone(DURATION, rate=rate), rate=rate, n_channels=n_channels
    )

    take = open_take(made)

    assert_sounds_like_the_tone(take)
    assert take.samplerate == rate
    assert take.n_channels == n_channels
    assert take.path == made


@pytest.mark.parametrize(
    ("name", "subtype"),
    [
        ("a.wav", "PCM_U8"),
        ("a.wav", "PCM_16"),
        ("a.wav", "PCM_24"),
        ("a.wav", "PCM_32"),
        ("a.wav", "FLOAT"),
        ("a.wav", "DOUBLE"),
        ("a.wav", "ULAW"),
        ("a.flac", "PCM_16"),
        ("a.flac", "PCM_24"),
        ("a.aiff", "PCM_16"),
        ("a.ogg", "VORBIS"),
        ("a.mp3", "MPEG_LAYER_III"),
    ],
)
@pytest.mark.parametrize("n_channels", [1, 2])
def test_a_tone_stays_itself_in_every_sample_format(
    tmp_path: Path, name: str, subtype: str, n_channels: int
) -> None:
    made = write_wav(
        tmp_path / name, tone(DURATION), subtype=subtype, n_channels=n_channels
    )

    assert_sounds_like_the_tone(open_take(made))


@pytest.mark.parametrize(
    ("name", "codec", "rate"),
    [
        ("a.mp3", "libmp3lame", 44_100),
        ("a.mp3", "libmp3lame", 16_000),
        ("a.m4a", "aac", 44_100),
        ("a.m4a", "aac", 48_000),
        ("a.m4a", "alac", 44_100),
        ("a.ogg", "libopus", 48_000),
        ("a.opus", "libopus", 48_000),
        ("a.webm", "libopus", 48_000),
        ("a.mka", "flac", 44_100),
    ],
)
@pytest.mark.parametrize("n_channels", [1, 2])
def test_a_tone_stays_itself_in_every_codec_and_container(
    tmp_path: Path, name: str, codec: str, rate: int, n_channels: int
) -> None:
    made = write_encoded(
        tmp_path / name,
        tone(DURATION, rate=rate),
        codec=codec,
        rate=rate,
        n_channels=n_channels,
    )

    take = open_take(made)

    assert_sounds_like_the_tone(take)
    assert take.n_channels == n_channels


def test_the_sound_of_a_video_is_read(tmp_path: Path) -> None:
    sound = tone(DURATION, rate=44_100)
    made = write_encoded(
        tmp_path / "a.mp4",
        sound,
        codec="aac",
        rate=44_100,
        n_channels=2,
        video=DURATION,
    )

    assert_sounds_like_the_tone(open_take(made))


def test_a_picture_that_goes_on_after_the_sound_is_no_sound_missing(
    tmp_path: Path,
) -> None:
    sound = tone(DURATION, rate=44_100)
    made = write_encoded(
        tmp_path / "a.mp4", sound, codec="aac", rate=44_100, video=DURATION + 5
    )

    assert open_take(made).missing == 0


def test_full_scale_in_both_channels_is_not_made_louder(tmp_path: Path) -> None:
    made = write_wav(tmp_path / "a.wav", tone(DURATION, peak=0.99), n_channels=2)

    take = open_take(made)

    assert peak_of(take) == pytest.approx(0.99, rel=0.01)
    assert take.clipped == 0


def test_sixteen_bits_at_sixteen_kilohertz_come_through_unchanged() -> None:
    assert np.array_equal(
        open_take(recording("strong")).pcm, fixture_take("strong").pcm
    )


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "FLOAT"])
def test_digital_silence_stays_pure_silence(tmp_path: Path, subtype: str) -> None:
    made = write_wav(tmp_path / "a.wav", np.zeros(SAMPLERATE), subtype=subtype)

    assert not open_take(made).pcm.any()


def test_progress_is_reported_in_rising_seconds_up_to_the_length() -> None:
    reports: list[Progress] = []

    take = open_take(recording("rambling"), on_progress=reports.append)

    done = [report.done for report in reports]
    assert len(done) >= take.duration // 10
    assert done == sorted(done)
    assert {report.stage for report in reports} == {Stage.READING}
    assert {round(report.total) for report in reports} == {round(take.duration)}
    assert done[-1] <= take.duration


def test_whoever_listens_to_progress_can_end_the_reading() -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        open_take(recording("rambling"), on_progress=stop)


@pytest.mark.parametrize("maker", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_is_no_recording_is_refused_in_a_sentence(
    tmp_path: Path, maker: Callable[[Path], Path]
) -> None:
    with pytest.raises(UnreadableRecordingError) as caught:
        open_take(maker(tmp_path))

    assert str(caught.value).endswith((".", "/*.wav"))


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("a file that is not there", "There is no file"),
        ("a folder", "is a folder"),
        ("an empty file", "is empty"),
        ("a header without sound", "0 seconds long"),
        ("a picture without sound", "holds no sound"),
        ("a text named wav", "is no recording"),
        ("a name beyond the system's limit", "longer than this system allows"),
    ],
)
def test_the_refusal_says_what_is_wrong(tmp_path: Path, what: str, words: str) -> None:
    with pytest.raises(UnreadableRecordingError, match=words):
        open_take(UNREADABLE[what](tmp_path))


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.mp3", "libmp3lame"), ("a.ogg", "libopus"), ("a.mka", "aac")],
)
def test_a_recording_that_breaks_off_is_read_up_to_there(
    tmp_path: Path, name: str, codec: str
) -> None:
    sound = tone(10, rate=48_000)
    made = write_encoded(tmp_path / name, sound, codec=codec, rate=48_000)

    take = open_take(cut_off(made, keep=0.5))

    assert take.duration == pytest.approx(5, abs=0.6)
    assert pitch_of(take) == pytest.approx(440, abs=1)


@pytest.mark.parametrize("name", ["a.wav", "a.flac"])
def test_sound_without_loss_that_breaks_off_is_read_up_to_there(
    tmp_path: Path, name: str
) -> None:
    made = write_wav(tmp_path / name, noise(10))

    take = open_take(cut_off(made, keep=0.5))

    assert take.duration == pytest.approx(5, abs=0.3)


@pytest.mark.parametrize("codec", ["flac", "libmp3lame"])
def test_a_file_that_promises_more_than_it_holds_tells_how_much_is_missing(
    tmp_path: Path, codec: str
) -> None:
    path = tmp_path / {"flac": "a.flac", "libmp3lame": "a.mp3"}[codec]
    made = write_encoded(path, noise(10), codec=codec, rate=16_000)

    take = open_take(cut_off(made, keep=0.6))

    assert take.missing == pytest.approx(4, abs=0.5)
    assert take.duration + take.missing == pytest.approx(10, abs=0.2)


def test_an_m4a_for_the_web_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    made = write_encoded(
        tmp_path / "a.m4a",
        tone(10, rate=44_100),
        codec="aac",
        rate=44_100,
        options={"movflags": "faststart"},
    )

    take = open_take(cut_off(made, keep=0.6))

    assert 4 < take.duration < 7
    assert take.missing > 3


def test_damage_in_the_middle_costs_only_the_middle(tmp_path: Path) -> None:
    made = write_encoded(
        tmp_path / "a.mp3", tone(10, rate=44_100), codec="libmp3lame", rate=44_100
    )
    data = bytearray(made.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2_000] = bytes(2_000)
    made.write_bytes(data)

    take = open_take(made)

    assert take.duration > 9
    assert pitch_of(take) == pytest.approx(440, abs=1)


@pytest.mark.parametrize("subtype", ["FLOAT", "DOUBLE"])
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_samples_that_are_no_numbers_are_counted_and_silenced(
    tmp_path: Path, subtype: str, bad: float
) -> None:
    sound = tone(DURATION)
    sound[16_000:16_100] = bad
    made = write_wav(tmp_path / "a.wav", sound, subtype=subtype)

    take = open_take(made)

    assert take.n_invalid == 100
    assert not take.pcm[16_005:16_095].any()
    assert pitch_of(take) == pytest.approx(440, abs=1)


def test_a_channel_that_is_no_numbers_leaves_the_other_one(tmp_path: Path) -> None:
    import soundfile

    sound = np.stack([tone(DURATION), np.full(2 * SAMPLERATE, np.nan)], axis=1)
    soundfile.write(tmp_path / "a.wav", sound, SAMPLERATE, subtype="FLOAT")

    take = open_take(tmp_path / "a.wav")

    assert pitch_of(take) == pytest.approx(440, abs=1)
    assert peak_of(take) == pytest.approx(0.25, rel=0.05)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT"])
def test_samples_at_full_scale_are_counted(tmp_path: Path, subtype: str) -> None:
    clipped = np.clip(tone(DURATION, peak=2.0), -1, 1)
    made = write_wav(tmp_path / "a.wav", clipped, subtype=subtype)

    expected = float(np.mean(np.abs(clipped) >= 0.9995))
    assert open_take(made).clipped == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    "name",
    [
        "answer:1.wav",
        "http:take.wav",
        "take %d 100%.wav",
        "-.wav",
        "a b\tc.wav",
        "caf\u00e9 \u661f.wav",
        "[bold red]take.wav",
        "\033[31mred\033[0m.wav",
        os.fsdecode(b"caf\xe9.wav"),
    ],
)
def test_a_recording_may_have_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    made = write_wav(tmp_path / "plain.wav", tone(DURATION)).rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)

    for path in (made, made.relative_to(tmp_path)):
        assert_sounds_like_the_tone(open_take(path))


def test_a_recording_without_an_extension_is_known_by_what_it_holds(
    tmp_path: Path,
) -> None:
    made = write_wav(tmp_path / "a.flac", tone(DURATION)).rename(tmp_path / "take")

    assert_sounds_like_the_tone(open_take(made))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_a_recording_may_come_through_a_pipe(tmp_path: Path) -> None:
    data = write_wav(tmp_path / "a.wav", tone(DURATION)).read_bytes()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=[data], daemon=True)
    writer.start()

    take = open_take(pipe)

    writer.join(timeout=5)
    assert take.duration == pytest.approx(DURATION, abs=0.06)


_AS_SOMEBODY_ELSE = """
import os, sys
from pathlib import Path
from voice_star.audio.files import open_take
from voice_star.errors import UnreadableRecordingError
os.setuid(65534)
try:
    open_take(Path(sys.argv[1]))
except UnreadableRecordingError as error:
    print(error)
"""


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can be another"
)
@pytest.mark.parametrize("is_folder_closed", [False, True])
def test_a_recording_that_may_not_be_read_is_refused_in_a_sentence(
    tmp_path: Path, *, is_folder_closed: bool
) -> None:
    made = write_wav(tmp_path / "secret.wav", tone(1))
    made.chmod(0o644 if is_folder_closed else 0o600)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    tmp_path.chmod(0o700 if is_folder_closed else 0o755)

    done = subprocess.run(
        [sys.executable, "-c", _AS_SOMEBODY_ELSE, str(made)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.stderr == ""
    assert "may not be read by you" in done.stdout


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything"
)
def test_a_recording_closed_to_its_owner_is_refused_in_a_sentence(
    tmp_path: Path,
) -> None:
    made = write_wav(tmp_path / "secret.wav", tone(1))
    made.chmod(0)

    with pytest.raises(UnreadableRecordingError, match="may not be read by you"):
        open_take(made)


def test_the_sound_of_a_span_is_cut_to_the_take(tmp_path: Path) -> None:
    take = open_take(write_wav(tmp_path / "a.wav", tone(DURATION)))

    assert np.array_equal(take.samples(Span(1.5, 9)), to_samples(take.pcm[24_000:]))
    assert not take.samples(Span(5, 6)).size
