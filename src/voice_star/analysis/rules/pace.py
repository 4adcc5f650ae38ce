"""What too-fast and too-slow share: parts told at a pace, long enough to notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding
from voice_star.analysis.rules.common import quote
from voice_star.analysis.rules.timing import PART_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.answer import Answer, PartPacing
    from voice_star.domain.review import Severity
    from voice_star.domain.timeline import Seconds

SUSTAINED: Seconds = 8.0
"""A shorter stretch is a hasty or a thoughtful sentence, no pace."""

FEWEST_WORDS = 15
"""With fewer words, one long word or one pause is most of the rate."""


def sustained(answer: Answer) -> tuple[PartPacing, ...]:
    """Return the parts of the story that last long enough to have a pace."""
    return tuple(
        part
        for part in answer.by_part
        if part.part in PART_NAMES
        and part.duration is not None
        and part.duration >= SUSTAINED
        and part.n_words >= FEWEST_WORDS
    )


def pace_finding(
    answer: Answer, parts: Sequence[PartPacing], *, than: str, severity: Severity | None
) -> Finding:
    """Say at what pace some parts are told, and how each begins."""
    evidence = tuple(
        segment.words for part in parts for segment in answer.segments_of(part.part)
    )
    *others, last = (
        f"the {PART_NAMES[part.part]} at {part.speech_rate:.0f}" for part in parts
    )
    told = f"{', '.join(others)} and {last}" if others else last
    where = f": {quote(answer, evidence[0])}" if evidence else ""
    return Finding(
        f"You tell {told} words a minute, {than}{where}.", evidence, severity
    )
