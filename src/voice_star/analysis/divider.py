"""An answer cut in sentences of one part each; what somebody has settled stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from voice_star.analysis.decoding import Weights, decode_parts
from voice_star.analysis.opinions import PARTS, Opinions
from voice_star.domain.answer import Sentence, StarPart
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_OUT_OF_QUESTION = -1e4
"""Log-probability of any part but the one that somebody has settled: no word beside it,
and no habit of speakers, outweighs this."""


@dataclass(frozen=True, slots=True)
class Divider:
    """Cuts an answer in sentences of one part each.

    Attributes:
        sentences: As full stops, pauses or somebody's hand divide them.
        turns: Where the part may change.
        weights: For decoding.
    """

    sentences: tuple[Sentence, ...]
    turns: NDArray[np.bool_]
    weights: Weights

    @property
    def settled(self) -> NDArray[np.intp]:
        """The part of each word as somebody has settled it; -1 where nobody has."""
        parts = [-1 if s.part is None else PARTS.index(s.part) for s in self.sentences]
        return np.repeat(np.array(parts), [len(s.words) for s in self.sentences])

    def divide(self, opinions: Opinions, *, push: float = 0.0) -> tuple[Sentence, ...]:
        """Return the sentences with the likeliest parts, cut where these change.

        Args:
            opinions: On the words.
            push: How much likelier results are taken to be; below 0, less.
        """
        likely = opinions.parts.copy()
        likely[:, PARTS.index(StarPart.RESULT)] += np.float32(push)
        settled = self.settled
        own = np.flatnonzero(settled >= 0)
        likely[own] = _OUT_OF_QUESTION
        likely[own, settled[own]] = 0.0
        parts = decode_parts(
            likely, opinions.changes, turns=self.turns, weights=self.weights
        ).tolist()
        return tuple(
            Sentence(run, part, confidence=self._sure(sentence, opinions, run, part))
            for sentence in self.sentences
            for run, part in _runs(sentence.words, parts)
        )

    @staticmethod
    def _sure(
        sentence: Sentence, opinions: Opinions, run: WordRange, part: StarPart
    ) -> float:
        """Return how sure a part is. What somebody has settled is."""
        return 1.0 if sentence.part is not None else opinions.of_part(run, part)


def has_lost_results(own: Sequence[Sentence], sentences: Sequence[Sentence]) -> bool:
    """Tell whether somebody said of what the judge takes for a result that it is none.

    Then no other words are looked for that might be one instead.

    Args:
        own: As the judge alone would have it.
        sentences: As somebody has divided it, some parts settled.
    """
    results = {i for one in own if one.part is StarPart.RESULT for i in one.words}
    return any(
        not results.isdisjoint(one.words)
        for one in sentences
        if one.part not in {None, StarPart.RESULT}
    )


def unjudged(sentences: tuple[Sentence, ...] | None) -> tuple[Sentence, ...] | None:
    """Return sentences of which all parts are settled, or none: half is no answer."""
    if sentences is None or all(one.part is not None for one in sentences):
        return sentences
    return tuple(replace(one, part=None) for one in sentences)


def _runs(
    words: WordRange, parts: Sequence[int]
) -> Iterator[tuple[WordRange, StarPart]]:
    """Yield a sentence's words cut where the part changes, with the part."""
    start = words.start
    for index in words:
        if index + 1 == words.stop or parts[index + 1] != parts[index]:
            yield WordRange(start, index + 1), PARTS[parts[index]]
            start = index + 1
