"""monotone: the voice hardly moves, from the first word to the last.

Weak:   every sentence on one note.
Strong: the voice rises at the hurdle, and at what you are proud of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag a voice that deviates by less than 2 semitones, in every part."""
    voicing = answer.voicing
    if voicing is None or voicing.pitch_range >= bands.monotone:
        return
    # One lively part, and the others are flat for a reason of their own.
    if any(part.pitch_range >= bands.monotone for part in voicing.by_part):
        return
    yield Finding(
        f"Your voice stays close to one note: it moves by {voicing.pitch_range:.1f} "
        f"semitones around its middle, and under {bands.monotone:g} is heard as flat.",
        evidence=tuple(segment.words for segment in answer.segments),
    )


RULE = Rule(
    id="monotone",
    group=Group.DELIVERY,
    severity=Severity.MILD,
    idea="Pick what you care about, and your energy shows by itself.",
    advice="In each sentence choose the one word that matters and lift your voice on "
    "it: a figure, a name, the moment it worked.",
    questions=(
        "Which moment of this story would you tell a friend with your hands?",
        "Which word in your result is the one to remember?",
    ),
    find=find,
)
