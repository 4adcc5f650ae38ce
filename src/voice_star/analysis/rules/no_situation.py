"""no-situation: the story begins without a place, a time or a reason.

Weak:   "I had to redo the forms, so I sat down with two clerks."
Strong: "Two years ago, at the town hall, every third form came back wrong. I had to
        redo them, so I sat down with two clerks."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import can_tell, is_sure
from voice_star.domain.answer import StarPart
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands

FIRST = 3
"""Sentences at the beginning where a situation would stand."""


def find(answer: Answer, _bands: Bands) -> Iterator[Finding]:
    """Flag an answer without a situation."""
    if answer.sentences_of(StarPart.SITUATION) or not can_tell(answer):
        return
    if is_sure(answer.sentences[:FIRST]):
        yield Finding("You never say where and when this was, or what was going on.")


RULE = Rule(
    id="no-situation",
    group=Group.TELLING,
    severity=Severity.MINOR,
    idea="A listener who knows the setting can see why what you did was worth doing.",
    advice='Begin with the setting: "In …, I was … at …, and the trouble was that …"',
    questions=(
        "When and where was this, and what was your role?",
        "What was wrong, and for whom?",
    ),
    find=find,
)
