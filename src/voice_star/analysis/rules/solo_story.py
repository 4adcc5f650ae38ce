"""solo-story: the actions name nobody with whom the speaker dealt.

Weak:   "I wrote the new price list, tested it and put it online."
Strong: "I went through the old price list with the two women at the counter, wrote the
        new one, and talked the owner into trying it for a month."
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
    """Flag actions none of which deals with somebody."""
    actions = answer.sentences_of(StarPart.ACTION)
    if not actions or not can_tell(answer) or not is_sure(actions):
        return
    if not any(Mark.INTERACTION in s.marks for s in actions):
        yield Finding("You never name anybody you asked, persuaded or worked with.")


RULE = Rule(
    id="solo-story",
    group=Group.TELLING,
    severity=Severity.MINOR,
    idea="You lead the story, but others are in it: show how you work with people.",
    advice='Name one person or team and what passed between you: "I asked … about …; '
    'they told me …, so I …"',
    questions=(
        "Whom did you have to ask, win over or teach?",
        "Who saw it differently, and how did you settle it?",
        "Which other teams were touched by it?",
    ),
    find=find,
)
