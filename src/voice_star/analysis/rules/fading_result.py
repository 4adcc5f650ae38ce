"""fading-result: the voice sinks where the results are told.

Weak:   the results softer, flatter and slower than the actions before them.
Strong: the results told with the most voice of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import quote
from voice_star.domain.answer import StarPart
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer, PartVoicing
    from voice_star.domain.bands import Bands

FEWEST_SIGNS = 2
"""Of softer, flatter and slower. One alone has many causes: a turn of the head."""

FEWEST_FRAMES = 180
"""Voiced frames on both sides: some 3 s, from 6 s of speech. The last words of real
speakers, read or free, are often 4 dB softer or half as lively for a second or two."""


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag results with two of three signs, or with a level that is clear alone."""
    evidence = tuple(segment.words for segment in answer.segments_of(StarPart.RESULT))
    voices = _voices(answer)
    if voices is None or not evidence:
        return
    signs = (
        _softer(*voices, bands),
        _flatter(*voices, bands),
        _slower(answer, bands),
    )
    heard = [sign for sign in signs if sign is not None]
    action, result = voices
    is_clear = action.level_db - result.level_db >= bands.faded_level_db
    if is_clear or len(heard) >= FEWEST_SIGNS:
        yield Finding(
            "Your voice sinks where the results come, "
            f"{quote(answer, evidence[0])}: against the actions it is "
            f"{' and '.join(heard)}.",
            evidence,
        )


def _voices(answer: Answer) -> tuple[PartVoicing, PartVoicing] | None:
    """Return the voice of actions and of results; None where too little is known."""
    if answer.voicing is None:
        return None
    action = answer.voicing.of(StarPart.ACTION)
    result = answer.voicing.of(StarPart.RESULT)
    if action is None or result is None:
        return None
    enough = min(action.n_frames, result.n_frames) >= FEWEST_FRAMES
    return (action, result) if enough else None


def _softer(action: PartVoicing, result: PartVoicing, bands: Bands) -> str | None:
    drop = action.level_db - result.level_db
    return f"softer by {drop:.0f} dB" if drop >= bands.fading_level_db else None


def _flatter(action: PartVoicing, result: PartVoicing, bands: Bands) -> str | None:
    if result.pitch_range > bands.fading_pitch * action.pitch_range:
        return None
    return (
        f"flatter ({result.pitch_range:.1f} semitones of movement after "
        f"{action.pitch_range:.1f})"
    )


def _slower(answer: Answer, bands: Bands) -> str | None:
    action = answer.pacing_of(StarPart.ACTION)
    result = answer.pacing_of(StarPart.RESULT)
    if action is None or result is None:
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
