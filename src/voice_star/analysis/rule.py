"""Rules: what looks for a weakness in an answer, and what it says when it finds one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

from voice_star.domain.review import Flag, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands
    from voice_star.domain.transcript import WordRange


class Group(IntEnum):
    """What a rule is about, in the order in which weaknesses are worth mending."""

    ENDING = 1
    TELLING = 2
    DELIVERY = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule found its weakness.

    Attributes:
        message: One sentence: what was heard, with the quote.
        evidence: The words that show it; empty where something was never said.
        severity: Where it differs from the rule's own.
    """

    message: str
    evidence: tuple[WordRange, ...] = ()
    severity: Severity | None = None


Find: TypeAlias = "Callable[[Answer, Bands], Iterable[Finding]]"


@dataclass(frozen=True, slots=True)
class Rule:
    """One weakness to look for.

    Attributes:
        id: Its name in the report and in `--json`.
        group: What it is about.
        severity: What it costs the speaker.
        idea: The idea of the article it rests on.
        advice: What to say instead.
        questions: Two or three that draw the missing content out.
        find: Looks for it; yields nothing where it cannot tell.
    """

    id: str
    group: Group
    severity: Severity
    idea: str
    advice: str
    questions: tuple[str, ...]
    find: Find


def raise_flags(
    answer: Answer, bands: Bands, rules: Sequence[Rule]
) -> tuple[Flag, ...]:
    """Return what the rules find, in the order in which it is worth mending.

    1. What is major or minor before all that is mild: polish waits for the rest.
    2. Endings before telling before delivery: a story that gives its result away is
       not saved by how it is told, and a story told badly not by how it sounds.
    3. Within these the gravest first, then in the order of `rules`.
    """
    found = [
        (rule.group, _flag(rule, finding))
        for rule in rules
        for finding in rule.find(answer, bands)
    ]
    weight = list(Severity)
    found.sort(
        key=lambda pair: (
            pair[1].severity is Severity.MILD,
            pair[0],
            weight.index(pair[1].severity),
        )
    )
    return tuple(flag for _, flag in found)


def _flag(rule: Rule, finding: Finding) -> Flag:
    return Flag(
        rule=rule.id,
        severity=finding.severity or rule.severity,
        message=finding.message,
        advice=rule.advice,
        questions=rule.questions,
        idea=rule.idea,
        evidence=finding.evidence,
    )
