"""The microphone: sounddevice behind the protocol of sources.

PortAudio's thread copies a block and returns. Another thread watches: when the device
or the sound server goes, it looks out for the very same device and goes on with it.
It never turns to another one.
"""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from voice_star.audio import portaudio
from voice_star.audio.devices import choose_device, known_devices
from voice_star.audio.forms import Form, form_of, refused
from voice_star.audio.hush import begin_hush, end_hush
from voice_star.audio.source import Back, Block, Lost, SourceFormat
from voice_star.errors import MicrophoneError

if TYPE_CHECKING:
    from types import ModuleType

    import sounddevice

    from voice_star.audio.devices import InputDevice
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

_CLOSING: Seconds = 3.0
"""How long a stream may take to close. With a sound server that hangs it never does."""

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
            form = form_of(library, device)
            stream = _Stream(library, device, form, outlet)
        except BaseException:
            end_hush()
            raise
        self._is_closing = threading.Event()
        self._watcher = threading.Thread(
            target=_watch,
            args=(stream, outlet, self._is_closing),
            name="microphone-watch",
            daemon=True,
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
        self._watcher.join(timeout=_CLOSING)
        self._watcher = None
        end_hush()


def _watch(stream: _Stream, outlet: Outlet, is_closing: threading.Event) -> None:
    """See that a stream lives, and look out for its device when it does not.

    Closes it in the end. In a thread of its own, which may have to be left behind.
    """
    current: _Stream | None = stream
    while current is not None and not is_closing.wait(_WATCH_EVERY):
        if current.is_gone():
            outlet(Lost(_LOST.format(current.device.name)))
            current.close()
            current = _look_out(current, outlet, is_closing)
    if current is not None:
        current.close()


def _look_out(
    gone: _Stream, outlet: Outlet, is_closing: threading.Event
) -> _Stream | None:
    """Wait for the device that is gone, and return its new stream."""
    while not is_closing.wait(_LOOK_OUT):
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
        form: Form,
        outlet: Outlet,
        *,
        is_back: bool = False,
    ) -> None:
        self.device = device
        self.form = form
        self._outlet = outlet
        self._is_back = is_back
        self._n_blocks = 0
        self._n_seen = 0
        self._n_silent = 0
        with contextlib.ExitStack() as undo:
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
                undo.callback(self._stream.close, ignore_errors=True)
                self._stream.start()
            except library.PortAudioError as error:
                raise refused(device, error) from error
            undo.pop_all()
        portaudio.hold(self)

    def close(self) -> None:
        self._stream.close(ignore_errors=True)  # what is gone has nothing to say
        portaudio.let_go(self)

    def is_gone(self) -> bool:
        """Tell whether no more blocks will come. To be asked every `_WATCH_EVERY`."""
        if not self._stream.active:
            return True
        n_blocks = self._n_blocks
        is_silent = n_blocks == self._n_seen
        # Looks are counted, not time: this whole process may have stood still.
        self._n_silent = self._n_silent + 1 if is_silent else 0
        self._n_seen = n_blocks
        patience = _STALLED if n_blocks else _SETTLING
        return self._n_silent * _WATCH_EVERY > patience

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
        self._n_blocks += 1
        if self._is_back:
            self._is_back = False
            self._outlet(Back(_BACK.format(self.device.name)))
        age = moment.currentTime - moment.inputBufferAdcTime
        captured = time.monotonic() - min(max(0.0, age), _OLDEST)
        self._outlet(Block(pcm, captured, has_dropout=bool(status.input_overflow)))
