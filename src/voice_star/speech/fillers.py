"""Which written words are filled pauses, and how we spell them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voice_star.domain.transcript import Word

if TYPE_CHECKING:
    from voice_star.speech.transcriber import HeardWord

_SAID = {
    "um": "um", "umm": "um", "uhm": "um", "erm": "um", "ums": "um",
    "uh": "uh", "uhh": "uh",
    "er": "er", "err": "er",
    "hm": "hm", "hmm": "hm", "mm": "hm", "mmm": "hm",
}  # fmt: skip
"""Every spelling of a filler, and the one of four sounds it stands for."""


def filler_sound(text: str) -> str | None:
    """Return which filler a written word is: um, uh, er or hm; None for a word."""
    if text.startswith(("'", "’")):
        # "I hardly know 'er" drops an h and hesitates at nothing.
        return None
    return _SAID.get(Word(text).key)


def spelled(word: HeardWord) -> HeardWord:
    """Mark a filler as one and spell it our way, with a comma: it ends no sentence."""
    sound = filler_sound(word.text)
    if sound is None:
        return word
    text = sound.capitalize() if word.text[0].isupper() else sound
    return replace(word, text=f"{text},", is_filled_pause=True)
