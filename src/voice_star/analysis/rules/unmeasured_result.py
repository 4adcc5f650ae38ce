"""unmeasured-result: a real result, but no figure says how big it was.

Weak:   "Far fewer parcels came back."
Strong: "Before, one parcel in six came back; by spring it was one in twenty."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import (
    can_tell,
    find_number,
    is_sure,
    quote,
    ranges_of,
)
from voice_star.domain.answer import Mark, StarPart
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands


def find(answer: Answer, _bands: Bands) -> Iterator[Finding]:
    """Flag concrete results without a figure, or any number that may be one."""
    results = answer.sentences_of(StarPart.RESULT)
    concrete = [s for s in results if Mark.CONCRETE in s.marks]
    if not concrete or not can_tell(answer) or not is_sure(concrete):
        return
    if any(Mark.FIGURE in s.marks for s in results):
        return
    if all(find_number(answer, s.words) is None for s in results):
        yield Finding(
            f"You name a result, {quote(answer, concrete[0].words)}, but no figure "
            "says how big it was.",
            evidence=ranges_of(concrete),
        )


RULE = Rule(
    id="unmeasured-result",
    group=Group.ENDING,
    severity=Severity.MILD,
    idea="A figure lets the listener weigh what was achieved.",
    advice='Add one number, rough if need be: "from about … to about … within …"',
    questions=(
        "How many, how much, how often, before and after?",
        "If nobody counted: how would you guess it, and from what?",
    ),
    find=find,
)
