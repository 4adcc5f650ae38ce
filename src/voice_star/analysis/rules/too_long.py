"""too-long: the answer goes on well beyond the length that is aimed at.

Weak:   four minutes, of which the first two are setting.
Strong: two minutes; what was left out is told when somebody asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import quote
from voice_star.analysis.rules.timing import MINUTE, say_seconds
from voice_star.domain.review import Severity
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands
    from voice_star.domain.timeline import Seconds

READ_RATE = 140.0
"""Words a minute by which a text is timed: the middle of the paces others aim at."""

DOUBT = 1.25
"""A text is too long only beyond this of the bound: people tell at 110 to 175."""


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag a length above 1.25 of the target."""
    aim = f"the aim is {say_seconds(bands.target)}"
    _, bound = bands.whole_seconds
    if answer.pacing is not None:
        took, about = answer.pacing.duration, "took"
        beyond = _beyond(answer, bands.target)
    else:
        took = MINUTE * len(answer.transcript.spoken) / READ_RATE
        about, bound = "would take about", bound * DOUBT
        beyond = None
    if took <= bound:
        return
    where = f"; by then you had come to {quote(answer, beyond)}" if beyond else ""
    yield Finding(
        f"Your answer {about} {say_seconds(took)}, and {aim}{where}.",
        evidence=(beyond,) if beyond else (),
        severity=Severity.MAJOR if took > bands.far_too_long * bands.target else None,
    )


def _beyond(answer: Answer, target: Seconds) -> WordRange | None:
    """Return the words that are said after the time is up."""
    words = answer.transcript.words
    start = answer.transcript.start_of(WordRange(0, 1)) or 0.0
    late = (
        index
        for index, word in enumerate(words)
        if word.span is not None and word.span.start - start >= target
    )
    first = next(late, None)
    return None if first is None else WordRange(first, len(words))


RULE = Rule(
    id="too-long",
    group=Group.DELIVERY,
    severity=Severity.MINOR,
    idea="What comes last, the result and why it matters, must still find an ear.",
    advice="Tell one thing you did in full and name the others in half a sentence; "
    "keep the last half minute for the result and why you are proud of it.",
    questions=(
        "Which step could go without anybody missing it?",
        "What would you tell if you had one minute?",
    ),
    find=find,
)
