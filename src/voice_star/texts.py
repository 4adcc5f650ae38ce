"""Texts that the user names: a transcript, a job advertisement."""

from __future__ import annotations

import sys
from pathlib import Path

from voice_star.errors import UnreadableTextError
from voice_star.report.plain import JOINER

STDIN = "-"

_LARGEST = 2_000_000
"""Characters of a text; an hour of speech has 60,000."""

_KEPT = ("\n", JOINER)
"""What cannot be seen and stays: without the joiner one emoji would fall apart."""

_SOFT_HYPHEN = "\u00ad"
"""Where a word may be broken: it is left out, since it would break it for good."""


def read_text(source: str, *, what: str, way_out: str = "") -> str:
    """Read a text from a file, or from stdin for "-", without control characters.

    Its lines end in line feeds, whatever they ended in before.

    Args:
        source: A path, or "-".
        what: What it is called in complaints: "transcript".
        way_out: What else may be wrong where it is no text.

    Raises:
        UnreadableTextError: If it cannot be read, is no UTF-8, or too long.
    """
    data = _read(source, what)
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
    return _without_controls(text)


def _read(source: str, what: str) -> bytes:
    """Return what there is to read, and one byte of what is too much."""
    if not source:
        raise UnreadableTextError(
            f"No file is named for the {what}. Write its name, or - for stdin."
        )
    try:
        if source == STDIN:
            return sys.stdin.buffer.read(_LARGEST + 1)
        with Path(source).open("rb") as file:
            return file.read(_LARGEST + 1)
    except (
        OSError,
        ValueError,
    ) as error:  # that: no name of a file
        why = getattr(error, "strerror", None) or error
        raise UnreadableTextError(
            f"The {what} {source} cannot be read: {why}. "
            "Check its name and permissions."
        ) from error


def _without_controls(text: str) -> str:
    """Keep line ends and what can be seen; control characters become spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter if letter.isprintable() or letter in _KEPT else " "
        for letter in lines.replace(_SOFT_HYPHEN, "")
    )
