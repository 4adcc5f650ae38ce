"""The folder of recordings: each a file that is whole, or not there."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.errors import StoreError
from voice_star.safefiles import (
    create_private,
    make_private_folder,
    sync_folder,
    why_not,
)

if TYPE_CHECKING:
    from datetime import datetime

_ENDING = re.compile(r"\.[a-z0-9]{1,5}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.[a-z0-9]{1,5}")

_PIECE = 1 << 20
_ZEROS = bytes(_PIECE)


def is_name(name: str) -> bool:
    """Tell whether a recording may be called so: it leads to no other folder."""
    return _NAME.fullmatch(name) is not None


def new_name(moment: datetime, source: Path) -> str:
    """Return a name that sorts by time, that nobody has, and that keeps the ending."""
    ending = source.suffix.lower()
    if not _ENDING.fullmatch(ending):
        ending = ".sound"
    return f"{moment:%Y-%m-%d-%H%M%S}-{secrets.token_hex(3)}{ending}"


def keep(source: Path, target: Path, *, may_link: bool) -> None:
    """Put a recording at `target`; the source stays. The disk has it then.

    Args:
        source: The recording.
        target: Its place in the folder of recordings.
        may_link: Whether the two may be one file on the disk.

    Raises:
        StoreError: If it cannot be read, or there is no room.
    """
    scratch = target.with_name(f"{target.name}-{secrets.token_hex(3)}.new")
    try:
        make_private_folder(target.parent)
        if not (may_link and _linked(source, scratch)):
            with (
                source.open("rb") as old,
                os.fdopen(create_private(scratch), "wb") as new,
            ):
                shutil.copyfileobj(old, new, _PIECE)
                new.flush()
                os.fsync(new.fileno())
        scratch.replace(target)
        # Renaming one name of a file to another of the same file does nothing.
        scratch.unlink(missing_ok=True)
    except OSError as error:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise StoreError(
            f"{why_not(error)}: the recording {source} cannot be kept in "
            f"{target.parent}. It is where it was; make room, then try again."
        ) from error
    sync_folder(target.parent)


def _linked(source: Path, scratch: Path) -> bool:
    """Give the file a second name, where the file system can and it is private."""
    try:
        if source.is_symlink() or source.stat().st_mode & 0o077:
            return False
        os.link(source, scratch)
    except OSError:
        return False
    return True


def wipe(path: Path) -> None:
    """Remove a file; what it held is overwritten first. One that is gone is no error.

    A file that has other names, in a backup perhaps, only loses this one.

    Raises:
        OSError: If it cannot be removed.
    """
    with contextlib.suppress(FileNotFoundError):
        if path.is_file() and not path.is_symlink() and path.stat().st_nlink == 1:
            _overwrite(path)
        path.unlink()


def wipe_folder(folder: Path) -> None:
    """Remove a folder with all in it, as `wipe` does; one that is gone is no error.

    Raises:
        OSError: If something cannot be removed.
    """
    if not folder.is_dir() or folder.is_symlink():
        return
    for root, folders, files in os.walk(folder, topdown=False):
        for name in files:
            wipe(Path(root, name))
        for name in folders:
            inner = Path(root, name)
            if inner.is_symlink():
                inner.unlink()
            else:
                inner.rmdir()
    folder.rmdir()


def _overwrite(path: Path) -> None:
    size = path.stat().st_size
    with contextlib.suppress(PermissionError), path.open("r+b", buffering=0) as file:
        for start in range(0, size, _PIECE):
            file.write(_ZEROS[: size - start])
        os.fsync(file.fileno())
