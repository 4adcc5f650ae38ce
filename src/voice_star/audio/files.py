"""Recordings of any kind read into takes, by PyAV (FFmpeg's libraries)."""

from __future__ import annotations

import errno
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.take import Take, to_pcm
from voice_star.errors import UnreadableRecordingError
from voice_star.progress import OnProgress, Progress, Stage, ignore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from numpy.typing import NDArray

    from voice_star.domain.timeline import Seconds

KINDS = "wav, flac, mp3, m4a, ogg, opus, webm or mp4"
"""What we tell people we read. FFmpeg reads more."""

_REPORT_EVERY: Seconds = 5.0
"""Decoding runs at some hundred times real time: more reports would only flicker."""

_FULL_SCALE = 0.9995
"""At and above this share of full scale a sample counts as clipped."""

_FEWEST_MISSING: Seconds = 0.5
"""Containers round their length; a file is called cut off only beyond this."""


def open_take(path: Path, *, on_progress: OnProgress = ignore) -> Take:
    """Read the sound of a recording.

    Args:
        path: Any file with sound that FFmpeg knows; of several tracks the first.
        on_progress: Told the seconds decoded so far.

    Raises:
        UnreadableRecordingError: If there is no such file, it may not be read,
            it is no recording, or it holds no sound. A file that breaks off is
            read up to there.
    """
    _refuse_what_is_no_file(path)
    sound = _Sound()
    try:
        # Absolute, since FFmpeg takes what stands before a colon for a protocol.
        with av.open(str(path.absolute()), metadata_errors="replace") as container:
            stream = _first_audio(container, path)
            _decode(container, stream, sound, on_progress)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        if not sound.pcm:
            raise _unreadable(path, error) from error
        sound.broke_off = True
    if not sound.pcm:
        raise UnreadableRecordingError(
            f"{path} holds no sound: it is 0 seconds long. Record it again, "
            "or choose another file."
        )
    return sound.as_take(path)


def _refuse_what_is_no_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
        # A pipe can be read only once, and only by FFmpeg.
        is_empty = stat.S_ISREG(mode) and not _first_byte(path)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if stat.S_ISDIR(mode):
        raise UnreadableRecordingError(
            f"{path} is a folder. Name the recordings in it, for example {path}/*.wav"
        )
    if is_empty:
        raise UnreadableRecordingError(
            f"{path} is empty: nothing was ever written to it. Choose another file."
        )


def _first_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1)


def _unreadable(path: Path, error: Exception) -> UnreadableRecordingError:
    """Say in a sentence why `path` could not be read."""
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.ENOENT:
        what = f"There is no file {path}. Check its name and folder."
    elif code in {errno.EACCES, errno.EPERM}:
        what = f"{path} may not be read by you. Change its permissions or copy it."
    elif code == errno.ENAMETOOLONG:
        what = "That file name is longer than this system allows."
    else:
        what = (
            f"{path} is no recording that can be read, or it is damaged. "
            f"Export it as {KINDS} and try again."
        )
    return UnreadableRecordingError(what)


def _first_audio(container: InputContainer, path: Path) -> AudioStream:
    if not container.streams.audio:
        raise UnreadableRecordingError(
            f"{path} holds no sound, only other data. Choose a file with sound "
            f"({KINDS})."
        )
    return container.streams.audio[0]


@dataclass(slots=True)
class _Sound:
    """What has been decoded so far."""

    pcm: bytearray = field(default_factory=bytearray)
    samplerate: int = 0
    n_channels: int = 0
    n_read: int = 0
    n_clipped: int = 0
    n_invalid: int = 0
    promised: Seconds = 0.0
    broke_off: bool = False

    @property
    def seconds(self) -> Seconds:
        return len(self.pcm) / 2 / SAMPLERATE

    def keep(self, frame: AudioFrame) -> None:
        """Add one resampled frame."""
        samples = frame.to_ndarray().ravel().astype(np.float32, copy=False)
        self.pcm += to_pcm(samples).tobytes()

    def as_take(self, path: Path) -> Take:
        missing = self.promised - self.seconds
        is_short = missing > _FEWEST_MISSING
        return Take(
            path=path,
            samplerate=self.samplerate,
            n_channels=self.n_channels,
            pcm=np.frombuffer(self.pcm, dtype=np.int16),
            clipped=self.n_clipped / max(1, self.n_read),
            n_invalid=self.n_invalid,
            missing=missing if is_short else 0.0,
        )


def _decode(
    container: InputContainer,
    stream: AudioStream,
    sound: _Sound,
    on_progress: OnProgress,
) -> None:
    """Decode all of `stream` into `sound`, as 16 kHz mono."""
    stream.codec_context.thread_type = "AUTO"
    sound.promised = _promised(container, stream)
    resampler = AudioResampler(format="flt", layout="mono", rate=SAMPLERATE)
    reported = 0.0
    for frame in _frames(container, stream):
        for resampled in resampler.resample(_examine(frame, sound)):
            sound.keep(resampled)
        if sound.seconds - reported >= _REPORT_EVERY:
            reported = sound.seconds
            on_progress(Progress(Stage.READING, reported, sound.promised))
    for resampled in resampler.resample(None):
        sound.keep(resampled)


def _promised(container: InputContainer, stream: AudioStream) -> Seconds:
    """Return how long the sound should be; 0 where nothing says so."""
    if stream.duration and stream.time_base:
        # The container's own length is that of the longest track: a picture's, maybe.
        return float(stream.duration * stream.time_base)
    return (container.duration or 0) / av.time_base


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Yield decoded frames, over damaged packets, up to where the file breaks off."""
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            # One bad packet is some 20 ms of sound; the answer goes on after it.
            continue
        for frame in frames:
            if isinstance(frame, AudioFrame) and frame.samples:
                yield frame


def _examine(frame: AudioFrame, sound: _Sound) -> AudioFrame:
    """Count clipped and invalid samples; return the frame as mono, without these."""
    n_channels = frame.layout.nb_channels
    if not sound.samplerate:
        sound.samplerate = frame.sample_rate
        sound.n_channels = n_channels
    raw: NDArray[Any] = frame.to_ndarray()
    samples = _scaled(raw if frame.format.is_planar else raw.reshape(-1, n_channels).T)
    sound.n_read += samples.size
    at_top = samples >= _FULL_SCALE * _top(raw.dtype)
    sound.n_clipped += int(np.count_nonzero(at_top | (samples <= -_FULL_SCALE)))
    invalid = ~np.isfinite(samples)
    sound.n_invalid += int(np.count_nonzero(invalid))
    return _as_mono(np.where(invalid, 0.0, samples), frame.sample_rate)


def _scaled(samples: NDArray[Any]) -> NDArray[np.float64]:
    """Return samples of any format as numbers from -1 to 1."""
    numbers = samples.astype(np.float64)
    if samples.dtype.kind == "f":
        return numbers
    lowest = float(np.iinfo(samples.dtype).min)
    half = 2.0 ** (8 * samples.dtype.itemsize - 1)
    return (numbers - (lowest + half)) / half


def _top(dtype: np.dtype[Any]) -> float:
    """Return the largest number of a format: a little below 1 for whole numbers."""
    return 1.0 if dtype.kind == "f" else 1 - 2.0 ** (1 - 8 * dtype.itemsize)


def _as_mono(samples: NDArray[np.float64], rate: int) -> AudioFrame:
    """Return the mean of the channels, shape ``(channels, n)``, as a frame.

    FFmpeg would add them up, which makes stereo louder and clips what was not clipped.
    The frame has no time: a decoder's may jump, and gaps would be filled with silence.
    """
    mean = samples.mean(axis=0, keepdims=True).astype(np.float32)
    mono = AudioFrame.from_ndarray(mean, format="flt", layout="mono")
    mono.sample_rate = rate
    return mono
