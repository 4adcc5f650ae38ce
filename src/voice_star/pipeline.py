"""From a recording to a review. Read this first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voice_star.analysis.pacing import find_pauses, measure_pacing, pace_parts
from voice_star.analysis.relevance import match_asks
from voice_star.analysis.rule import raise_flags
from voice_star.analysis.rules import RULES
from voice_star.analysis.segments import join_segments
from voice_star.analysis.sentences import divide_lines, divide_sentences
from voice_star.analysis.strengths import find_strengths
from voice_star.analysis.version import made_by
from voice_star.analysis.voicing import measure_voicing, sample_stretches
from voice_star.audio.pitch import track_voice
from voice_star.audio.voice import find_voice, has_pitch
from voice_star.domain.answer import Answer, Sentence
from voice_star.domain.brief import NO_BRIEF, Brief
from voice_star.domain.review import Hearing, Review
from voice_star.domain.timeline import Span, joined
from voice_star.domain.transcript import Transcript, Word, WordKind
from voice_star.errors import NothingHeardError
from voice_star.progress import OnProgress, ignore
from voice_star.speech.fillers import filler_sound
from voice_star.speech.hearing import hear_take

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.analysis.star import StarJudge
    from voice_star.domain.answer import Voicing
    from voice_star.domain.take import Take
    from voice_star.domain.voicetrack import VoiceTrack
    from voice_star.speech.alignment import Aligner
    from voice_star.speech.transcriber import Transcriber


_SHORT = 3600.0
"""Seconds of take whose peak is looked at; more would take memory for nothing."""

_LONGEST_SENTENCE = 140
"""Words in a line from which it is no sentence: the longest labelled has 135."""

_FAINT = 0.003
"""Peak below which a recording is nearly silent: -50 dB of full scale."""


def review_take(
    take: Take,
    *,
    transcriber: Transcriber,
    aligner: Aligner | None = None,
    judge: StarJudge | None = None,
    brief: Brief = NO_BRIEF,
    on_progress: OnProgress = ignore,
) -> Review:
    """Hear a take, divide it in STAR segments, time it and flag its weaknesses.

    Without a judge it is only heard and timed.

    Raises:
        NothingHeardError: If no speech was found in it.
    """
    voice = find_voice(take, on_progress=on_progress)
    if not voice and not has_pitch(take):
        raise nothing_heard(take)
    heard = hear_take(
        take,
        transcriber=transcriber,
        voice=voice,
        aligner=aligner,
        on_progress=on_progress,
    )
    if not heard.transcript.spoken:
        raise nothing_heard(take)
    return review_transcript(
        heard.transcript,
        voice=voice,
        judge=judge,
        take=take,
        hearing=heard.hearing,
        brief=brief,
    )


def review_transcript(
    transcript: Transcript,
    *,
    voice: Sequence[Span] = (),
    judge: StarJudge | None = None,
    take: Take | None = None,
    hearing: Hearing | None = None,
    brief: Brief = NO_BRIEF,
    sentences: tuple[Sentence, ...] | None = None,
    track: VoiceTrack | None = None,
) -> Review:
    """Divide words in sentences and parts, time them and flag weaknesses.

    Args:
        transcript: What was said.
        voice: Where the take is not silent; empty where there is no sound.
        judge: Says which part each sentence is; without one nothing is judged.
        take: The recording, where there is one.
        hearing: How it was heard.
        brief: What it is held against.
        sentences: Divisions that somebody has made; otherwise they are found.
        track: The voice followed through all of the take, where somebody has done so.
    """
    answer = divide_answer(
        transcript, pauses_in(transcript, voice), judge=judge, sentences=sentences
    )
    if answer.segments and take is not None:
        answer = replace(answer, voicing=voicing_of(answer, take, track))
    return review_answer(answer, judge=judge, take=take, hearing=hearing, brief=brief)


def divide_answer(
    transcript: Transcript,
    pauses: tuple[Span, ...],
    *,
    judge: StarJudge | None,
    sentences: tuple[Sentence, ...] | None = None,
) -> Answer:
    """Divide words in sentences and parts, and time them."""
    if judge is not None:
        sentences = judge.divide(transcript, pauses, sentences=sentences)
    elif sentences is None:
        sentences = divide_sentences(transcript, pauses)
    return _measured(transcript, pauses, sentences=sentences)


def review_answer(
    answer: Answer,
    *,
    judge: StarJudge | None,
    take: Take | None,
    hearing: Hearing | None,
    brief: Brief,
) -> Review:
    """Hold an answer that is divided and measured against what is aimed at."""
    if answer.segments and brief.asks is not None:
        answer = replace(answer, job=match_asks(answer, brief.asks))
    return Review(
        answer,
        question=brief.question,
        take=take,
        hearing=hearing,
        flags=raise_flags(answer, brief.bands, RULES),
        strengths=find_strengths(answer, brief.bands),
        judged_by=judge.version if judge is not None and answer.segments else None,
        made_by=made_by(judge),
    )


def pauses_in(transcript: Transcript, voice: Sequence[Span]) -> tuple[Span, ...]:
    """Return the silences of an answer, of `PAUSE_FLOOR` and more, in order."""
    spoken = [word.span for word in transcript.words if word.span is not None]
    # A word that was found where no voice was shows that there was one.
    return find_pauses(transcript, joined(sorted([*voice, *spoken]), across=0.01))


def _measured(
    transcript: Transcript,
    pauses: tuple[Span, ...],
    *,
    sentences: tuple[Sentence, ...],
) -> Answer:
    """Return what the words alone make of an answer."""
    segments = join_segments(sentences)
    return Answer(
        transcript=transcript,
        pauses=pauses,
        sentences=sentences,
        segments=segments,
        pacing=measure_pacing(transcript, pauses),
        by_part=pace_parts(transcript, segments, pauses),
    )


def voicing_of(
    answer: Answer, take: Take, track: VoiceTrack | None = None
) -> Voicing | None:
    """Return how the voice went; None where too little is voiced."""
    # Of a voice that was followed all the way no more is looked at than of others: the
    # same take must come to the same review.
    samples = sample_stretches(answer.transcript, answer.segments)
    followed = track_voice(take, samples) if track is None else track.during(samples)
    return measure_voicing(followed, answer.transcript, answer.segments)


def review_lines(
    lines: Sequence[str],
    *,
    judge: StarJudge | None = None,
    brief: Brief = NO_BRIEF,
) -> Review:
    """Review a transcript that was given, a sentence a line; empty lines are none.

    A line that is longer than any sentence, or the only one, is a text, and is divided
    as speech is. A paragraph of several sentences is divided at its full stops.

    Raises:
        NothingHeardError: If there is no word in it.
    """
    groups = [[_given(text) for text in line.split()] for line in lines]
    filled = [group for group in groups if any(word.key for word in group)]
    if not filled:
        raise NothingHeardError(
            "The transcript holds no words. Write one sentence on each line."
        )
    transcript = Transcript(tuple(word for group in filled for word in group))
    is_text = len(filled) == 1 or any(len(g) > _LONGEST_SENTENCE for g in filled)
    return review_transcript(
        transcript,
        judge=judge,
        brief=brief,
        sentences=None if is_text else divide_lines(filled),
    )


def _given(text: str) -> Word:
    is_filler = filler_sound(text) is not None
    return Word(text, kind=WordKind.FILLED_PAUSE if is_filler else WordKind.WORD)


def nothing_heard(take: Take) -> NothingHeardError:
    """Say that nobody speaks, and why that may be."""
    peak = (
        float(abs(take.samples()).max(initial=0.0)) if take.duration < _SHORT else 1.0
    )
    if peak == 0.0:
        why = "It is pure silence: was the microphone muted or not allowed?"
    elif peak < _FAINT:
        why = "It is nearly silent: raise the input level and record again."
    else:
        why = "There is sound, but no voice that could be made out."
    return NothingHeardError(f"No speech was heard in {take.path}. {why}")
