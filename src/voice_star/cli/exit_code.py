"""Exit codes of the command line. A contract: docs/command-line.md lists them."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from voice_star import errors

if TYPE_CHECKING:
    from collections.abc import Sequence


class ExitCode(IntEnum):
    """What a finished command tells its caller."""

    OK = 0
    PARTLY = 1
    """Some of several files or takes could be reviewed, others could not; or the
    doctor found something to mend."""
    USAGE = 2
    """The command line itself was wrong, or the settings."""
    UNREADABLE = 3
    """A recording, transcript or job advertisement could not be read, or the
    advertisement holds no words."""
    NOTHING_HEARD = 4
    """The recording or transcript was read, and nobody speaks in it."""
    MODEL = 5
    """The speech model is missing, damaged or cannot be fetched."""
    OUTPUT = 6
    """The result could not be written, or a recording not be played."""
    RECORDING = 7
    """A take could not be recorded, kept or finished. What is on disk stays there."""
    MICROPHONE = 8
    """There is no microphone, or it cannot be opened."""
    STORE = 9
    """The history could not be read or written, or holds no such attempt."""
    HUNG_UP = 129
    """The terminal was closed. A take in progress was kept."""
    INTERRUPTED = 130
    """The user pressed Ctrl-C. A take in progress was kept."""
    TERMINATED = 143
    """Somebody asked the process to end. A take in progress was kept."""


_CODES = (
    (errors.NothingHeardError, ExitCode.NOTHING_HEARD),
    (errors.UnreadableRecordingError, ExitCode.UNREADABLE),
    (errors.UnreadableTextError, ExitCode.UNREADABLE),
    (errors.ModelError, ExitCode.MODEL),
    (errors.SettingsError, ExitCode.USAGE),
    (errors.OutputError, ExitCode.OUTPUT),
    (errors.PlaybackError, ExitCode.OUTPUT),
    (errors.MicrophoneError, ExitCode.MICROPHONE),
    (errors.RecordingError, ExitCode.RECORDING),
    (errors.StoreError, ExitCode.STORE),
)


def code_of(error: errors.VoiceStarError) -> ExitCode:
    """Return the code that tells of an error."""
    for kind, code in _CODES:
        if isinstance(error, kind):
            return code
    return ExitCode.PARTLY


def code_of_all(failures: Sequence[errors.VoiceStarError], *, n_done: int) -> ExitCode:
    """Return the code for a call on several files, `n_done` of them reviewed."""
    if not failures:
        return ExitCode.OK
    return ExitCode.PARTLY if n_done else code_of(failures[0])
