"""Where a finished result may be put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.errors import OutputError
from voice_star.wholefiles import unwritten

if TYPE_CHECKING:
    from pathlib import Path


def check_place(path: Path, *, may_replace: bool) -> None:
    """See that a file may be put there.

    Raises:
        OutputError: If there is one already, or something that is no file.
    """
    try:
        if path.is_dir():
            raise OutputError(f"{path} is a folder. Name a file in it.")
        is_there, is_file = path.exists(), path.is_file()
    except OSError as error:
        raise unwritten(path, error) from error
    if is_there and not is_file:
        raise OutputError(f"{path} is no plain file. Name another file.")
    if is_there and not may_replace:
        raise OutputError(
            f"{path} is there already. Name another file, or replace it with --force."
        )
