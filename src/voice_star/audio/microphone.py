"""The microphone: sounddevice behind the protocol of sources.

PortAudio's thread copies a block and returns. Another thread watches: when the device
or the sound server goes, it looks out for the very same device and goes on with it.
It never turns to another one.
"""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from voice_star.audio import portaudio
from voice_star.audio.devices import InputDevice, choose_device, known_devices
from voice_star.audio.hush import begin_hush, end_hush
from voice_star.audio.source import Back, Block, Lost, SourceFormat
from voice_star.domain.take import SAMPLERATE
from voice_star.errors import MicrophoneError

if TYPE_CHECKING:
    from types import ModuleType

    import sounddevice

    from voice_star.audio.source import Outlet
    from voice_star.domain.timeline import Seconds

_BLOCK: Seconds = 0.02
"""Asked of PortAudio. Shorter ones cost more than they tell."""

_LATENCY: Seconds = 0.25
"""How much sound PortAudio may hold back. Python's lock may be held so long by others
in this process (the aligner, 0.2 s at worst), and no sample must be lost meanwhile."""

_STALLED: Seconds = 2.0
"""A stream that has sounded and hands over nothing for so long is gone."""

_SETTLING: Seconds = 8.0
"""How long the first block may take: Bluetooth changes its mode of working."""

_OLDEST: Seconds = 0.3
"""No block is older than this as it is handed over, whatever a driver says: they are
wrong by half a second at times."""

_WATCH_EVERY: Seconds = 0.2
"""How often the stream is looked at."""

_LOOK_OUT: Seconds = 1.0
"""How often a device that is gone is looked for."""

_LOST = (
    '"{}" is gone: unplugged, or the sound server ended. What was said is kept, and '
    "recording goes on when it is back."
)

_BACK = '"{}" is back, and recording goes on.'


class Microphone:
    """One input device, chosen by name.

    Args:
        device: Its name or part of it; None for the system's default.
    """

    def __init__(self, device: str | None = None) -> None:
        self._wanted = device
        self._stream: _Stream | None = None
        self._watcher: threading.Thread | None = None
        self._is_closing = threading.Event()

    def open(self, outlet: Outlet) -> SourceFormat:
        """Open the stream, at 16 kHz or else at the device's own rate.

        Raises:
            MicrophoneError: If there is no PortAudio, no such device, or it refuses.
        """
        begin_hush()
        try:
            library = portaudio.reload()
            device = choose_device(known_devices(library), self._wanted)
            form = _form_of(library, device)
            stream = _Stream(library, device, form, outlet)
        except BaseException:
            end_hush()
            raise
        self._is_closing.clear()
        self._stream = stream
        self._watcher = threading.Thread(
            target=self._watch, args=(outlet,), name="microphone-watch", daemon=True
        )
        self._watcher.start()
        return SourceFormat(form.samplerate, device=device.name)

    def clock(self) -> Seconds:
        """Return the time by which blocks are captured."""
        return time.monotonic()

    def follow(self, *, is_keeping: bool) -> None:
        """Go on as ever: the stream is open whether blocks are kept or not."""

    def close(self) -> None:
        """Close the stream."""
        if self._watcher is None:
            return
        self._is_closing.set()
        self._watcher.join()
        self._watcher = None
        if self._stream is not None:
            self._stream.close()
            self._stream = None
        end_hush()

    def _watch(self, outlet: Outlet) -> None:
        """See that the stream lives, and look out for the device when it does not."""
        while self._stream is not None and not self._is_closing.wait(_WATCH_EVERY):
            if self._stream.is_gone():
                gone, self._stream = self._stream, None
                outlet(Lost(_LOST.format(gone.device.name)))
                gone.close()
                self._stream = self._look_out(gone, outlet)

    def _look_out(self, gone: _Stream, outlet: Outlet) -> _Stream | None:
        """Wait for the device that is gone, and return its new stream."""
        while not self._is_closing.wait(_LOOK_OUT):
            with contextlib.suppress(MicrophoneError):
                library = portaudio.reload()
                device = gone.device.among(known_devices(library))
                if device is not None:
                    return _Stream(library, device, gone.form, outlet, is_back=True)
        return None


class _Stream:
    """An open stream, from one start of PortAudio."""

    def __init__(
        self,
        library: ModuleType,
        device: InputDevice,
        form: _Form,
        outlet: Outlet,
        *,
        is_back: bool = False,
    ) -> None:
        self.device = device
        self.form = form
        self._outlet = outlet
        self._is_back = is_back
        self._last_block = time.monotonic()
        self._seen = 0.0
        self._has_sounded = False
        try:
            self._stream = library.RawInputStream(
                device=device.index,
                samplerate=form.samplerate,
                channels=form.n_channels,
                dtype="int16",
                blocksize=round(_BLOCK * form.samplerate),
                latency=_LATENCY,
                callback=self._on_block,
            )
            self._stream.start()
        except library.PortAudioError as error:
            raise _refused(device, error) from error

    def close(self) -> None:
        self._stream.close(ignore_errors=True)  # what is gone has nothing to say

    def is_gone(self) -> bool:
        """Tell whether no more blocks will come. Asked every now and then."""
        if not self._stream.active:
            return True
        patience = _STALLED if self._has_sounded else _SETTLING
        is_overdue = time.monotonic() - self._last_block > patience
        # Twice the same, since this whole process may have stood still.
        is_same, self._seen = self._seen == self._last_block, self._last_block
        return is_overdue and is_same

    def _on_block(
        self,
        data: Any,  # noqa: ANN401 - a buffer of cffi's
        _n_frames: int,
        moment: Any,  # noqa: ANN401 - a struct of cffi's
        status: sounddevice.CallbackFlags,
    ) -> None:
        """Hand over one block.

        Runs on PortAudio's own thread, where waiting loses samples: no locks, no
        files, no messages to the app. `data` is PortAudio's and must be copied.
        """
        pcm = np.frombuffer(bytes(data), np.int16).reshape(-1, self.form.n_channels)
        self._last_block = now = time.monotonic()
        self._has_sounded = True
        if self._is_back:
            self._is_back = False
            self._outlet(Back(_BACK.format(self.device.name)))
        age = moment.currentTime - moment.inputBufferAdcTime
        captured = now - min(max(0.0, age), _OLDEST)
        self._outlet(Block(pcm, captured, has_dropout=bool(status.input_overflow)))


@dataclass(frozen=True, slots=True)
class _Form:
    """How a device is opened: its rate in Hz, and how many channels."""

    samplerate: int
    n_channels: int


def _form_of(library: ModuleType, device: InputDevice) -> _Form:
    """Return the first way to open a device that it does not refuse."""
    refusal: Exception = ValueError("it has no channels")
    channels = dict.fromkeys((1, min(2, device.n_channels), device.n_channels))
    for n_channels in channels:
        for rate in dict.fromkeys((SAMPLERATE, device.samplerate)):
            try:
                library.check_input_settings(
                    device.index, channels=n_channels, dtype="int16", samplerate=rate
                )
            except (library.PortAudioError, ValueError) as error:
                refusal = error
            else:
                return _Form(rate, n_channels)
    raise _refused(device, refusal) from refusal


def _refused(device: InputDevice, error: Exception) -> MicrophoneError:
    return MicrophoneError(
        f'"{device.name}" cannot be opened ({error}). Close other programs that use '
        "it, or choose another: voice-star devices"
    )
