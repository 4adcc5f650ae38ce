"""no-why: nowhere is it said why this matters to the speaker.

Weak:   "Late deliveries fell by a third, and that was my project."
Strong: "Late deliveries fell by a third. I like work where the people who load the vans
        go home on time, and that is why I chose this one."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import can_tell, indices_of, is_sure
from voice_star.domain.answer import Mark, StarPart
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands

PRIDE = frozenset({"proud", "proudest", "fulfilling", "meaningful", "rewarding"})
"""Words of pride. Without a reason they are no why yet, but coaches differ on that:
where one stands among the results, nothing is said."""


def find(answer: Answer, _bands: Bands) -> Iterator[Finding]:
    """Flag an answer in which no sentence tells what it means to the speaker."""
    if answer.marked(Mark.MEANING) or not can_tell(answer):
        return
    results = answer.sentences_of(StarPart.RESULT)
    if is_sure(answer.sentences) and not any(
        indices_of(answer, s.words, PRIDE) for s in results
    ):
        yield Finding("You never say why this matters to you.")


RULE = Rule(
    id="no-why",
    group=Group.ENDING,
    severity=Severity.MINOR,
    idea="Say why it means something to you: it shows what work you will want to do.",
    advice='Close with your reason: "What I value in this is …, because …" or "It '
    'showed me that I want to …"',
    questions=(
        "Why did you choose this story and not another?",
        "Which moment of it did you enjoy most, and why?",
        "What did it teach you about the work you want to do?",
    ),
    find=find,
)
