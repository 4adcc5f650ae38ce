"""How a device is opened: mono at 16 kHz, or else as it will have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voice_star.domain.samplerate import SAMPLERATE
from voice_star.errors import MicrophoneError

if TYPE_CHECKING:
    from types import ModuleType

    from voice_star.audio.devices import InputDevice


@dataclass(frozen=True, slots=True)
class Form:
    """How a device is opened: its rate in Hz, and how many channels."""

    samplerate: int
    n_channels: int


def form_of(library: ModuleType, device: InputDevice) -> Form:
    """Return the first way to open a device that it does not refuse.

    Raises:
        MicrophoneError: If it refuses all of them.
    """
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
                return Form(rate, n_channels)
    raise refused(device, refusal) from refusal


def refused(device: InputDevice, error: Exception) -> MicrophoneError:
    """Return the error for a device that cannot be opened."""
    return MicrophoneError(
        f'"{device.name}" cannot be opened ({error}). Close other programs that use '
        "it, or choose another: voice-star devices"
    )
