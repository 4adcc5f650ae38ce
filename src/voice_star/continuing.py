"""A take continued: two recordings joined to one answer, without hearing either again.

"You stopped at the actions: tell what came of it." What the speaker adds is put behind
what was said, with a pause between them that is neither's fault, and reviewed as one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from voice_star.analysis.sentences import divide_sentences
from voice_star.audio.voice import find_voice
from voice_star.domain.brief import NO_BRIEF, Brief
from voice_star.domain.review import Hearing, Review
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.take import Take
from voice_star.domain.telling import Telling
from voice_star.domain.timeline import Seconds, Span
from voice_star.domain.transcript import Transcript, Word, WordRange
from voice_star.domain.voicetrack import joined_tracks
from voice_star.pipeline import pauses_in, review_transcript

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from voice_star.analysis.star import StarJudge
    from voice_star.domain.answer import Sentence
    from voice_star.domain.voicetrack import VoiceTrack

_PAUSE: Seconds = 0.6
"""Between the two: as between two sentences. How long it took to press a key and to
begin anew says nothing of how the answer is told."""


def telling_of(review: Review) -> Telling:
    """Return what a review of a recording was made of.

    Raises:
        ValueError: If it is of a text that was given.
    """
    if review.take is None:
        raise ValueError("a text that was given has no sound to go on from")
    return Telling(
        review.take, review.answer.transcript, find_voice(review.take), review.hearing
    )


def review_telling(
    telling: Telling, *, judge: StarJudge | None = None, brief: Brief = NO_BRIEF
) -> Review:
    """Review what was found in a take, as one answer."""
    return review_transcript(
        telling.transcript,
        voice=telling.voice,
        judge=judge,
        take=telling.take,
        hearing=telling.hearing,
        brief=brief,
        sentences=telling.sentences,
        track=telling.track,
    )


def join_tellings(old: Telling, new: Telling, *, path: Path) -> Telling:
    """Put a recording behind another, and the words of both in their places.

    The silence between the last word of the old one and the first of the new is 0.6 s
    long. Both are left as they are.

    Args:
        old: What was said first.
        new: What was added.
        path: Where the joined recording will be kept.
    """
    end, start = old.end, new.begin
    kept = min(old.take.duration, end + _PAUSE / 2)
    begin = max(0.0, start - _PAUSE / 2)
    filled = max(0.0, _PAUSE - (kept - end) - (start - begin))
    n_kept, n_filled = round(kept * SAMPLERATE), round(filled * SAMPLERATE)
    n_begin = round(begin * SAMPLERATE)
    pcm = np.concatenate(
        [
            old.take.pcm[:n_kept],
            np.zeros(n_filled, np.int16),
            new.take.pcm[n_begin:],
        ]
    )
    by = (n_kept + n_filled - n_begin) / SAMPLERATE
    words = tuple(_later(word, by) for word in new.transcript.words)
    return Telling(
        take=_joined_take(old.take, new.take, pcm=pcm, path=path),
        transcript=Transcript(old.transcript.words + words),
        voice=(*_before(old.voice, kept), *_after(new.voice, begin, by)),
        hearing=_joined_hearing(old, new),
        track=_joined_track(old, new, kept=kept, by=by),
        sentences=_joined_sentences(old, new),
    )


def behind(
    old: Telling, new: Transcript, voice: Sequence[Span]
) -> tuple[Transcript, tuple[Span, ...], Seconds]:
    """Put words that are just being said behind those that were said before.

    Args:
        old: What was said before.
        new: What has been added so far; at least one word.
        voice: Where the new recording is not silent.

    Returns:
        All words, all voice, and by how much the new ones stand later than in their
        own recording.
    """
    first = new.words[0].span
    by = old.end + _PAUSE - (0.0 if first is None else first.start)
    words = (*old.transcript.words, *(_later(word, by) for word in new.words))
    moved = tuple(_moved(span, by) for span in voice)
    return Transcript(words), (*old.voice, *moved), by


def _later(word: Word, by: Seconds) -> Word:
    return word if word.span is None else replace(word, span=_moved(word.span, by))


def _moved(span: Span, by: Seconds) -> Span:
    return Span(max(0.0, span.start + by), span.end + by)


def _before(voice: tuple[Span, ...], end: Seconds) -> tuple[Span, ...]:
    return tuple(
        Span(span.start, min(span.end, end)) for span in voice if span.start < end
    )


def _after(voice: tuple[Span, ...], start: Seconds, by: Seconds) -> tuple[Span, ...]:
    return tuple(
        _moved(Span(max(span.start, start), span.end), by)
        for span in voice
        if span.end > start
    )


def _joined_take(old: Take, new: Take, *, pcm: NDArray[np.int16], path: Path) -> Take:
    """Return one take of two; what is said of the file weighs each by its length."""
    whole = max(1, len(old.pcm) + len(new.pcm))
    clipped = old.clipped * len(old.pcm) + new.clipped * len(new.pcm)
    return Take(
        path,
        samplerate=min(old.samplerate, new.samplerate),
        n_channels=old.n_channels,
        pcm=pcm,
        clipped=clipped / whole,
        n_invalid=old.n_invalid + new.n_invalid,
        n_dropouts=old.n_dropouts + new.n_dropouts,
        missing=old.missing + new.missing,
    )


def _joined_sentences(old: Telling, new: Telling) -> tuple[Sentence, ...] | None:
    """Return the sentences of both where somebody divided either; None otherwise."""
    if old.sentences is None and new.sentences is None:
        return None
    first, second = (
        one.sentences
        or divide_sentences(one.transcript, pauses_in(one.transcript, one.voice))
        for one in (old, new)
    )
    by = len(old.transcript.words)
    later = (
        replace(s, words=WordRange(s.words.start + by, s.words.stop + by))
        for s in second
    )
    return (*first, *later)


def _joined_hearing(old: Telling, new: Telling) -> Hearing | None:
    """Say how both were heard; by whom, where that was not the same."""
    first, second = old.hearing, new.hearing
    if first is None or second is None:
        return first or second
    n_first, n_second = len(old.transcript.words), len(new.transcript.words)
    aligned = first.aligned * n_first + second.aligned * n_second
    models = dict.fromkeys((first.model, second.model))
    return Hearing(
        model=" and ".join(models),
        language=first.language,
        aligned=aligned / max(1, n_first + n_second),
        is_doubtful=first.is_doubtful or second.is_doubtful,
    )


def _joined_track(
    old: Telling, new: Telling, *, kept: Seconds, by: Seconds
) -> VoiceTrack | None:
    """Return both tracks as one, where both are known."""
    if old.track is None or new.track is None:
        return None
    later = new.track.shifted(by)
    return joined_tracks(
        [
            old.track.during([Span(0.0, kept)]),
            later.during([Span(kept, new.take.duration + by)]),
        ]
    )
