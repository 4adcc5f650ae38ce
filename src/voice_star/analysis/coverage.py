"""What an answer covers of the how and the why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.answer import Mark
from voice_star.domain.coverage import Coverage

if TYPE_CHECKING:
    from voice_star.domain.answer import Answer
    from voice_star.domain.transcript import WordRange


def coverage_of(answer: Answer) -> Coverage:
    """Return the sentences that carry each mark; the marks are the judge's."""

    def where(mark: Mark) -> tuple[WordRange, ...]:
        return tuple(sentence.words for sentence in answer.marked(mark))

    return Coverage(
        interaction=where(Mark.INTERACTION),
        problem=where(Mark.PROBLEM),
        adversity=where(Mark.ADVERSITY),
        gain=where(Mark.GAIN),
        lasting=where(Mark.LASTING),
        meaning=where(Mark.MEANING),
    )
