"""too-slow: a whole part drags, by slow words or by many stops.

Weak:   the situation at 85 words a minute.
Strong: 130, with the stops where they say something.
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

MOSTLY_PAUSES = 0.3
"""A usual pause share is 0.1 to 0.25: above this the stops make a part slow."""


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag the parts of 8 s and more that are told below the band."""
    low = bands.pace[0]
    slow = [p for p in sustained(answer) if p.speech_rate and p.speech_rate < low]
    if not slow:
        return
    paused = max(part.pause_share or 0.0 for part in slow)
    why = f", {100 * paused:.0f} % of it in pauses" if paused > MOSTLY_PAUSES else ""
    yield pace_finding(
        answer, slow, than=f"where {low:.0f} and more carry{why}", severity=None
    )


RULE = Rule(
    id="too-slow",
    group=Group.DELIVERY,
    severity=Severity.MILD,
    idea="A story that you care about moves.",
    advice="Know the first words of each part by heart, so that you do not look for "
    "them while you speak, and let each sentence carry one step.",
    questions=(
        "What is the next thing that happened?",
        "Which three words would bring this part back to you?",
    ),
    find=find,
)
