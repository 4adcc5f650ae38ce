"""The marks of judged sentences, made to agree with the verdicts on the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from voice_star.analysis.opinions import MARKS
from voice_star.analysis.results import NAMED, lone_result
from voice_star.domain.answer import Mark, StarPart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voice_star.analysis.network import Logits
    from voice_star.analysis.opinions import Opinions
    from voice_star.domain.answer import Sentence

_BELONGS = {
    Mark.INTERACTION: StarPart.ACTION,
    Mark.PROBLEM: StarPart.ACTION,
    Mark.TEAM: StarPart.ACTION,
    Mark.CONCRETE: StarPart.RESULT,
    Mark.FIGURE: StarPart.RESULT,
    Mark.GENERIC: StarPart.RESULT,
    Mark.GAIN: StarPart.RESULT,
    Mark.LASTING: StarPart.RESULT,
}
"""Which part a mark stands on, by training/corpus/GUIDE.md; the others on any."""


def mark(
    sentences: Sequence[Sentence], opinions: Opinions, bars: Mapping[Mark, float]
) -> tuple[Sentence, ...]:
    """Return sentences with the marks that clear their bar, as far as they go together.

    Args:
        sentences: With their parts.
        opinions: On the words.
        bars: For each mark, the log-odds from which a sentence carries it.
    """
    return tuple(
        replace(s, marks=_marks(opinions.of_marks(s.words), s.part, bars))
        for s in sentences
    )


def agree(
    sentences: Sequence[Sentence], opinions: Opinions, verdicts: frozenset[str]
) -> tuple[Sentence, ...]:
    """Return sentences whose marks show what was decided of the whole answer.

    What the answer lacks stands on no sentence; what it has stands at least on the
    likeliest one.
    """
    board = _Board(sentences, opinions)
    if board.has(StarPart.RESULT):
        _agree_on_results(board, verdicts)
    if "no-why" in verdicts:
        board.wipe(Mark.MEANING)
    else:
        board.ensure(Mark.MEANING)
    if "solo-story" in verdicts:
        board.wipe(Mark.INTERACTION)
    else:
        board.ensure(Mark.INTERACTION)
    if "no-hurdle" in verdicts:
        board.wipe(Mark.PROBLEM, Mark.ADVERSITY)
    else:
        board.ensure(Mark.PROBLEM, Mark.ADVERSITY)
    return board.sentences()


def _agree_on_results(board: _Board, verdicts: frozenset[str]) -> None:
    if "understated-result" in verdicts:
        board.wipe(*NAMED)
        return
    board.ensure(Mark.CONCRETE)
    if "narrow-result" in verdicts:
        best = board.best(Mark.CONCRETE)
        board.wipe(Mark.LASTING)
        board.wipe(Mark.CONCRETE, Mark.FIGURE, Mark.GAIN, but=best)
    elif board.is_narrow():
        board.widen()


class _Board:
    """The marks of all sentences, while they are being put in agreement."""

    def __init__(self, sentences: Sequence[Sentence], opinions: Opinions) -> None:
        self._sentences = sentences
        self._marks = [set(sentence.marks) for sentence in sentences]
        self._odds = np.array([opinions.of_marks(s.words) for s in sentences])

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences with their marks, in the usual order."""
        return tuple(
            replace(s, marks=tuple(m for m in MARKS if m in marks))
            for s, marks in zip(self._sentences, self._marks, strict=True)
        )

    def has(self, part: StarPart) -> bool:
        """Whether any sentence does this job."""
        return any(sentence.part is part for sentence in self._sentences)

    def wipe(self, *marks: Mark, but: int | None = None) -> None:
        """Take marks off all sentences, or all but one."""
        for index, own in enumerate(self._marks):
            if index != but:
                own.difference_update(marks)

    def ensure(self, *marks: Mark) -> None:
        """See to it that one of `marks` stands somewhere: where it is likeliest."""
        if any(own.intersection(marks) for own in self._marks):
            return
        places = [(self._odds_of(m, i), i, m) for m in marks for i in self._places(m)]
        if places:
            _, index, likeliest = max(places)
            self._put(index, likeliest)

    def best(self, mark: Mark) -> int:
        """Return the sentence that carries a mark most surely; it must stand."""
        carrying = [i for i, own in enumerate(self._marks) if mark in own]
        return max(carrying, key=lambda index: self._odds_of(mark, index))

    def is_narrow(self) -> bool:
        """Whether what is concrete is one effect on one party at one moment."""
        return lone_result(self.sentences()) is not None

    def widen(self) -> None:
        """Mark the likeliest thing that makes a narrow result broader."""
        only = self.best(Mark.CONCRETE)
        places = [
            (self._odds_of(mark, index), index, mark)
            for mark in (Mark.CONCRETE, Mark.GAIN, Mark.LASTING)
            for index in self._places(mark)
            if index != only or mark is Mark.LASTING
        ]
        _, index, likeliest = max(places)
        self._put(index, likeliest)

    def _places(self, mark: Mark) -> list[int]:
        """Return the sentences on which a mark may stand."""
        part = _BELONGS.get(mark)
        return [
            i for i, s in enumerate(self._sentences) if part is None or s.part is part
        ]

    def _odds_of(self, mark: Mark, index: int) -> float:
        return float(self._odds[index, MARKS.index(mark)])

    def _put(self, index: int, mark: Mark) -> None:
        self._marks[index].add(mark)
        if mark is Mark.CONCRETE:
            self._marks[index].discard(Mark.GENERIC)


def _marks(
    odds: Logits, part: StarPart | None, bars: Mapping[Mark, float]
) -> tuple[Mark, ...]:
    """Return the marks that clear their bar, as far as they go together."""
    above = {m: float(odd) - bars[m] for m, odd in zip(MARKS, odds, strict=True)}
    found = {
        one
        for one, margin in above.items()
        if margin >= 0 and _BELONGS.get(one, part) is part
    }
    if {Mark.GENERIC, Mark.CONCRETE} <= found:
        found.discard(min(Mark.GENERIC, Mark.CONCRETE, key=above.__getitem__))
    if Mark.CONCRETE not in found:
        found.discard(Mark.FIGURE)
    return tuple(one for one in MARKS if one in found)
