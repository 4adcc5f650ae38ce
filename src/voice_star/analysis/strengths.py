"""Praise: what is strong in an answer, with its quote."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from voice_star.analysis.rules.common import (
    can_tell,
    find_digits,
    find_number,
    is_sure,
    n_spoken,
    percent,
    quote,
)
from voice_star.analysis.rules.timing import PART_NAMES
from voice_star.domain.answer import Mark, StarPart
from voice_star.domain.review import Strength

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.answer import Answer, Sentence
    from voice_star.domain.bands import Bands

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
_TOLD = (StarPart.ACTION, StarPart.RESULT)

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
    """Return the sentence that shows it best: the one the judge is surest of.

    Of figures those in digits come first, and without a number there is none to show.
    """
    fitting = [
        sentence
        for sentence in answer.marked(praise.mark)
        if sentence.part in praise.parts
        and sentence not in shown
        and _confidence(sentence) >= SURE
    ]
    if praise.mark is not Mark.FIGURE:
        return max(fitting, key=_confidence, default=None)
    measured = [s for s in fitting if find_number(answer, s.words) is not None]
    in_digits = [s for s in measured if find_digits(answer, s.words) is not None]
    return max(in_digits or measured, key=_confidence, default=None)


def _confidence(sentence: Sentence) -> float:
    return 1.0 if sentence.confidence is None else sentence.confidence


def _strength(answer: Answer, praise: _Praise, *, sentence: Sentence) -> Strength:
    at = _figure(answer, sentence) if praise.mark is Mark.FIGURE else None
    return Strength(
        id=praise.id,
        message=f"{praise.says}: {quote(answer, sentence.words, at=at)}.",
        idea=praise.idea,
        evidence=(sentence.words,),
    )


def _figure(answer: Answer, sentence: Sentence) -> int | None:
    """Return the word that is most likely the figure: digits before letters."""
    at = find_digits(answer, sentence.words)
    return find_number(answer, sentence.words) if at is None else at


def _balance(answer: Answer, bands: Bands) -> Iterator[Strength]:
    """Yield praise of an answer each part of which has the room it needs.

    Room for a result that says nothing is no strength.
    """
    says_result = any(
        Mark.CONCRETE in sentence.marks for sentence in answer.sentences_of(*_RESULT)
    )
    is_balanced = all(_has_room(answer, part, bands=bands) for part in PART_NAMES)
    if is_balanced and says_result and is_sure(answer.sentences):
        action, result = (_share(answer, part) for part in _TOLD)
        unit = "text" if answer.pacing is None else "time"
        yield Strength(
            id="balanced-parts",
            message=f"Your parts are in balance: {percent(action)} of the {unit} tells "
            f"what you did and {percent(result)} what came of it.",
            idea="The actions carry the story, and the results are what it is for.",
            evidence=tuple(
                segment.words for segment in answer.segments if segment.part in _TOLD
            ),
        )


def _has_room(answer: Answer, part: StarPart, *, bands: Bands) -> bool:
    """Whether a part lies in its band: of the target in seconds, or of the text.

    Seconds, as the table of the parts has them: half of an answer of four minutes is
    no more in balance with what is aimed at than the whole.
    """
    if answer.pacing is None:
        value, band = _share(answer, part), bands.share_of(part)
    else:
        paced = answer.pacing_of(part)
        value = 0.0 if paced is None or paced.duration is None else paced.duration
        band = bands.band_seconds(part)
    return band is None or band[0] <= value <= band[1]


def _share(answer: Answer, part: StarPart) -> float:
    """Return a part's share of the time, or of the text where nothing was timed."""
    paced = answer.pacing_of(part)
    if paced is not None and paced.share is not None:
        return paced.share
    n_part = n_spoken(answer, answer.sentences_of(part))
    return n_part / n_spoken(answer, answer.sentences)
