"""narrow-result: a real result, but one effect on one party at one moment.

Weak:   "The queue at the counter was gone by Friday."
Strong: "The queue was gone by Friday, the clerks got their breaks back, and two other
        branches have taken it over since."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.results import lone_result
from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import can_tell, is_sure, quote
from voice_star.domain.answer import StarPart
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands


def find(answer: Answer, _bands: Bands) -> Iterator[Finding]:
    """Flag a lone concrete result: nobody else gained by it, and nothing lasted."""
    results = answer.sentences_of(StarPart.RESULT)
    only = lone_result(results)
    if only is None or not can_tell(answer) or not is_sure(results):
        return
    yield Finding(
        f"You name one result, {quote(answer, only.words)}, and nothing that came "
        "of it.",
        evidence=(only.words,),
    )


RULE = Rule(
    id="narrow-result",
    group=Group.ENDING,
    severity=Severity.MINOR,
    idea="Results need breadth: who else gained, now and later.",
    advice='Widen it by one step: "It also meant that … could …, and a year later it '
    'still …"',
    questions=(
        "Who else felt it: users, colleagues, the business?",
        "What came of it later, or is still so today?",
        "What did this first effect make possible?",
    ),
    find=find,
)
