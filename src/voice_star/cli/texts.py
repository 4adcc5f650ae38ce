"""Texts that are named on the command line: a transcript, a job advertisement."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.errors import UnreadableTextError

if TYPE_CHECKING:
    from collections.abc import Iterable

STDIN = "-"

_LARGEST = 2_000_000
"""Characters of a text; an hour of speech has 60,000."""


def read_text(source: str, *, what: str, way_out: str = "") -> str:
    """Read a text from a file, or from stdin for "-", without control characters.

    Args:
        source: A path, or "-".
        what: What it is called in complaints: "transcript".
        way_out: What else may be wrong where it is no text.

    Raises:
        UnreadableTextError: If it cannot be read, is no UTF-8, or too long.
    """
    try:
        if source == STDIN:
            data = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UnreadableTextError(
            f"The {what} {source} cannot be read: {error.strerror}. "
            "Check its name and permissions."
        ) from error
    name = "stdin" if source == STDIN else source
    if len(data) > _LARGEST:
        raise UnreadableTextError(
            f"{name} is longer than any {what}. Cut it to the {what} itself."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableTextError(
            f"{name} is no text in UTF-8. {way_out}Save the {what} as plain text in "
            "UTF-8."
        ) from error
    return "".join(_without_controls(text))


def _without_controls(text: str) -> Iterable[str]:
    """Keep line ends and what can be seen; control characters become spaces."""
    return (
        letter if letter.isprintable() or letter == "\n" else " " for letter in text
    )
