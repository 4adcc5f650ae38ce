"""Text from outside made fit for a file: on one line, and nothing that steers."""

from __future__ import annotations

from voice_star.report.plain import JOINER

_NON_JOINER = "\u200c"

_KEPT = (JOINER, _NON_JOINER)
"""What cannot be seen and stays: without these emoji and several scripts fall apart."""


def cleaned(text: str) -> str:
    """Return text on one line, with "?" for what cannot be seen.

    Escape codes, marks that turn the direction of writing, and halves of letters are
    such; a run of white space becomes one space.
    """
    line = " ".join(text.split())
    return "".join(
        letter if letter.isprintable() or letter in _KEPT else "?" for letter in line
    )
