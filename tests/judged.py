"""Judged answers and flags for tests of what is made of them: as free as can be."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.saying import say, spoken_texts, voice_of
from voice_star.analysis.pacing import find_pauses, measure_pacing
from voice_star.analysis.segments import join_segments
from voice_star.analysis.sentences import divide_sentences
from voice_star.domain.answer import (
    Answer,
    Ask,
    JobMatch,
    Mark,
    PartPacing,
    Sentence,
    StarPart,
)
from voice_star.domain.review import Flag, Review, Severity, Strength
from voice_star.domain.transcript import Transcript, Word, WordRange
from voice_star.report.labels import TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence


def unjudged(text: str, *, pause: float = 1.0, start: float = 0.5) -> Answer:
    """Return an answer that was heard and timed, but not judged."""
    transcript = say(text, pause=pause, start=start)
    pauses = find_pauses(transcript, voice_of(transcript))
    return Answer(
        transcript,
        pauses=pauses,
        sentences=divide_sentences(transcript, pauses),
        pacing=measure_pacing(transcript, pauses),
    )


def judged(answer: Answer, sentences: Sequence[Sentence] | None = None) -> Answer:
    """Return an answer with its segments, and its parts paced."""
    sentences = tuple(answer.sentences if sentences is None else sentences)
    segments = join_segments(sentences)
    divided = replace(answer, sentences=sentences, segments=segments)
    parts = [part for part in StarPart if any(divided.segments_of(part))]
    return replace(divided, by_part=tuple(_paced(divided, part) for part in parts))


def _paced(answer: Answer, part: StarPart) -> PartPacing:
    words = answer.transcript.words
    indices = [i for segment in answer.segments_of(part) for i in segment.words]
    n_words = sum(not words[index].is_filled_pause for index in indices)
    paced = PartPacing(part, n_words, n_words / max(1, len(answer.transcript.spoken)))
    if answer.pacing is None:
        return paced
    whole = answer.pacing
    duration = _duration(answer, part)
    return replace(
        paced,
        duration=duration,
        share=duration / whole.duration,
        speech_rate=60 * n_words / duration,
        articulation_rate=60 * n_words / duration,
        pause_share=whole.pause_share,
        n_pauses=0,
        n_filled_pauses=len(indices) - n_words,
    )


def _duration(answer: Answer, part: StarPart) -> float:
    """Return the seconds of a part, the pause after a segment counted with it."""
    starts = [answer.transcript.start_of(one.words) for one in answer.segments]
    bounds = [*starts, answer.transcript.end_of(answer.segments[-1].words)]
    return sum(
        end - start
        for segment, (start, end) in zip(answer.segments, pairwise(bounds), strict=True)
        if segment.part is part and start is not None and end is not None
    )


def without_sound(answer: Answer) -> Answer:
    """Return the same answer as a text that was given."""
    words = tuple(Word(word.text, kind=word.kind) for word in answer.transcript.words)
    return Answer(Transcript(words), sentences=answer.sentences)


# What hypothesis draws

outside_texts = st.text(min_size=1, max_size=60)
"""Whatever may come from a file, escape codes and wide letters among it."""


@st.composite
def judged_answers(draw: st.DrawFn) -> Answer:
    """Draw an answer, heard or given, its sentences judged in any way."""
    pause = draw(st.floats(0.3, 3))
    answer = unjudged(draw(spoken_texts), pause=pause, start=draw(st.floats(0, 9_000)))
    if draw(st.booleans()):
        answer = without_sound(answer)
    sentences = [
        replace(
            sentence,
            part=draw(st.sampled_from(StarPart)),
            marks=tuple(draw(st.sets(st.sampled_from(Mark), max_size=3))),
            confidence=draw(st.floats(0, 1)),
        )
        for sentence in answer.sentences
    ]
    answer = judged(answer, sentences)
    return replace(answer, job=draw(st.none() | jobs(answer)))


def ranges(answer: Answer) -> st.SearchStrategy[WordRange]:
    """Draw neighbouring words of an answer."""
    n_words = len(answer.transcript.words)
    return st.tuples(st.integers(0, n_words - 1), st.integers(1, n_words)).map(
        lambda pair: WordRange(min(pair[0], pair[1] - 1), max(pair[1], pair[0] + 1))
    )


def jobs(answer: Answer) -> st.SearchStrategy[JobMatch]:
    """Draw what a job asks for, met by any words of an answer."""
    evidence = st.lists(ranges(answer), max_size=2).map(tuple)
    shared = st.lists(outside_texts, max_size=3).map(tuple)
    asks = st.builds(Ask, outside_texts, shared, evidence)
    return st.lists(asks, max_size=5).map(lambda them: JobMatch(tuple(them)))


def flags_on(answer: Answer) -> st.SearchStrategy[Flag]:
    """Draw a flag on an answer, of a rule that is known or not."""
    return st.builds(
        Flag,
        rule=st.sampled_from([*TITLES, "something-new"]),
        severity=st.sampled_from(Severity),
        message=outside_texts,
        advice=st.text(max_size=100),
        questions=st.lists(outside_texts, max_size=3).map(tuple),
        idea=st.text(max_size=100),
        evidence=st.lists(ranges(answer), max_size=4).map(tuple),
    )


@st.composite
def judged_reviews(draw: st.DrawFn) -> Review:
    """Draw the review of a judged answer, with any flags and strengths."""
    answer = draw(judged_answers())
    evidence = st.lists(ranges(answer), min_size=1, max_size=2).map(tuple)
    strength = st.builds(Strength, st.just("a"), outside_texts, st.just(""), evidence)
    return Review(
        answer,
        question=draw(st.none() | outside_texts),
        flags=tuple(draw(st.lists(flags_on(answer), max_size=6))),
        strengths=tuple(draw(st.lists(strength, max_size=2))),
    )
