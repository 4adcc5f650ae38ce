"""too-short: the answer is over before there was room for a story.

Weak:   "I fixed the tills. It went well."
Strong: a minute and a half: where, what was asked of you, what you did, who gained.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.timing import MINUTE, PART_NAMES, say_seconds
from voice_star.analysis.rules.too_long import DOUBT, READ_RATE
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands

FEWEST_WORDS = 10
"""Fewer words are no answer yet: a test of the microphone, a false start."""


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag a length under half of the target."""
    n_words = len(answer.transcript.spoken)
    if n_words < FEWEST_WORDS:
        return
    bound, _ = bands.whole_seconds
    if answer.pacing is not None:
        took, about = answer.pacing.duration, "took"
    else:
        took, about = MINUTE * n_words / READ_RATE, "would take about"
        bound /= DOUBT
    if took < bound:
        yield Finding(
            f"Your answer {about} {say_seconds(took)} ({n_words} "
            f"words{_shortest(answer)}), and the aim is {say_seconds(bands.target)}.",
            severity=Severity.MILD if answer.pacing is None else None,
        )


def _shortest(answer: Answer) -> str:
    """Name the part with the fewest words, where there are several."""
    paced = [part for part in answer.by_part if part.part in PART_NAMES]
    if len(paced) < len(PART_NAMES):
        return ""
    least = min(paced, key=lambda part: part.n_words)
    return f", {least.n_words} of them for the {PART_NAMES[least.part]}"


RULE = Rule(
    id="too-short",
    group=Group.DELIVERY,
    severity=Severity.MINOR,
    idea="Here is the room to go deeper: how you did it, and why it meant something.",
    advice="Add one moment from the middle of it: what you saw, whom you asked, what "
    "you decided; then say what came of it and for whom.",
    questions=(
        "What was the hardest hour of it, and what did you do?",
        "Who was better off afterwards, and how do you know?",
        "Why do you tell this story and no other?",
    ),
    find=find,
)
