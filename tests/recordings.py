"""Files for tests: recordings of every kind, and everything that is none."""

from __future__ import annotations

import os
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import av
import numpy as np
import soundfile
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame

from tests.sounds import tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.video.stream import VideoStream
    from numpy.typing import NDArray

    from voice_star.domain.timeline import Seconds

LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1"}


def write_wav(
    path: Path,
    samples: NDArray[Any],
    *,
    rate: int = 16_000,
    subtype: str = "PCM_16",
    n_channels: int = 1,
) -> Path:
    """Write sound by libsndfile, the same in every channel; FLAC if so named."""
    sound = np.repeat(samples[:, None], n_channels, axis=1)
    soundfile.write(path, sound, rate, subtype=subtype)
    return path


def write_encoded(
    path: Path,
    samples: NDArray[Any],
    *,
    codec: str,
    rate: int,
    n_channels: int = 1,
    options: dict[str, str] | None = None,
    video: Seconds = 0.0,
) -> Path:
    """Write sound by FFmpeg, the same in every channel, with a black picture maybe."""
    with av.open(str(path), "w", options=options or {}) as container:
        picture = _picture(container) if video else None
        if len(samples):
            stream = container.add_stream(codec, rate=rate, layout=LAYOUTS[n_channels])
            sound = np.repeat(samples[None, :].astype(np.float32), n_channels, axis=0)
            _add_sound(container, cast("AudioStream", stream), sound, rate)
        if picture:
            _add_picture(container, picture, video)
    return path


def _add_sound(
    container: OutputContainer,
    stream: AudioStream,
    sound: NDArray[np.float32],
    rate: int,
) -> None:
    resampler = av.AudioResampler(format=stream.format.name, layout=stream.layout)
    frame = AudioFrame.from_ndarray(
        np.ascontiguousarray(sound), format="fltp", layout=stream.layout.name
    )
    frame.sample_rate = rate
    frame.pts = 0
    frame.time_base = Fraction(1, rate)
    size = stream.codec_context.frame_size or 1024
    fifo = av.AudioFifo()
    for resampled in resampler.resample(frame):
        fifo.write(resampled)
    while (piece := fifo.read(size, partial=True)) is not None:
        container.mux(stream.encode(piece))
    container.mux(stream.encode(None))


def _picture(container: OutputContainer) -> VideoStream:
    stream = container.add_stream("mpeg4", rate=10)
    stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
    return stream


def _add_picture(
    container: OutputContainer, stream: VideoStream, duration: Seconds
) -> None:
    black = np.zeros((64, 64, 3), np.uint8)
    for _ in range(round(10 * duration)):
        container.mux(stream.encode(VideoFrame.from_ndarray(black, format="rgb24")))
    container.mux(stream.encode(None))


def cut_off(path: Path, *, keep: float) -> Path:
    """Cut the end off a file, as a full disk or a broken download does."""
    data = path.read_bytes()
    path.write_bytes(data[: round(keep * len(data))])
    return path


def _missing(folder: Path) -> Path:
    return folder / "nowhere.wav"


def _folder(folder: Path) -> Path:
    made = folder / "takes.wav"
    made.mkdir()
    return made


def _empty(folder: Path) -> Path:
    made = folder / "empty.wav"
    made.touch()
    return made


def _text(folder: Path) -> Path:
    made = folder / "text.wav"
    made.write_text("I led the team, and we shipped it in May.\n" * 50)
    return made


def _bytes(folder: Path) -> Path:
    made = folder / "bytes.mp3"
    made.write_bytes(np.random.default_rng(1).bytes(30_000))
    return made


def _header_only(folder: Path) -> Path:
    return write_wav(folder / "header.wav", np.zeros(0))


def _half_a_header(folder: Path) -> Path:
    made = write_wav(folder / "half.wav", tone(1))
    made.write_bytes(made.read_bytes()[:30])
    return made


def _m4a_without_its_index(folder: Path) -> Path:
    made = write_encoded(folder / "cut.m4a", tone(5), codec="aac", rate=16_000)
    return cut_off(made, keep=0.5)


def _picture_only(folder: Path) -> Path:
    return write_encoded(
        folder / "picture.mp4", np.zeros(0), codec="aac", rate=44_100, video=1
    )


def _playlist(folder: Path) -> Path:
    made = folder / "list.m3u8"
    made.write_text("#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n")
    return made


def _long_name(folder: Path) -> Path:
    return folder / f"{'x' * 300}.wav"


def _beneath_a_file(folder: Path) -> Path:
    return write_wav(folder / "file.wav", tone(1)) / "below.wav"


def _loop_of_links(folder: Path) -> Path:
    made = folder / "loop.wav"
    made.symlink_to(made)
    return made


def _odd_bytes(folder: Path) -> Path:
    made = folder / os.fsdecode(b"caf\xe9.wav")
    made.write_text("no recording")
    return made


UNREADABLE: dict[str, Callable[[Path], Path]] = {
    "a file that is not there": _missing,
    "a folder": _folder,
    "an empty file": _empty,
    "a text named wav": _text,
    "bytes of no meaning": _bytes,
    "a header without sound": _header_only,
    "half a header": _half_a_header,
    "an m4a without its index": _m4a_without_its_index,
    "a picture without sound": _picture_only,
    "a playlist of the web": _playlist,
    "a name beyond the system's limit": _long_name,
    "a name below a file": _beneath_a_file,
    "a link to itself": _loop_of_links,
    "a text with a name in Latin-1": _odd_bytes,
}
"""Makers of what cannot be read, each given a folder to make it in."""
