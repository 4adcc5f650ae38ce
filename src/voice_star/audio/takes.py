"""The takes on disk: those finished, those in progress, and those that were cut off.

A take is finished by writing its sound as FLAC (16 bits, at the rate it was recorded
at) beside the journal, reading that back sample by sample, and only then giving it its
name and removing the journal. Whatever happens between these steps, the sound
is there in one form or the other, and finishing again ends well.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from voice_star.audio.flac import holds_same, write_flac
from voice_star.audio.journal import LOCK, SAMPLE_BYTES, remove_take
from voice_star.audio.locks import FileLock, is_held
from voice_star.audio.notes import TakeNotes, read_notes
from voice_star.errors import RecordingError
from voice_star.safefiles import sync_folder, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from voice_star.domain.timeline import Seconds

SOUND = "take.flac"
"""Name of a finished recording in its folder."""

_JOURNAL = re.compile(r"sound-([1-9][0-9]{3,5})\.pcm")
"""The names of journals, with their rate: 1 kHz to 1 MHz."""

_PIECE = 1 << 18
"""Samples that are encoded and compared at once: a second or so, a megabyte."""


class TakeState(StrEnum):
    """How far a take on disk is."""

    IN_PROGRESS = "in progress"
    """Somebody is recording it, or finishing it."""
    CUT_OFF = "cut off"
    """Its recorder ended before it was finished. `finish_take` mends that."""
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class KeptTake:
    """A take on disk.

    Attributes:
        folder: Its folder.
        sound: The file its sound is in: FLAC once it is finished, a journal before.
        state: How far it is.
        samplerate: In Hz.
        n_samples: Of the sound; 0 where a finished recording cannot be read.
        notes: What else is known of it.
    """

    folder: Path
    sound: Path
    state: TakeState
    samplerate: int
    n_samples: int
    notes: TakeNotes

    @property
    def duration(self) -> Seconds:
        """Length of the sound."""
        return self.n_samples / self.samplerate


def list_takes(parent: Path) -> tuple[KeptTake, ...]:
    """Return the takes in a folder of takes, the oldest first; none if it is none."""
    try:
        folders = sorted(path for path in parent.iterdir() if path.is_dir())
    except OSError:
        return ()
    found = (read_kept(folder) for folder in folders)
    return tuple(take for take in found if take is not None)


def cut_off_takes(parent: Path) -> tuple[KeptTake, ...]:
    """Return the takes that were cut off and hold some sound, the oldest first."""
    return tuple(
        take
        for take in list_takes(parent)
        if take.state is TakeState.CUT_OFF and take.n_samples
    )


def read_kept(folder: Path) -> KeptTake | None:
    """Return the take in a folder; None where there is no sound in it."""
    journal = _journal_in(folder)
    if journal is not None:
        with contextlib.suppress(FileNotFoundError):  # it has just been finished
            return _unfinished(folder, *journal)
    return _finished(folder) if (folder / SOUND).is_file() else None


def finish_take(folder: Path) -> KeptTake:
    """Make a finished recording of a take that was cut off, and return it.

    Raises:
        RecordingError: If somebody is recording it, it holds no sound, or there is no
            room. The journal is kept then.
    """
    try:
        lock = FileLock(folder / LOCK)
    except BlockingIOError as error:
        raise _still_in_progress(folder) from error
    except FileNotFoundError as error:
        raise RecordingError(f"There is no take in {folder}.") from error
    except OSError as error:
        raise _unfinishable(folder, error) from error
    try:
        return finish_locked(folder)
    finally:
        lock.release()


def finish_locked(folder: Path) -> KeptTake:
    """Do what `finish_take` does, for one who holds the lock of the take."""
    journal = _journal_in(folder)
    flac = folder / SOUND
    if journal is not None:
        path, samplerate = journal
        if not flac.exists():
            _encode(path, flac, samplerate=samplerate)
        with contextlib.suppress(OSError):  # Windows removes no file that is being read
            path.unlink()
    if not flac.is_file():
        raise RecordingError(f"There is no take in {folder}.")
    with contextlib.suppress(OSError):
        (folder / LOCK).unlink()
    return _finished(folder)


def drop_take(take: KeptTake) -> None:
    """Throw a take away.

    Raises:
        RecordingError: If somebody is recording it.
    """
    if is_held(take.folder / LOCK):
        raise _still_in_progress(take.folder)
    remove_take(take.folder)


def journal_pieces(path: Path) -> Iterator[NDArray[np.int16]]:
    """Yield the whole samples of a journal, some at a time."""
    with path.open("rb") as file:
        while data := file.read(_PIECE * SAMPLE_BYTES):
            whole = len(data) // SAMPLE_BYTES * SAMPLE_BYTES
            yield np.frombuffer(data[:whole], "<i2").astype(np.int16, copy=False)


def _journal_in(folder: Path) -> tuple[Path, int] | None:
    """Return the journal in a folder and its rate."""
    with contextlib.suppress(OSError):
        for path in sorted(folder.iterdir()):
            if match := _JOURNAL.fullmatch(path.name):
                return path, int(match.group(1))
    return None


def _unfinished(folder: Path, journal: Path, samplerate: int) -> KeptTake:
    is_in_progress = is_held(folder / LOCK)
    return KeptTake(
        folder=folder,
        sound=journal,
        state=TakeState.IN_PROGRESS if is_in_progress else TakeState.CUT_OFF,
        samplerate=samplerate,
        n_samples=journal.stat().st_size // SAMPLE_BYTES,
        notes=read_notes(folder),
    )


def _finished(folder: Path) -> KeptTake:
    import soundfile

    flac = folder / SOUND
    samplerate, n_samples = 16_000, 0
    with contextlib.suppress(soundfile.LibsndfileError):
        about = soundfile.info(flac)
        samplerate, n_samples = about.samplerate, about.frames
    return KeptTake(
        folder=folder,
        sound=flac,
        state=TakeState.FINISHED,
        samplerate=samplerate,
        n_samples=n_samples,
        notes=read_notes(folder),
    )


def _encode(journal: Path, flac: Path, *, samplerate: int) -> None:
    """Write a journal as FLAC, and give it its name once it has been checked."""
    if journal.stat().st_size < SAMPLE_BYTES:
        raise RecordingError(
            f"The take in {journal.parent} holds no sound: it was cut off at once."
        )
    scratch = flac.with_name(f"{SOUND}.new")
    try:
        scratch.unlink(missing_ok=True)
        write_flac(scratch, journal_pieces(journal), samplerate=samplerate)
        if not holds_same(scratch, journal_pieces(journal)):
            raise RecordingError(
                f"The finished recording in {journal.parent} did not read back as it "
                "was written, so the first form is kept. Try: voice-star recover"
            )
        scratch.replace(flac)
    except OSError as error:
        raise _unfinishable(flac.parent, error) from error
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)
    sync_folder(flac.parent)


def _unfinishable(folder: Path, error: OSError) -> RecordingError:
    return unwritable(
        error,
        what=f"the take in {folder} is kept, but could not be finished.",
        way_out="Make room, then finish it with: voice-star recover",
    )


def _still_in_progress(folder: Path) -> RecordingError:
    return RecordingError(
        f"The take in {folder} is still being recorded. Stop that first."
    )
