"""hedged: what was achieved is weakened by the phrases around it.

Weak:   "I guess it kind of helped the team a little bit."
Strong: "It halved the time they wait."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import quote, say_times
from voice_star.analysis.rules.hedges import find_hedges
from voice_star.analysis.rules.timing import listed
from voice_star.domain.answer import StarPart
from voice_star.domain.review import Severity
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands

FEWEST = 3
"""Two in a short answer are chance."""

BEFORE = 3
"""Words quoted before the phrase: what it weakens often stands there."""


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag two hedges in the results, or 1.5 in a hundred words and at least three."""
    found = find_hedges(answer.transcript.words)
    n_words = len(answer.transcript.spoken)
    in_results = _within_results(answer, found)
    is_habit = len(found) >= FEWEST and 100 * len(found) > bands.hedges * n_words
    if in_results and len(in_results) >= bands.result_hedges:
        yield Finding(
            f"You weaken your results {say_times(len(in_results))} "
            f"({_phrases(answer, in_results)}): {_sentence(answer, in_results[0])}.",
            evidence=in_results,
            severity=Severity.MINOR,
        )
    elif is_habit:
        where = ", once in the results" if len(in_results) == 1 else ""
        yield Finding(
            f"You weaken what you say {say_times(len(found))} "
            f"({_phrases(answer, found)}){where}.",
            evidence=found,
        )


def _within_results(
    answer: Answer, found: Sequence[WordRange]
) -> tuple[WordRange, ...]:
    return tuple(
        hedge
        for hedge in found
        for segment in answer.segments_of(StarPart.RESULT)
        if segment.words.start <= hedge.start and hedge.stop <= segment.words.stop
    )


def _phrases(answer: Answer, found: Sequence[WordRange]) -> str:
    return listed([answer.quote(hedge) for hedge in found])


def _sentence(answer: Answer, hedge: WordRange) -> str:
    """Quote the words around a hedge, within its sentence."""
    own = next(
        (
            s.words
            for s in answer.sentences
            if s.words.start <= hedge.start < s.words.stop
        ),
        hedge,
    )
    start = max(own.start, hedge.start - BEFORE)
    return quote(answer, WordRange(start, own.stop))


RULE = Rule(
    id="hedged",
    group=Group.DELIVERY,
    severity=Severity.MILD,
    idea="Do not understate: say what came of it as it was.",
    advice="Leave these phrases out; the sentence stands without them. If you are not "
    "sure of a figure, say what you do know: who noticed, what changed.",
    questions=(
        "What happened, if you say it without these words?",
        "What would your colleague say that you did?",
    ),
    find=find,
)
