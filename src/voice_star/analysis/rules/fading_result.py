"""fading-result: the voice sinks where the results are told.

Weak:   the results softer, flatter and slower than the actions before them.
Strong: the results told with the most voice of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.timing import opening
from voice_star.domain.answer import StarPart
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands

FEWEST_SIGNS = 2
"""Of softer, flatter and slower. One alone has many causes: a turn of the head."""


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag results with two of three signs, or with a level that is clear alone."""
    drop = _drop_db(answer)
    softer = _softer(drop, bands)
    signs = [
        sign
        for sign in (softer, _flatter(answer, bands), _slower(answer, bands))
        if sign is not None
    ]
    is_clear = drop is not None and drop >= bands.faded_level_db
    evidence = tuple(segment.words for segment in answer.segments_of(StarPart.RESULT))
    if not evidence or not (is_clear or len(signs) >= FEWEST_SIGNS):
        return
    yield Finding(
        f"Your voice sinks where the results come, {opening(answer, evidence[0])}: "
        f"against the actions it is {' and '.join(signs)}.",
        evidence,
    )


def _drop_db(answer: Answer) -> float | None:
    """Return by how much the results are softer than the actions."""
    if answer.voicing is None:
        return None
    action = answer.voicing.of(StarPart.ACTION)
    result = answer.voicing.of(StarPart.RESULT)
    if action is None or result is None:
        return None
    return action.level_db - result.level_db


def _softer(drop: float | None, bands: Bands) -> str | None:
    if drop is None or drop < bands.fading_level_db:
        return None
    return f"softer by {drop:.0f} dB"


def _flatter(answer: Answer, bands: Bands) -> str | None:
    if answer.voicing is None:
        return None
    action = answer.voicing.of(StarPart.ACTION)
    result = answer.voicing.of(StarPart.RESULT)
    if action is None or result is None:
        return None
    if result.pitch_range > bands.fading_pitch * action.pitch_range:
        return None
    return (
        f"flatter ({result.pitch_range:.1f} semitones of movement after "
        f"{action.pitch_range:.1f})"
    )


def _slower(answer: Answer, bands: Bands) -> str | None:
    action = answer.pacing_of(StarPart.ACTION)
    result = answer.pacing_of(StarPart.RESULT)
    if action is None or result is None or answer.voicing is None:
        return None
    before, after = action.articulation_rate, result.articulation_rate
    if before is None or after is None or after > bands.fading_pace * before:
        return None
    return f"slower ({after:.0f} words a minute after {before:.0f})"


RULE = Rule(
    id="fading-result",
    group=Group.DELIVERY,
    severity=Severity.MINOR,
    idea="Energy should rise where you are proud.",
    advice="Take a breath before the result, look up, and say its first sentence "
    "louder than the one before: it is what you were asked for.",
    questions=(
        "Which sentence of your results are you proudest of?",
        "How did you tell it to the first person you told?",
    ),
    find=find,
)
