"""What to practise next: what is weakest, and longest ago."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voice_star.domain.question import key_of
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from voice_star.domain.question import Question
    from voice_star.domain.record import Record

COSTS: Mapping[Severity, float] = {
    Severity.MAJOR: 3.0,
    Severity.MINOR: 1.0,
    Severity.MILD: 0.25,
}
"""What a flag weighs: one major weakness more than two minor ones."""

_WEAKEST = 8.0
"""Beyond this weight an answer is as weak as any: it must not push away all others."""

_UNHEARD = 2.0
"""Urgency of a question that was never tried: that of an answer with one major flag,
three days later. So it comes before whatever went well or was practised yesterday."""

_HALF_FORGOTTEN = 3.0
"""Days after which half of a take's fading is done."""


@dataclass(frozen=True, slots=True)
class Practised:
    """A question and the takes of it.

    Attributes:
        question: Which.
        records: Its takes in order of time; empty where it was never tried.
    """

    question: Question
    records: tuple[Record, ...] = ()

    @property
    def last(self) -> Record | None:
        """The latest take; None where there is none."""
        return self.records[-1] if self.records else None


def practised(
    questions: Iterable[Question], records: Iterable[Record]
) -> tuple[Practised, ...]:
    """Return the questions, in the order given, each with its takes."""
    by_key: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda record: (record.moment, record.id)):
        if record.question is not None:
            by_key.setdefault(key_of(record.question), []).append(record)
    return tuple(_with_takes(question, by_key) for question in questions)


def _with_takes(
    question: Question, by_key: Mapping[str, Sequence[Record]]
) -> Practised:
    takes = [record for key in question.keys for record in by_key.get(key, ())]
    takes.sort(key=lambda record: (record.moment, record.id))
    return Practised(question, tuple(takes))


def pick_next(
    questions: Iterable[Question], records: Iterable[Record], *, now: datetime
) -> Practised | None:
    """Return the question that is weakest and longest ago, with its takes.

    Among equals the first is taken, so that the order of the bank is kept to. Retired
    questions are never picked; None is returned where there are no others.
    """
    candidates = [
        one for one in practised(questions, records) if not one.question.is_retired
    ]
    return max(candidates, key=lambda one: urgency(one, now=now), default=None)


def urgency(practised: Practised, *, now: datetime) -> float:
    """Return how much a question wants practice: 0 just after a take of it.

    It is the weight of the latest take's flags and one more, times how much of that
    take has faded since: half in three days, nearly all in a month.
    """
    last = practised.last
    if last is None:
        return _UNHEARD
    days = max(0.0, (now - last.moment).total_seconds() / 86_400)
    return (1 + weakness(last)) * days / (days + _HALF_FORGOTTEN)


def weakness(record: Record) -> float:
    """Return what the flags of a take weigh together, 0 to 8.

    Of a take whose parts could not be told nobody knows how good it was: it weighs as
    much as one major flag at least.
    """
    least = 0.0 if record.is_judged else COSTS[Severity.MAJOR]
    return min(_WEAKEST, max(least, sum(COSTS[flag.severity] for flag in record.flags)))
