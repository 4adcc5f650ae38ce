"""no-hurdle: nothing had to be figured out, and nothing stood in the way.

Weak:   "I planned the move, booked the vans and then we moved."
Strong: "Two days before the move the lift broke. I weighed putting it off against
        carrying everything, and found a crane that was standing idle next door."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import can_tell, is_sure
from voice_star.domain.answer import Mark, StarPart
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands


def find(answer: Answer, _bands: Bands) -> Iterator[Finding]:
    """Flag an answer without a problem to solve or an adversity to meet."""
    if answer.marked(Mark.PROBLEM) or answer.marked(Mark.ADVERSITY):
        return
    actions = answer.sentences_of(StarPart.ACTION)
    if actions and can_tell(answer) and is_sure(actions):
        yield Finding(
            "You never mention anything that was hard or had to be worked out."
        )


RULE = Rule(
    id="no-hurdle",
    group=Group.TELLING,
    severity=Severity.MINOR,
    idea="Problems solved and odds overcome show how you think and how you hold out.",
    advice='Tell the hardest moment and what you did about it: "The trouble was …, so '
    'I weighed … against … and chose … because …"',
    questions=(
        "What made this hard: time, money, people, not knowing how?",
        "What did you try first that did not work?",
        "How did you find out what was really wrong?",
    ),
    find=find,
)
