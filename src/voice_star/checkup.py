"""What a doctor looks at: whether everything that recording needs is in order.

Each check yields findings, and none raises: what cannot be looked at is a finding too.
"""

from __future__ import annotations

import math
import os
import platform
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from voice_star.errors import VoiceStarError
from voice_star.places import (
    config_file,
    data_folder,
    models_folder,
    takes_folder,
)
from voice_star.progress import OnProgress, ignore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from voice_star.domain.timeline import Seconds

_LEAST_ROOM = 300_000_000
"""Bytes. Half an hour of sound at 48 kHz takes 170 MB, and as much once more while it
is finished."""

_AN_HOUR = 48_000 * 2 * 3600
"""Bytes of an hour of sound as most microphones give it."""

_SOUND_CHECK: Seconds = 2.0
_KEEPS_UP = 0.6
"""Share of real time. Hearing live costs more than a file does: words are shown early,
too."""

_QUIET, _LOUD = 0.01, 0.9995
"""Peaks below which no voice is (-40 dB), and from which on it is cut off."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check has found.

    Attributes:
        subject: What was looked at.
        text: What was found.
        mend: What to do about it; empty where all is well.
    """

    subject: str
    text: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """What is looked at.

    Attributes:
        device: A microphone, as the user names it; the default one for None.
        model: A speech model, likewise.
        say: Is told what takes more than a moment.
        on_progress: Is told how far the measuring is, and may end it.
    """

    device: str | None = None
    model: str | None = None
    say: Callable[[str], None] = lambda _text: None
    on_progress: OnProgress = ignore


Check: TypeAlias = "Callable[[Patient], Iterator[Finding]]"


def check_python(_patient: Patient) -> Iterator[Finding]:
    """Look at Python and the system."""
    version = platform.python_version()
    text = f"{version} on {platform.system()} {platform.machine()}"
    is_old = sys.version_info < (3, 11)
    yield Finding("Python", text, "Install Python 3.11 or later." if is_old else "")


def check_settings(_patient: Patient) -> Iterator[Finding]:
    """Look whether the settings can be read, and who else may change them."""
    from voice_star.settings import read_settings

    path = config_file()
    try:
        read_settings(path, environ=os.environ)
    except VoiceStarError as error:
        yield Finding("Settings", str(error), f"Correct {path}, or remove it.")
        return
    if not path.exists():
        yield Finding("Settings", f"the usual ones: there is no {path}")
    else:
        yield Finding("Settings", str(path), _open_to_others(path, 0o022, "600"))


def check_folder(_patient: Patient) -> Iterator[Finding]:
    """Look who may read the takes, and whether there is room for more."""
    folder = data_folder()
    for path in (folder, takes_folder()):
        if path.exists() and not os.access(path, os.W_OK | os.X_OK):
            mend = f"Make it yours: chown and chmod 700 {path}"
            yield Finding("Takes", f"{path} cannot be written", mend)
            return
    mends = (_open_to_others(path, 0o077, "700") for path in (folder, takes_folder()))
    yield Finding("Takes", str(takes_folder()), next(filter(None, mends), ""))
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    yield Finding(
        "Disk",
        f"{free / 1e9:.1f} GB free, some {free // (2 * _AN_HOUR)} hours of sound",
        f"Make room on the disk of {there}." if free < _LEAST_ROOM else "",
    )


def check_space(_patient: Patient) -> Iterator[Finding]:
    """Look what is taken on the disk, and by what."""
    from voice_star.space import space_taken
    from voice_star.store.layout import Layout

    for taken in space_taken(Layout(data_folder()), models=models_folder()):
        yield Finding("Space", str(taken))


def check_sound(patient: Patient) -> Iterator[Finding]:
    """Look for PortAudio and for microphones, and listen to one for 2 s."""
    from voice_star.audio.devices import list_devices
    from voice_star.audio.portaudio import load

    patient.say("looking for microphones …")
    try:
        version = load().get_portaudio_version()[1]
    except VoiceStarError as error:
        yield Finding("PortAudio", "not found", str(error))
        return
    yield Finding("PortAudio", version.split(",")[0].removeprefix("PortAudio "))
    try:
        devices = list_devices()
    except VoiceStarError as error:
        yield Finding("Microphones", "cannot be listed", str(error))
        return
    for device in devices:
        rates = ", ".join(f"{rate / 1000:g}" for rate in device.rates)
        what = f'"{device.name}" ({device.host}), {rates or "no rates of"} kHz'
        mark = ", the default" if device.is_default else ""
        yield Finding("Microphone", what + mark)
    # Only now: what crashed over the devices would crash here as well.
    yield _listen(patient)


def _listen(patient: Patient) -> Finding:
    """Listen to the microphone for 2 s."""
    from voice_star.audio.notices import no_sound
    from voice_star.audio.soundcheck import listen

    patient.say("listening for 2 s: say something …")
    try:
        heard = listen(patient.device, lasting=_SOUND_CHECK)
    except VoiceStarError as error:
        return Finding("Level", "nothing can be recorded", str(error))
    peak = heard.peak
    text = f'"{heard.device}" at {heard.samplerate / 1000:g} kHz, peak {_db(peak)}'
    if heard.duration < _SOUND_CHECK:
        mend = "It hands over no sound: plug it in anew, or choose another."
    elif peak == 0.0:
        mend = no_sound().removesuffix(" The take goes on.")
    elif peak >= _LOUD:
        mend = "Lower the input level: the loudest words are cut off."
    else:
        mend = "Close what else is at work." if heard.n_dropouts else ""
    if 0.0 < peak < _QUIET:
        # Whether anybody spoke is not known: this alone is no fault.
        text += ", quiet: if you spoke, raise the input level"
    lost = f", {heard.n_dropouts} dropouts" if heard.n_dropouts else ""
    return Finding("Level", text + lost, mend)


def check_model(patient: Patient) -> Iterator[Finding]:
    """Look whether the speech model is there and whole, and how quick it is here."""
    from voice_star.quickness import share_of_real_time
    from voice_star.speech.catalogue import DEFAULT_MODEL, MODELS
    from voice_star.speech.models import model_folder

    name = patient.model or DEFAULT_MODEL
    patient.say("checking the speech model …")
    try:
        folder = model_folder(name, cache=models_folder())
    except VoiceStarError as error:
        yield Finding("Model", f"{name} cannot be used", str(error))
        return
    hashes = {model.name: model.sha256 for model in MODELS}
    known = hashes.get(name)
    what = f"SHA-256 as published, {known[:12]}…" if known else "a folder of yours"
    yield Finding("Model", f"{name} in {folder}: {what}")
    patient.say("measuring how quick this machine is …")
    try:
        share = share_of_real_time(name, folder, on_progress=patient.on_progress)
    except VoiceStarError as error:
        yield Finding("Speed", "could not be measured", str(error))
        return
    yield Finding(
        "Speed",
        f"hears and judges in {share:.2f} of the time it takes to speak",
        "Recording is safe, but the words come late. Close other programs, or use a "
        "quicker model: --model tiny.en"
        if share > _KEEPS_UP
        else "",
    )


CHECKS: tuple[Check, ...] = (
    check_python,
    check_settings,
    check_folder,
    check_space,
    check_sound,
    check_model,
)
"""All checks, in the order in which they are made."""


def examine(patient: Patient) -> Iterator[Finding]:
    """Make all checks, and yield what is found as it is found."""
    for check in CHECKS:
        yield from check(patient)


def _open_to_others(path: Path, mode: int, wanted: str) -> str:
    """Return what to do about a file or folder that others may use; else nothing."""
    if os.name == "nt" or not path.exists() or not path.stat().st_mode & mode:
        return ""
    return f"Others may look into it. Make it yours alone: chmod {wanted} {path}"


def _db(peak: float) -> str:
    return f"{20 * math.log10(peak):.0f} dB" if peak > 0 else "none: nothing but zeros"
