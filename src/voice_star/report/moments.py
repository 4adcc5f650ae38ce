"""When words were said, as it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.report.plain import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voice_star.domain.answer import Answer
    from voice_star.domain.transcript import WordRange


def moment_of(answer: Answer, words: WordRange) -> str:
    """Return when words were said, such as ``1:07``; "" without sound."""
    start = answer.transcript.start_of(words)
    return "" if start is None else clock(start)


def moments_of(answer: Answer, evidence: Iterable[WordRange]) -> tuple[str, ...]:
    """Return when evidence was said, each moment once; empty without sound."""
    moments = (moment_of(answer, words) for words in evidence)
    return tuple(dict.fromkeys(moment for moment in moments if moment))
