"""too-fast: a whole part is told faster than a stranger can follow.

Weak:   the actions at 210 words a minute.
Strong: 150, and a breath before the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.pace import pace_finding, sustained
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands

RACING = 1.15
"""Of the upper bound: some 220 words a minute, beyond any doubt of counting."""


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag the parts of 8 s and more that are told above the band."""
    high = bands.pace[1]
    fast = [p for p in sustained(answer) if p.speech_rate and p.speech_rate > high]
    if not fast:
        return
    is_racing = any((part.speech_rate or 0) > RACING * high for part in fast)
    yield pace_finding(
        answer,
        fast,
        than=f"and above {high:.0f} much is lost on a listener",
        severity=Severity.MINOR if is_racing else None,
    )


RULE = Rule(
    id="too-fast",
    group=Group.DELIVERY,
    severity=Severity.MILD,
    idea="The interviewer should be able to think along with you.",
    advice="Stop for a breath after each thing you did, and say names and figures "
    "slowly: they are what is to be remembered.",
    questions=(
        "Which one sentence of this part must be remembered?",
        "Where would you stop if you saw the other person take notes?",
    ),
    find=find,
)
