"""Praise: what is strong in an answer, with its quote."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from voice_star.analysis.rules.common import (
    can_tell,
    find_number,
    is_sure,
    n_spoken,
    percent,
    quote,
)
from voice_star.domain.answer import Mark, StarPart
from voice_star.domain.review import Strength

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.answer import Answer, Sentence
    from voice_star.domain.bands import Band, Bands

MOST = 3
"""More praise than this and none of it is remembered."""

MOST_ALIKE = 2
"""Strengths of one kind that are named: the third place goes to the other kind."""

SURE = 0.6
"""Praise of what was not there is worse than none: surer than for a flag."""


class _Kind(Enum):
    HOW = auto()
    WHY = auto()


@dataclass(frozen=True, slots=True)
class _Praise:
    """What is said of a sentence that carries `mark` in one of `parts`."""

    id: str
    kind: _Kind
    mark: Mark
    parts: tuple[StarPart, ...]
    says: str
    idea: str


_RESULT = (StarPart.RESULT,)
_ACTION = (StarPart.ACTION,)

_PRAISES = (
    _Praise(
        "measured-result",
        _Kind.WHY,
        Mark.FIGURE,
        _RESULT,
        "You measure what came of it",
        "A figure lets the listener weigh what was achieved.",
    ),
    _Praise(
        "says-why",
        _Kind.WHY,
        Mark.MEANING,
        (StarPart.RESULT, StarPart.ACTION, StarPart.SITUATION, StarPart.TASK),
        "You say why it matters to you",
        "What you find meaningful shows what work you will want to do.",
    ),
    _Praise(
        "adversity-met",
        _Kind.HOW,
        Mark.ADVERSITY,
        _ACTION,
        "You show what stood in the way",
        "Going on with too little time, money or help shows that you hold out.",
    ),
    _Praise(
        "names-others",
        _Kind.HOW,
        Mark.INTERACTION,
        _ACTION,
        "You show how you deal with people",
        "You lead the story, but others are in it.",
    ),
    _Praise(
        "others-gain",
        _Kind.WHY,
        Mark.GAIN,
        _RESULT,
        "You name who gained",
        "Results need breadth: who else gained.",
    ),
    _Praise(
        "lasting-result",
        _Kind.WHY,
        Mark.LASTING,
        _RESULT,
        "You show that it lasted",
        "Results need breadth: now and later.",
    ),
    _Praise(
        "problem-solved",
        _Kind.HOW,
        Mark.PROBLEM,
        _ACTION,
        "You let us see how you worked it out",
        "Solving a problem aloud shows what it is like to work with you.",
    ),
)
"""The most telling first: those that the fewest speakers do lead."""


def find_strengths(answer: Answer, bands: Bands) -> tuple[Strength, ...]:
    """Return at most three strengths, the most telling first; none if too short."""
    if not can_tell(answer):
        return ()
    found = list(_marked_strengths(answer))
    return tuple([*found, *_balance(answer, bands)][:MOST])


def _marked_strengths(answer: Answer) -> Iterator[Strength]:
    """Yield what the marks show, few of a kind, each with a sentence of its own."""
    shown: list[Sentence] = []
    kinds: list[_Kind] = []
    for praise in _PRAISES:
        best = _best(answer, praise, shown=shown)
        if best is not None and kinds.count(praise.kind) < MOST_ALIKE:
            yield _strength(answer, praise, sentence=best)
            shown.append(best)
            kinds.append(praise.kind)


def _best(
    answer: Answer, praise: _Praise, *, shown: Sequence[Sentence]
) -> Sentence | None:
    """Return the sentence that shows it best: the one the judge is surest of."""
    fitting = [
        sentence
        for sentence in answer.marked(praise.mark)
        if sentence.part in praise.parts
        and sentence not in shown
        and _confidence(sentence) >= SURE
    ]
    return max(fitting, key=_confidence, default=None)


def _confidence(sentence: Sentence) -> float:
    return 1.0 if sentence.confidence is None else sentence.confidence


def _strength(answer: Answer, praise: _Praise, *, sentence: Sentence) -> Strength:
    is_figure = praise.mark is Mark.FIGURE
    number = find_number(answer, sentence.words) if is_figure else None
    return Strength(
        id=praise.id,
        message=f"{praise.says}: {quote(answer, sentence.words, at=number)}.",
        idea=praise.idea,
        evidence=(sentence.words,),
    )


def _balance(answer: Answer, bands: Bands) -> Iterator[Strength]:
    """Yield praise of an answer whose actions and results have the room they need.

    Room for a result that says nothing is no strength.
    """
    says_result = any(
        Mark.CONCRETE in sentence.marks for sentence in answer.sentences_of(*_RESULT)
    )
    action, unit = _share(answer, StarPart.ACTION)
    result, _ = _share(answer, StarPart.RESULT)
    is_balanced = _is_in(action, bands.action) and _is_in(result, bands.result)
    if is_balanced and says_result and is_sure(answer.sentences):
        yield Strength(
            id="balanced-parts",
            message=f"Your parts are in balance: {percent(action)} of the {unit} tells "
            f"what you did and {percent(result)} what came of it.",
            idea="The actions carry the story, and the results are what it is for.",
            evidence=tuple(
                segment.words
                for segment in answer.segments
                if segment.part in {StarPart.ACTION, StarPart.RESULT}
            ),
        )


def _share(answer: Answer, part: StarPart) -> tuple[float, str]:
    """Return a part's share of the time, or of the text where nothing was timed."""
    paced = answer.pacing_of(part)
    if paced is not None and paced.share is not None:
        return paced.share, "time"
    n_part = n_spoken(answer, answer.sentences_of(part))
    return n_part / n_spoken(answer, answer.sentences), "text"


def _is_in(share: float, band: Band) -> bool:
    return band[0] <= share <= band[1]
