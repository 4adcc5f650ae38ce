"""no-task: nobody learns what the speaker had to reach.

Weak:   "The museum was losing visitors. I rang up the schools nearby."
Strong: "The museum was losing visitors, and I was to bring 2,000 back by autumn. I rang
        up the schools nearby."
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


def find(answer: Answer, _bands: Bands) -> Iterator[Finding]:
    """Flag an answer without a task, where there is something that it would lead to."""
    if answer.sentences_of(StarPart.TASK) or not can_tell(answer):
        return
    if answer.sentences_of(StarPart.ACTION) and is_sure(answer.sentences):
        yield Finding("You never say what you were asked or set out to do.")


RULE = Rule(
    id="no-task",
    group=Group.TELLING,
    severity=Severity.MILD,
    idea="A result can only be weighed against what was to be reached.",
    advice='Add one sentence before your first action: "My job was to … by …"',
    questions=(
        "What were you asked to do, or what did you set yourself?",
        "By when, and what would have counted as done?",
    ),
    find=find,
)
