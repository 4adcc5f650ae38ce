"""understated-result: there is a result, but it is waved away.

Weak:   "I rebuilt the rota with the night staff. In the end it all worked out."
Strong: "I rebuilt the rota with the night staff. Sick days fell from 40 to 22 a month."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.results import is_named
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
    """Flag results none of which names a change, a figure or somebody who gained."""
    results = answer.sentences_of(StarPart.RESULT)
    if not results or not can_tell(answer) or not is_sure(results):
        return
    if any(is_named(sentence) for sentence in results):
        return
    generic = tuple(s for s in results if Mark.GENERIC in s.marks)
    if not generic and any(find_number(answer, s.words) is not None for s in results):
        return
    plain = tuple(s for s in results if Mark.MEANING not in s.marks)
    shown = generic or plain or results
    said = quote(answer, shown[0].words)
    # One of several is not all that was said, even where it is the only one shown.
    told = (
        f"All you say of the result is {said}, which names"
        if len(results) == 1
        else f"What you say of the result, such as {said}, names"
    )
    yield Finding(f"{told} no change and nobody who gained.", ranges_of(shown))


RULE = Rule(
    id="understated-result",
    group=Group.ENDING,
    severity=Severity.MAJOR,
    idea="A result waved away is a result given away: say what changed, and for whom.",
    advice='Put a change that could be checked in its place: "Before, …; afterwards, '
    '…, and that saved … for …"',
    questions=(
        "What could somebody have seen or counted that was different?",
        "By how much, and since when?",
        "Who was better off for it?",
    ),
    find=find,
)
