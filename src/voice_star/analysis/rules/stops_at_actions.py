"""stops-at-actions: the answer ends before anything has come of what was done.

Weak:   "I moved the stock counts to Sunday night. So yeah, that's my example."
Strong: "I moved the stock counts to Sunday night. By June nothing ran out any more."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import can_tell, is_sure, quote
from voice_star.domain.answer import StarPart
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands

LAST = 3
"""Sentences at the end where a result would stand: doubt about these is doubt about
whether there is one."""


def find(answer: Answer, _bands: Bands) -> Iterator[Finding]:
    """Flag an answer without a result, by the words on which it ends."""
    if not can_tell(answer) or answer.sentences_of(StarPart.RESULT):
        return
    if is_sure(answer.sentences[-LAST:]):
        end = answer.sentences[-1].words
        yield Finding(
            f"You end on {quote(answer, end, at=end.stop - 1)} and never say what "
            "came of it.",
            evidence=(end,),
        )


RULE = Rule(
    id="stops-at-actions",
    group=Group.ENDING,
    severity=Severity.MAJOR,
    idea="The results are what the story is told for: do not stop at the actions.",
    advice='Go on after your last action: "Because of that, … went from … to …, and … '
    'gained most. It matters to me because …"',
    questions=(
        "What was different afterwards, and by how much?",
        "Who noticed it, or gained from it?",
        "What would have happened if you had done nothing?",
    ),
    find=find,
)
