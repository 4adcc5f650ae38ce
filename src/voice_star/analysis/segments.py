"""Judged sentences joined to segments."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from voice_star.domain.answer import Segment, Sentence
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Sequence


def join_segments(sentences: Sequence[Sentence]) -> tuple[Segment, ...]:
    """Return the runs of neighbouring sentences of one part.

    Sentences that were not judged give no segments.
    """
    runs = [list(run) for _, run in groupby(sentences, key=lambda s: s.part)]
    return tuple(
        Segment(run[0].part, WordRange(run[0].words.start, run[-1].words.stop))
        for run in runs
        if run[0].part is not None
    )
