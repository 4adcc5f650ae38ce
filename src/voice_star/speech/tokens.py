"""Whisper's tokens made words, each with its probability and its rough time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.speech.transcriber import HeardWord

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


def token_starts(alignments: Sequence[tuple[int, int]], n_tokens: int) -> list[float]:
    """Return the moment of each token, from pairs of token and 20 ms frame."""
    starts = [0.0] * n_tokens
    seen: set[int] = set()
    latest = 0.0
    for token, frame in alignments:
        latest = frame * 0.02
        if token not in seen and token < n_tokens:
            seen.add(token)
            starts[token] = latest
    for token in range(n_tokens):
        if token not in seen:
            starts[token] = starts[token - 1] if token else latest
    return starts


def joined_words(
    texts: Sequence[str],
    groups: Sequence[Sequence[int]],
    chances: NDArray[np.float64],
    starts: Sequence[float],
) -> tuple[HeardWord, ...]:
    """Make words of token groups; one without a space before it belongs to the last."""
    words: list[HeardWord] = []
    index = 0
    for text, group in zip(texts, groups, strict=True):
        own = chances[index : index + len(group)]
        chance = float(own.mean()) if len(own) else 0.0
        bare = text.strip()
        if words and bare and not text[0].isspace():
            words[-1] = HeardWord(
                words[-1].text + bare, words[-1].confidence, words[-1].near
            )
        elif bare:
            words.append(HeardWord(bare, chance, starts[index]))
        index += len(group)
    return tuple(words)
