"""Text from outside made fit for a file: nothing in it steers."""

from __future__ import annotations

from voice_star.report.plain import JOINER

_NON_JOINER = "\u200c"

_KEPT = (JOINER, _NON_JOINER)
"""What cannot be seen and stays: without these emoji and several scripts fall apart."""


def visible(text: str) -> str:
    """Return text with spaces for white space, and "?" for what cannot be seen.

    Escape codes, marks that turn the direction of writing, and halves of letters are
    such.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_seen, text))


def _seen(letter: str) -> str:
    if letter.isprintable() or letter in _KEPT:
        return letter
    return " " if letter.isspace() else "?"


def cleaned(text: str) -> str:
    """Return text on one line, a single space for each run of white space."""
    return visible(" ".join(text.split()))
