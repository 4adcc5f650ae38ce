"""Where speech can turn from one thing to the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from voice_star.domain.timeline import Seconds
    from voice_star.domain.transcript import Word

_STOP = re.compile(r"[.,;:?!…–—-]+[\"”’')\]]*$")

_JOINTS = frozenset(
    {
        *("and", "but", "so", "because", "cause", "cuz", "then", "which", "who"),
        *("when", "while", "until", "till", "after", "before", "or", "although"),
        *("though", "anyway", "anyways", "well", "like", "yeah", "yep", "yes"),
        *("okay", "ok", "now", "finally", "eventually", "basically", "actually"),
        *("honestly", "what", "where", "if", "since", "once", "plus", "also", "still"),
        *("with", "that", "to", "sorry", "first", "second", "third", "firstly"),
        *("secondly", "thirdly", "oh"),
    }
)
"""Conjunctions, and what speakers begin a thought with."""

_SUBJECTS = frozenset(
    {
        *("i", "i'd", "i'm", "i've", "we", "we'd", "we've", "we're", "it", "it's"),
        *("he", "he'd", "he's", "she", "she'd", "she's", "they", "they'd", "they're"),
        *("there", "there's", "this", "these", "my", "our", "the", "a", "nobody"),
        *("everybody", "one", "you", "does", "at", "by", "on"),
    }
)
"""What a clause begins with where a recogniser set no punctuation at all."""

BREATH: Seconds = 0.25
"""A silence from which speech can turn: the shortest that counts as a pause."""


def find_turns(words: Sequence[Word], before: Sequence[Seconds]) -> NDArray[np.bool_]:
    """Return for each word whether something new can begin with it.

    97 % of the changes of part in the corpus begin at such a word, which is every
    third one.

    Args:
        words: Of an answer.
        before: The silence before each of them.
    """
    turns = np.zeros(len(words), dtype=bool)
    for index, word in enumerate(words):
        last = words[index - 1] if index else None
        turns[index] = (
            last is None
            or last.is_filled_pause
            or bool(_STOP.search(last.text))
            or before[index] >= BREATH
            or word.is_filled_pause
            or word.key in _JOINTS
            or word.key in _SUBJECTS
        )
    return turns
