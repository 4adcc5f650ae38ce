"""filled-pauses: so many "um" and "uh" that they are heard before the words are.

Weak:   "So, um, I, uh, asked the, um, supplier."
Strong: the same with short silences in their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.timing import MINUTE, PART_NAMES, listed
from voice_star.domain.review import Severity
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer, PartPacing
    from voice_star.domain.bands import Bands
    from voice_star.domain.timeline import Seconds

FEWEST = 4
"""Three in a short answer are chance, whatever they make in a minute."""

SHORTEST: Seconds = 20.0
"""In less there is no saying how many there are in a minute."""

CROWDED = 1.5
"""Times the rate of the whole from which on a part is named as where they gather."""


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag more than 5 a minute; from 12 on it is graver."""
    if answer.pacing is None or answer.pacing.duration < SHORTEST:
        return
    words = answer.transcript.words
    found = [index for index, word in enumerate(words) if word.is_filled_pause]
    a_minute = MINUTE * len(found) / answer.pacing.duration
    harmless, harmful = bands.fillers
    if len(found) < FEWEST or a_minute <= harmless:
        return
    which = listed([words[index].text for index in found])
    yield Finding(
        f"You fill pauses at least {len(found)} times ({which}), about "
        f"{a_minute:.1f} a minute{_where(answer, a_minute)}.",
        evidence=tuple(WordRange(index, index + 1) for index in found),
        severity=Severity.MINOR if a_minute >= harmful else None,
    )


def _where(answer: Answer, usual: float) -> str:
    """Name the part in which they gather, if they do."""
    parts = [
        part
        for part in answer.by_part
        if part.part in PART_NAMES and part.n_filled_pauses >= FEWEST
    ]
    if not parts:
        return ""
    most = max(parts, key=_rate)
    return (
        f", most of all in the {PART_NAMES[most.part]}"
        if _rate(most) > CROWDED * usual
        else ""
    )


def _rate(part: PartPacing) -> float:
    return MINUTE * part.n_filled_pauses / part.duration if part.duration else 0.0


RULE = Rule(
    id="filled-pauses",
    group=Group.DELIVERY,
    severity=Severity.MILD,
    idea="What you achieved should be heard, and nothing in front of it.",
    advice="Where one is about to come, close your mouth and breathe: the silence is "
    "shorter than it feels. Know the first words of each part by heart.",
    questions=(
        "Before which sentences do they come: do you know how those begin?",
        "Can you tell this part in three sentences you are sure of?",
    ),
    find=find,
)
