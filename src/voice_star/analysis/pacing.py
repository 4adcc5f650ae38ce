"""How fast an answer was told, and how it was paused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.answer import Pacing
from voice_star.domain.timeline import Seconds, Span, gaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.transcript import Transcript

PAUSE_FLOOR: Seconds = 0.25
"""Shorter silences belong to articulation: a stop consonant, a quick breath."""


def find_pauses(transcript: Transcript, voice: Sequence[Span]) -> tuple[Span, ...]:
    """Return the silences of an answer, from its first word to its last, in order.

    Args:
        transcript: Words with times; without them there are no pauses.
        voice: Where the take is not silent, in order.
    """
    answer = _whole(transcript)
    if answer is None:
        return ()
    # Gaps in the voice, not between words: words run on into the silence after them.
    return tuple(
        gap for gap in gaps(voice) if gap in answer and gap.duration >= PAUSE_FLOOR
    )


def measure_pacing(transcript: Transcript, pauses: Sequence[Span]) -> Pacing | None:
    """Time an answer from its first word to its last, in words per minute.

    Returns:
        None where nothing was heard, so that there is no time to measure.
    """
    answer = _whole(transcript)
    if answer is None:
        return None
    n_words = len(transcript.spoken)
    paused = sum(pause.duration for pause in pauses)
    return Pacing(
        duration=answer.duration,
        onset=answer.start,
        speech_rate=60 * n_words / answer.duration,
        articulation_rate=60 * n_words / (answer.duration - paused),
        pause_share=paused / answer.duration,
        n_words=n_words,
        n_filled_pauses=len(transcript.words) - n_words,
    )


def _whole(transcript: Transcript) -> Span | None:
    """Return the stretch from the first word to the last."""
    if not transcript.words:
        return None
    first, last = transcript.words[0].span, transcript.words[-1].span
    return None if first is None or last is None else Span(first.start, last.end)
