"""How the voice went: pitch and loudness, part by part.

The pitch of two minutes takes more than a second to find, so only samples of each part
are listened to: `sample_stretches` says which, `measure_voicing` makes sense of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from voice_star.domain.answer import PartVoicing, Segment, StarPart, Voicing
from voice_star.domain.timeline import Seconds, Span
from voice_star.domain.voicetrack import FRAME_PERIOD, VoiceTrack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from voice_star.domain.transcript import Transcript

ENOUGH: Seconds = 3.0
"""Less of a voiced sound than this tells nothing of how somebody speaks."""

ENOUGH_OF_PART: Seconds = 1.5
"""The same for one part: some 90 frames, from at least two phrases."""

OCTAVE_ERROR = 10.0
"""Semitones from the median beyond which a pitch is taken for a mistake: detectors err
by octaves (12), while voices that tell a story hardly leave 9 either way."""

SHARES: dict[StarPart, Seconds] = {
    StarPart.SITUATION: 6.0,
    StarPart.TASK: 4.0,
    StarPart.ACTION: 17.0,
    StarPart.RESULT: 17.0,
    StarPart.OTHER: 2.0,
}
"""Seconds listened to of each part. Results are held against actions, so these two are
known best; all together cost less than half a second of one core."""

_SAMPLE: Seconds = 2.0
"""Length of one sample: a phrase. Shorter ones cost more, as each needs a lead."""


def sample_stretches(
    transcript: Transcript, segments: Sequence[Segment]
) -> tuple[Span, ...]:
    """Return the stretches of a take in which to follow the voice, in order.

    They lie spread over each part, at most `SHARES` of it, and over the whole where
    there are no parts. Empty without sound.
    """
    if not transcript.is_timed:
        return ()
    parts = _spans_by_part(transcript, segments)
    if not parts:
        whole = _span_of(transcript, 0, len(transcript.words))
        return tuple(_spread([whole], sum(SHARES.values())))
    return tuple(
        sorted(
            sample
            for part, spans in parts.items()
            for sample in _spread(spans, SHARES[part])
        )
    )


def measure_voicing(
    track: VoiceTrack, transcript: Transcript, segments: Sequence[Segment]
) -> Voicing | None:
    """Return pitch and loudness of an answer; None where too little is voiced."""
    voiced = track.is_voiced
    if not transcript.is_timed or voiced.sum() * FRAME_PERIOD < ENOUGH:
        return None
    by_part = (
        _part_voicing(part, track, voiced & _within(track.times, spans))
        for part, spans in _spans_by_part(transcript, segments).items()
    )
    pitch, spread = _pitch_and_spread(track.pitch[voiced])
    return Voicing(
        pitch=pitch,
        pitch_range=spread,
        level_db=float(track.level_db[voiced].mean()),
        by_part=tuple(part for part in by_part if part is not None),
    )


def still_true(
    known: Voicing, *, of: Sequence[Segment], now: Sequence[Segment]
) -> Voicing:
    """Return what is known of a voice, for parts that have the same words as before.

    Args:
        known: What was measured, of sound that is no more.
        of: The parts it was measured in.
        now: The parts there are now.
    """
    same = {
        part
        for part in StarPart
        if [s.words for s in of if s.part is part]
        == [s.words for s in now if s.part is part]
    }
    by_part = tuple(one for one in known.by_part if one.part in same)
    return replace(known, by_part=by_part)


def _part_voicing(
    part: StarPart, track: VoiceTrack, chosen: NDArray[np.bool_]
) -> PartVoicing | None:
    n_frames = int(chosen.sum())
    if n_frames * FRAME_PERIOD < ENOUGH_OF_PART:
        return None
    pitch, spread = _pitch_and_spread(track.pitch[chosen])
    level = float(track.level_db[chosen].mean())
    return PartVoicing(part, pitch, spread, level, n_frames)


def _pitch_and_spread(pitch: NDArray[np.float64]) -> tuple[float, float]:
    """Return the median in Hz and the standard deviation in semitones."""
    median = float(np.median(pitch))
    semitones = 12 * np.log2(pitch / median)
    sound = semitones[np.abs(semitones) < OCTAVE_ERROR]
    return median, float(sound.std())


def _spans_by_part(
    transcript: Transcript, segments: Sequence[Segment]
) -> dict[StarPart, list[Span]]:
    """Return when each part that occurs is told, in STAR order."""
    found = {
        part: [
            _span_of(transcript, segment.words.start, segment.words.stop)
            for segment in segments
            if segment.part is part
        ]
        for part in StarPart
    }
    return {part: spans for part, spans in found.items() if spans}


def _span_of(transcript: Transcript, start: int, stop: int) -> Span:
    first, last = transcript.words[start].span, transcript.words[stop - 1].span
    if first is None or last is None:
        raise ValueError("words without times have no voice")
    return Span(first.start, last.end)


def _within(times: NDArray[np.float64], spans: Sequence[Span]) -> NDArray[np.bool_]:
    inside = np.zeros(times.shape, np.bool_)
    for span in spans:
        inside |= (times >= span.start) & (times < span.end)
    return inside


def _spread(spans: Sequence[Span], budget: Seconds) -> Iterator[Span]:
    """Yield samples laid evenly over some spans, at most `budget` seconds of them."""
    total = sum(span.duration for span in spans)
    if total <= budget:
        yield from spans
        return
    step = _SAMPLE * total / budget
    for span in spans:
        # A short span may fall between two steps: it still gives its share.
        n_samples = max(1, round(span.duration / step))
        each, room = budget * span.duration / total / n_samples, span.duration
        for index in range(n_samples):
            start = span.start + (index + 0.5) * room / n_samples - each / 2
            yield Span(start, start + each)
