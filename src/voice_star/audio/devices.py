"""The microphones there are, looked up anew each time, and one of them chosen."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from voice_star.audio.portaudio import load
from voice_star.errors import MicrophoneError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

COMMON_RATES = (16_000, 44_100, 48_000)
"""Rates that are asked about, in Hz: what the models hear, and what hardware has."""

_PATIENCE = 20.0
"""Seconds for PortAudio to look at all devices. Bluetooth may take some."""


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A microphone, or what the system offers as one.

    Attributes:
        index: PortAudio's number, until it is initialised again.
        name: As the system calls it.
        host: The sound system it belongs to: ALSA, Core Audio, Windows WASAPI, ...
        is_default: Whether the system would choose it.
        n_channels: How many it has at most.
        samplerate: Its own, in Hz.
        rates: Those of `COMMON_RATES` that it can be opened at; empty if not asked.
    """

    index: int
    name: str
    host: str
    is_default: bool
    n_channels: int
    samplerate: int
    rates: tuple[int, ...] = ()

    def among(self, devices: Sequence[InputDevice]) -> InputDevice | None:
        """Return the same device as it is listed now; None where it is not."""
        return next(
            (one for one in devices if (one.name, one.host) == (self.name, self.host)),
            None,
        )


def list_devices() -> tuple[InputDevice, ...]:
    """Return the microphones that there are now, and the rates they take.

    A process of its own looks: PortAudio would otherwise know only those of before,
    and may crash over a strange configuration.

    Raises:
        MicrophoneError: If there is no PortAudio, or it crashes.
    """
    try:
        done = subprocess.run(  # noqa: S603 - it is this module
            [sys.executable, "-m", __name__],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
        )
        told: dict[str, Any] = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise MicrophoneError(
            "PortAudio did not get through the list of devices. "
            "Unplug what was plugged in last, or start the sound system anew."
        ) from error
    if "error" in told:
        raise MicrophoneError(told["error"])
    return tuple(
        InputDevice(**{**device, "rates": tuple(device["rates"])})
        for device in told["devices"]
    )


def known_devices(sounddevice: ModuleType) -> tuple[InputDevice, ...]:
    """Return the microphones that PortAudio knows in this process."""
    hosts = sounddevice.query_hostapis()
    default = sounddevice.default.device[0]
    if default < 0:
        default = next(
            (
                h["default_input_device"]
                for h in hosts
                if h["default_input_device"] >= 0
            ),
            -1,
        )
    return tuple(
        InputDevice(
            index=device["index"],
            name=device["name"],
            host=hosts[device["hostapi"]]["name"],
            is_default=device["index"] == default,
            n_channels=device["max_input_channels"],
            samplerate=round(device["default_samplerate"]),
        )
        for device in sounddevice.query_devices()
        if device["max_input_channels"] > 0
    )


def choose_device(devices: Sequence[InputDevice], wanted: str | None) -> InputDevice:
    """Return the device of that name, or whose name holds it; without one the default.

    Raises:
        MicrophoneError: If there is none, or more than one.
    """
    if not devices:
        raise MicrophoneError(
            "No microphone was found. Plug one in, or see that the sound system runs "
            "and that this session may use it."
        )
    if not wanted:
        return next((one for one in devices if one.is_default), devices[0])
    key = wanted.casefold()
    exact = [one for one in devices if one.name.casefold() == key]
    found = exact or [one for one in devices if key in one.name.casefold()]
    names = list(dict.fromkeys(one.name for one in found))
    if len(names) == 1:
        # The same device by way of several sound systems: the system's own choice.
        return next((one for one in found if one.is_default), found[0])
    if names:
        raise MicrophoneError(
            f"{wanted!r} could be {_listed(names)}. Name more of the one you mean."
        )
    all_names = list(dict.fromkeys(one.name for one in devices))
    raise MicrophoneError(
        f"There is no microphone called {wanted!r}. "
        f"There is {_listed(_nearest(key, all_names))}."
    )


def _nearest(key: str, names: list[str]) -> list[str]:
    by_key = {name.casefold(): name for name in names}
    near = get_close_matches(key, by_key, n=3, cutoff=0.4)
    return [by_key[name] for name in near] or names


def _listed(names: Sequence[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return (
        " or ".join((", ".join(quoted[:-1]), quoted[-1])) if quoted[1:] else quoted[0]
    )


def _tell() -> dict[str, Any]:
    """Return what there is: the part of `list_devices` in its own process."""
    try:
        sounddevice = load()
    except MicrophoneError as error:
        return {"error": str(error)}
    return {
        "devices": [
            {**asdict(device), "rates": _rates(sounddevice, device)}
            for device in known_devices(sounddevice)
        ]
    }


def _rates(sounddevice: ModuleType, device: InputDevice) -> list[int]:
    taken = []
    for rate in dict.fromkeys((*COMMON_RATES, device.samplerate)):
        try:
            sounddevice.check_input_settings(
                device.index, channels=1, dtype="int16", samplerate=rate
            )
        except (sounddevice.PortAudioError, ValueError):
            continue
        taken.append(rate)
    return sorted(taken)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_tell()))
