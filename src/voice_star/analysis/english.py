"""Whether words are enough English to be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.domain.transcript import Transcript

_LITTLE_WORDS = frozenset(
    {
        *("the", "and", "that", "with", "they", "them", "were", "because", "there"),
        *("this", "what", "when", "which", "who", "have", "had", "would", "could"),
        *("their", "from", "about", "you", "we", "he", "she", "it", "my", "but"),
        *("not", "all", "then", "been", "our", "out", "are", "it's", "i'm", "that's"),
        *("his",),
    }
)
"""What English is full of, without what other languages write too ("in", "so", "was").
"""

_SHARE = 0.1
"""Of the words; every answer of the corpus has 0.15 and more."""

FEWEST_WORDS = 5
"""Fewer say nothing that could be told apart."""


def can_be_judged(transcript: Transcript) -> bool:
    """Whether there are words enough, and English ones."""
    keys = [word.key for word in transcript.spoken]
    known = sum(key in _LITTLE_WORDS for key in keys)
    return len(keys) >= FEWEST_WORDS and known >= _SHARE * len(keys)
