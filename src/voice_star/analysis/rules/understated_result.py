"""understated-result: there is a result, but it is waved away.

Weak:   "I rebuilt the rota with the night staff. In the end it all worked out."
Strong: "I rebuilt the rota with the night staff. Sick days fell from 40 to 22 a month."
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

    from voice_star.domain.answer import Answer, Sentence
    from voice_star.domain.bands import Bands

NAMED = frozenset({Mark.CONCRETE, Mark.FIGURE, Mark.GAIN, Mark.LASTING})
"""Marks of a result that is more than waved away. `concrete` would be enough if marks
never failed; the labelled answers that understate have none of the four."""


def find(answer: Answer, _bands: Bands) -> Iterator[Finding]:
    """Flag results none of which names a change, a figure or somebody who gained."""
    results = answer.sentences_of(StarPart.RESULT)
    if not results or not can_tell(answer) or not is_sure(results):
        return
    if any(_is_named(sentence) for sentence in results):
        return
    generic = tuple(s for s in results if Mark.GENERIC in s.marks)
    if not generic and any(find_number(answer, s.words) is not None for s in results):
        return
    plain = tuple(s for s in results if Mark.MEANING not in s.marks)
    shown = generic or plain or results
    yield Finding(
        f"All you say of the result is {quote(answer, shown[0].words)}, which names "
        "no change and nobody who gained.",
        evidence=ranges_of(shown),
    )


def _is_named(sentence: Sentence) -> bool:
    """Whether a sentence says what came of it.

    One that is waved away too does not, though the judge sees a change or somebody who
    gained in "everyone was happy". Only a figure stands against that.
    """
    if Mark.GENERIC in sentence.marks:
        return Mark.FIGURE in sentence.marks
    return bool(NAMED.intersection(sentence.marks))


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
