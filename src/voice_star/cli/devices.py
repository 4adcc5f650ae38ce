"""`voice-star devices`: the microphones that there are now."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.terminal import note
from voice_star.report.plain import columns, printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from voice_star.audio.devices import InputDevice


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    devices = commands.add_parser(
        "devices",
        help="list the microphones",
        description="List the microphones that there are now; * marks the default.",
    )
    devices.add_argument("--json", action="store_true", help="print a JSON document")
    devices.set_defaults(command=_devices)


def _devices(options: argparse.Namespace) -> ExitCode:
    from voice_star.audio.devices import choose_device, list_devices

    found = list_devices()
    if options.json:
        fields = [asdict(device) for device in found]
        sys.stdout.write(f"{json.dumps({'format': 1, 'devices': fields})}\n")
        return ExitCode.OK
    choose_device(found, None)  # says what to do where there is none
    sys.stdout.write("".join(f"{line}\n" for line in _table(found)))
    note("Record from one of them: voice-star record --device NAME")
    return ExitCode.OK


def _table(devices: Sequence[InputDevice]) -> Iterator[str]:
    """Yield a line for each device: its name, its sound system, its rates."""
    names = [printable(device.name).replace("\n", "?") for device in devices]
    widest = max(map(columns, names))
    for device, name in zip(devices, names, strict=True):
        mark = "*" if device.is_default else " "
        gap = " " * (widest - columns(name))
        rates = ", ".join(f"{rate / 1000:g}" for rate in device.rates) or "none"
        yield f"{mark} {name}{gap}  {printable(device.host)}  {rates} kHz"
