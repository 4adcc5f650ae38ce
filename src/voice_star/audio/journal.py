"""The file that a take is written to while it is spoken, and that survives a kill.

The sound is a file without any header: 16-bit samples, little endian, mono, and
its name says the rate, as in ``sound-48000.pcm``. So there is nothing to put right when
writing stops at some odd moment: every whole sample in the file is sound, and half a
sample at its end is not. What is written has left the process at once, there is no
buffer of ours to lose with it; and a thread sees every second that it reaches the
disk, so that a loss of power costs about as much.

A take is a folder:

    sound-48000.pcm   there while the take is spoken, and until it has been finished
    take.flac         the finished recording; see takes.py, which makes it
    take.json         what is noted of it; see notes.py
    lock              held as long as somebody records or finishes it; see locks.py
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from typing import TYPE_CHECKING

from voice_star.audio.locks import FileLock
from voice_star.audio.notes import NOTES, TakeNotes, write_notes
from voice_star.safefiles import (
    create_private,
    make_private_folder,
    sync_folder,
    unwritable,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from voice_star.domain.timeline import Seconds

LOCK = "lock"
"""Name of the file in a take's folder that its recorder keeps locked."""

SAMPLE_BYTES = 2
"""Bytes of a sample in a journal."""

_SYNC_EVERY: Seconds = 1.0
"""How much sound a loss of power may cost. More often would wear out the disk."""


def journal_name(samplerate: int) -> str:
    """Return the name of a journal's sound."""
    return f"sound-{samplerate}.pcm"


class Journal:
    """A take that is being written. Its lock is held until it is closed or dropped.

    Args:
        parent: The folder of takes, made where there is none.
        notes: What is known of the take; its moment of start names its folder.
        samplerate: Of the sound to come, in Hz.

    Attributes:
        folder: The take's own.
        path: The sound, which grows.
        samplerate: In Hz.
        n_samples: How many have been written.

    Raises:
        RecordingError: If nothing can be written there.
    """

    def __init__(self, parent: Path, *, notes: TakeNotes, samplerate: int) -> None:
        self.samplerate = samplerate
        self._n_bytes = 0
        self._noted = notes
        try:
            self.folder = _new_folder(parent, notes.started)
            with contextlib.ExitStack() as undo:
                undo.callback(remove_take, self.folder)
                self._lock = FileLock(self.folder / LOCK)
                undo.callback(self._lock.release)
                write_notes(self.folder, notes)
                # Last: to those who look, a folder without sound is not yet a take.
                self.path = self.folder / journal_name(samplerate)
                self._descriptor = create_private(self.path)
                undo.pop_all()
        except OSError as error:
            raise unwritable(
                error,
                what=f"no take can be kept in {parent}.",
                way_out="Make room there, or name another folder in VOICE_STAR_HOME.",
            ) from error
        sync_folder(self.folder)
        self._closing = threading.Event()
        self._syncer = threading.Thread(
            target=self._sync, name="journal-sync", daemon=True
        )
        self._syncer.start()

    @property
    def n_samples(self) -> int:
        """How many samples are in the file."""
        return self._n_bytes // SAMPLE_BYTES

    @property
    def duration(self) -> Seconds:
        """Length of what is in the file."""
        return self.n_samples / self.samplerate

    def append(self, pcm: NDArray[np.int16]) -> None:
        """Write samples; they have left the process when this returns.

        Raises:
            RecordingError: If there is no room. What fitted is in the file.
        """
        data = memoryview(pcm.astype("<i2", copy=False).tobytes())
        try:
            while data:
                n_written = os.write(self._descriptor, data)
                self._n_bytes += n_written
                data = data[n_written:]
        except OSError as error:
            raise unwritable(
                error,
                what=f"the take ends here, and what was said is kept in {self.folder}.",
                way_out="Make room, then finish it with: voice-star recover",
            ) from error

    def note(self, notes: TakeNotes) -> None:
        """Note what has become known. Where there is no room, the old notes stay."""
        if notes != self._noted:
            with contextlib.suppress(OSError):  # the sound matters more than its notes
                write_notes(self.folder, notes)
                self._noted = notes

    def end(self) -> None:
        """Write no more. The take is on disk, and still locked."""
        if self._closing.is_set():
            return
        self._closing.set()
        self._syncer.join()
        with contextlib.suppress(OSError):  # a full disk may say so only now
            os.fsync(self._descriptor)
        os.close(self._descriptor)

    def close(self) -> None:
        """End the take where it is and let go of it: anybody may finish it now."""
        self.end()
        self._lock.release()

    def drop(self) -> None:
        """Throw the take away."""
        self.end()
        remove_take(self.folder)
        self._lock.release()
        with contextlib.suppress(OSError):
            self.folder.rmdir()

    def _sync(self) -> None:
        """Have the sound reach the disk. In a thread, since a busy disk may take long.

        Writing goes on meanwhile: a slow disk costs no samples.
        """
        while not self._closing.wait(_SYNC_EVERY):
            with contextlib.suppress(OSError):  # writing will meet the same, and say it
                os.fsync(self._descriptor)


def remove_take(folder: Path) -> None:
    """Remove all of a take that is ours, its sound first; then the folder, if empty."""
    ours = [*folder.glob("sound-*.pcm"), *folder.glob("take.flac*")]
    for path in [*ours, folder / NOTES, folder / LOCK]:
        with contextlib.suppress(OSError):
            path.unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()


def _new_folder(parent: Path, started: datetime | None) -> Path:
    """Make a folder that sorts by time, and that no other recorder makes as well."""
    make_private_folder(parent)
    moment = started.strftime("%Y-%m-%d-%H%M%S") if started else "take"
    folder = parent / f"{moment}-{secrets.token_hex(3)}"
    folder.mkdir(mode=0o700)
    return folder
