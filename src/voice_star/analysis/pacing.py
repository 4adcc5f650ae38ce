"""How fast an answer was told, and how it was paused."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from voice_star.domain.answer import Pacing, PartPacing, Segment, StarPart
from voice_star.domain.timeline import Seconds, Span, gaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.transcript import Transcript, WordRange

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


def pace_parts(
    transcript: Transcript, segments: Sequence[Segment], pauses: Sequence[Span]
) -> tuple[PartPacing, ...]:
    """Time each STAR part that occurs, in STAR order.

    The segments tile the answer: each lasts until the next one begins, so a pause
    counts with what was said before it and the durations add up to the whole. Without
    sound there are only words to count. The pauses stand in order and do not meet.
    """
    n_spoken = sum(_count(transcript, segment.words)[0] for segment in segments)
    tiles = _tiles(transcript, segments)
    whole = sum(tile.duration for tile in tiles)
    paced = []
    for part in StarPart:
        chosen = [at for at, segment in enumerate(segments) if segment.part is part]
        if not chosen:
            continue
        counts = [_count(transcript, segments[at].words) for at in chosen]
        n_words = sum(words for words, _ in counts)
        untimed = PartPacing(
            part,
            n_words=n_words,
            word_share=n_words / n_spoken if n_spoken else 0.0,
            n_filled_pauses=sum(fillers for _, fillers in counts),
        )
        own = [tiles[at] for at in chosen] if tiles else []
        paced.append(_timed(untimed, own, whole=whole, pauses=pauses))
    return tuple(paced)


def _timed(
    part: PartPacing, tiles: Sequence[Span], *, whole: Seconds, pauses: Sequence[Span]
) -> PartPacing:
    """Add the times of a part; return it as it is where nothing was heard."""
    if not tiles:
        return part
    duration = sum(tile.duration for tile in tiles)
    met = [(tile, pause) for tile in tiles for pause in _within(pauses, tile)]
    paused = sum(tile.overlap(pause) for tile, pause in met)
    phonation = duration - paused
    return replace(
        part,
        duration=duration,
        share=duration / whole,
        speech_rate=60 * part.n_words / duration,
        articulation_rate=60 * part.n_words / phonation if phonation > 0 else None,
        pause_share=paused / duration,
        n_pauses=sum(tile.start <= pause.start < tile.end for tile, pause in met),
    )


def _within(pauses: Sequence[Span], tile: Span) -> Sequence[Span]:
    """Return those of `pauses`, which are in order, that meet a tile."""
    first = bisect_right(pauses, tile.start, key=lambda pause: pause.end)
    stop = bisect_left(pauses, tile.end, key=lambda pause: pause.start)
    return pauses[first:stop]


def _tiles(transcript: Transcript, segments: Sequence[Segment]) -> list[Span]:
    """Return how long each segment lasts; empty without sound."""
    answer = _whole(transcript)
    if answer is None:
        return []
    starts = [transcript.start_of(segment.words) for segment in segments]
    edges = [*(start for start in starts if start is not None), answer.end]
    return [Span(*edge) for edge in pairwise(edges)]


def _count(transcript: Transcript, words: WordRange) -> tuple[int, int]:
    """Return how many words say something, and how many fill a pause."""
    n_fillers = sum(transcript.words[index].is_filled_pause for index in words)
    return len(words) - n_fillers, n_fillers


def _whole(transcript: Transcript) -> Span | None:
    """Return the stretch from the first word to the last."""
    if not transcript.words:
        return None
    first, last = transcript.words[0].span, transcript.words[-1].span
    return None if first is None or last is None else Span(first.start, last.end)
