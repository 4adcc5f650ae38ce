"""A place with hardly any room: a small disk where that can be had, or else a limit."""

from __future__ import annotations

import contextlib
import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def little_room(folder: Path, n_bytes: int) -> Iterator[Path]:
    """Give a folder in which no more than so many bytes can be written.

    Root mounts a disk in memory that is really full then. Others get a limit on the
    size of a file, which fails in the same place in another word.
    """
    folder.mkdir()
    if _mount(folder, n_bytes):
        try:
            yield folder
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
    else:
        with _limited(n_bytes):
            yield folder


def use_up(folder: Path) -> None:
    """Leave no room at all in a folder that has little."""
    if folder.is_mount():
        with contextlib.suppress(OSError), (folder / "filler").open("wb") as file:
            while True:
                file.write(bytes(1024))
                file.flush()
    else:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))


def _mount(folder: Path, n_bytes: int) -> bool:
    if os.geteuid() != 0:
        return False
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={n_bytes}", "tmpfs", folder],
        check=False,
        capture_output=True,
    )
    return done.returncode == 0


@contextmanager
def _limited(n_bytes: int) -> Iterator[None]:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
