"""Clauses: the stretch of a spoken sentence that a few of its words belong to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.transcript import Word

_JOINS = frozenset({"and", "so", "but", "because", "then", "until", "cause"})
_SUBJECTS = frozenset(
    {"i", "we", "he", "she", "they", "it", "you", "then", "so", "there"}
)
_ENDS = re.compile(r"[,;:.!?…–—][\"”’')\]]*$")

_SHORTEST = 4
"""A clause of fewer words ("you know,") is read with its neighbour."""

_LONGEST = 18
"""Run-ons have no end; beyond this only words near the ones that count are shown."""


def clause_around(
    words: Sequence[Word], sentence: WordRange, core: WordRange
) -> WordRange:
    """Return the clause or clauses of `sentence` in which the words of `core` stand."""
    starts = clause_starts(words, sentence)
    stops = [*starts[1:], sentence.stop]
    start = max(s for s in starts if s <= core.start)
    stop = min(s for s in stops if s >= core.stop)
    if stop - start < _SHORTEST:
        stop = min((s for s in stops if s - start >= _SHORTEST), default=sentence.stop)
    if stop - start < _SHORTEST:
        start = max(
            (s for s in starts if stop - s >= _SHORTEST), default=sentence.start
        )
    if stop - start > _LONGEST:
        room = max(0, _LONGEST - len(core)) // 2
        start, stop = max(start, core.start - room), min(stop, core.stop + room)
    return WordRange(start, stop)


def clause_starts(words: Sequence[Word], sentence: WordRange) -> list[int]:
    """Return where the clauses of a sentence begin, the first at its start."""
    starts = [sentence.start]
    for index in range(sentence.start + 1, sentence.stop):
        joins = words[index].key in _JOINS and index + 1 < sentence.stop
        subject = words[index + 1].key.partition("'")[0] if joins else ""
        if _ENDS.search(words[index - 1].text) or subject in _SUBJECTS:
            starts.append(index)
    return starts
