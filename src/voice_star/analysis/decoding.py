"""The most likely parts of an answer, all words considered together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from voice_star.analysis.network import Logits


@dataclass(frozen=True, slots=True)
class Weights:
    """How the network's opinions are weighed. Fitted by training/tune.py.

    Attributes:
        ngrams: Of the n-grams against the network, 0 to 1.
        words: Of each word's part. Below 1, since neighbouring words say the same.
        changes: Of where a part begins.
        change: Added for each change of part, whatever the words: below 0, so that
            parts do not flicker.
        habit: Of what usually follows on what: a result seldom on a situation.
        moves: How much oftener than by chance a part is followed by another in the
            corpus, as a logarithm: a row of five for each part, its own place 0.
    """

    ngrams: float
    words: float
    changes: float
    change: float
    habit: float
    moves: tuple[tuple[float, ...], ...]


def log_softmax(logits: Logits) -> Logits:
    """Return log-probabilities of the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: Logits = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def decode_parts(
    likely: Logits,
    changes: Logits,
    *,
    turns: NDArray[np.bool_],
    weights: Weights,
) -> NDArray[np.intp]:
    """Return the part of each word, as an index in `StarPart`, by Viterbi's algorithm.

    Args:
        likely: Log-probabilities of each word's part, shape ``(words, 5)``.
        changes: Log-odds of each word beginning a new part, shape ``(words,)``.
        turns: Where the part may change; the first word is one.
        weights: How much each counts.
    """
    starts = np.flatnonzero(turns)
    # What speaks for each part in each stretch from turn to turn.
    scores = weights.words * np.add.reduceat(likely, starts, axis=0)
    n_parts = scores.shape[1]
    moves = weights.change + weights.habit * np.array(weights.moves)
    log_odds = weights.changes * changes[starts]
    moving, staying = -np.logaddexp(0, -log_odds), -np.logaddexp(0, log_odds)
    best = scores[0]
    came_from = np.zeros((len(starts), n_parts), dtype=np.intp)
    for unit in range(1, len(starts)):
        change = moving[unit] + moves
        np.fill_diagonal(change, staying[unit])
        paths = best[:, None] + change
        came_from[unit] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[unit]
    path = _way_back(int(best.argmax()), came_from)
    return np.repeat(path, np.diff([*starts, len(turns)]))


def _way_back(last: int, came_from: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the best path to `last`, from its beginning."""
    path = [last]
    for back in came_from[:0:-1]:
        path.append(int(back[path[-1]]))
    return np.array(path[::-1], dtype=np.intp)
