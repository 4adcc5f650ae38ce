"""Whether words are enough English to be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.domain.transcript import Transcript

_LITTLE_WORDS = frozenset(
    {
        *("the", "and", "to", "i", "a", "of", "it", "that", "we", "was", "in", "so"),
        *("they", "with", "had", "for", "on", "my", "you", "were", "this", "at", "is"),
        *(
            "me",
            "he",
            "she",
            "but",
            "not",
            "have",
            "be",
            "there",
            "from",
            "them",
            "all",
        ),
        *("what", "because", "about", "our", "out", "who", "said", "then", "when"),
        *("which", "by", "if", "or", "as", "up", "one", "just", "do", "did", "are"),
        *("it's", "i'm", "that's", "been", "would", "could", "their", "his", "her"),
    }
)
"""Half of what is spoken in English; other languages share one word in ten with it."""

_ANSWER, _SHARE, _SHARE_OF_FEW = 25, 0.22, 0.1
"""From so many words on, that share must be little English ones: every answer of the
corpus has 0.32 and more. With fewer words chance has more to say."""

FEWEST_WORDS = 5
"""Fewer say nothing that could be told apart."""


def can_be_judged(transcript: Transcript) -> bool:
    """Whether there are words enough, and English ones."""
    keys = [word.key for word in transcript.spoken]
    known = sum(key in _LITTLE_WORDS for key in keys)
    share = _SHARE if len(keys) >= _ANSWER else _SHARE_OF_FEW
    return len(keys) >= FEWEST_WORDS and known >= share * len(keys)
