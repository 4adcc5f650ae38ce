"""long-pause: a silence within the answer so long that it seems to be over.

Weak:   "and then I called" - four seconds - "the supplier".
Strong: a second of silence before the result, on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import quote, say_times
from voice_star.domain.review import Severity
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands
    from voice_star.domain.timeline import Span

AROUND = 4
"""Words quoted on each side."""


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag the silences between two words that last 3 s and more."""
    pauses = [
        (pause, at)
        for pause in answer.pauses
        if pause.duration >= bands.long_pause
        and (at := _place(answer, pause)) is not None
    ]
    if not pauses:
        return
    longest, at = max(pauses, key=lambda found: found[0].duration)
    before = quote(answer, WordRange(max(0, at - AROUND), at))
    stop = min(len(answer.transcript.words), at + AROUND)
    after = quote(answer, WordRange(at, stop))
    more = len(pauses) - 1
    others = (
        f", and {say_times(more)} more for {bands.long_pause:g} s or longer"
        if more
        else ""
    )
    yield Finding(
        f"You stop for {longest.duration:.1f} s between {before} and {after}{others}.",
        evidence=tuple(WordRange(at - 1, at + 1) for _, at in pauses),
    )


def _place(answer: Answer, pause: Span) -> int | None:
    """Return the index of the first word after a pause; None at either end."""
    words = answer.transcript.words
    later = (
        index
        for index, word in enumerate(words)
        if word.span is not None and word.span.middle > pause.middle
    )
    return next(later, None) or None


RULE = Rule(
    id="long-pause",
    group=Group.DELIVERY,
    severity=Severity.MILD,
    idea="Silence before a point draws the ear; in the middle of one it loses it.",
    advice='Say what you are about to tell ("What I did next was …") while you look '
    "for it, and keep the silence for the moment before the result.",
    questions=(
        "What were you looking for there?",
        "What is the shortest true way to say it?",
    ),
    find=find,
)
