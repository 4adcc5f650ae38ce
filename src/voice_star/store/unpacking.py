"""A backup unpacked beside the history, every byte of it checked on the way."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from voice_star.errors import StoreError
from voice_star.safefiles import create_private
from voice_star.store.backup import FORMAT, MANIFEST, SOUND
from voice_star.store.layout import DATABASE, JOBS
from voice_star.store.own import is_own
from voice_star.store.recordings import is_name

if TYPE_CHECKING:
    from pathlib import Path

_PIECE = 1 << 20

_ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    TypeError,
)
"""What reading an archive comes to that is damaged, or none."""


def unpack(backup: Path, scratch: Path) -> None:
    """Unpack what is ours in a backup. Every byte is checked against its sum."""
    try:
        with zipfile.ZipFile(backup) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] > FORMAT:
                raise later(backup)
            for folder in (SOUND, JOBS):
                (scratch / folder).mkdir(mode=0o700)
            for info in archive.infolist():
                if info.filename != MANIFEST:
                    _unpack_one(archive, info, scratch)
            _compare(manifest, scratch)
    except _ARCHIVE_ERRORS as error:
        raise no_backup(backup, str(error)) from error


def _unpack_one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, scratch: Path) -> None:
    name = info.filename.removeprefix(SOUND)
    is_ours = info.filename.startswith(SOUND) and is_name(name)
    if not (is_ours or info.filename == DATABASE or is_own(info.filename)):
        raise ValueError(f"{info.filename!r} does not belong into a backup")
    descriptor = create_private(scratch / info.filename)
    with archive.open(info) as source, os.fdopen(descriptor, "wb") as target:
        shutil.copyfileobj(source, target, _PIECE)
        target.flush()
        os.fsync(target.fileno())


def _compare(manifest: dict[str, Any], scratch: Path) -> None:
    n_recordings = len(list((scratch / SOUND).iterdir()))
    if n_recordings != manifest["n_recordings"]:
        raise ValueError(
            f"it holds {n_recordings} recordings, and not as many as it says"
        )


def no_backup(backup: Path, what: str) -> StoreError:
    """Return the error for a file that is no backup, or is damaged."""
    return StoreError(
        f"{backup} cannot be restored, and the history is as it was: {what}. Name a "
        "file that `voice-star backup` wrote."
    )


def later(backup: Path) -> StoreError:
    """Return the error for a backup of a later version."""
    return StoreError(f"{backup} was written by a later voice_star. Update voice_star.")
