"""Judged answers told in tests: `tell("S I ran it.", "A+interaction I asked Ann.")`.

A line is a letter for its part (S, T, A, R, or O for other), its marks, and its words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.saying import PAUSE
from tests.sounds import fixture_take, fixture_words, known
from voice_star.analysis.pacing import measure_pacing, pace_parts
from voice_star.analysis.segments import join_segments
from voice_star.analysis.voicing import measure_voicing, sample_stretches
from voice_star.audio.pitch import track_voice
from voice_star.domain.answer import Answer, Mark, Sentence, StarPart
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word, WordKind, WordRange
from voice_star.speech.fillers import filler_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Voicing
    from voice_star.domain.timeline import Seconds

PARTS = {
    "S": StarPart.SITUATION,
    "T": StarPart.TASK,
    "A": StarPart.ACTION,
    "R": StarPart.RESULT,
    "O": StarPart.OTHER,
}


def tell(*lines: str, confidence: float = 0.9) -> Answer:
    """Return a judged answer without sound."""
    texts = [line.split(" ", 1)[1] for line in lines]
    words = tuple(_word(text) for line in texts for text in line.split())
    sentences = tuple(_sentences(lines, confidence))
    return Answer(
        Transcript(words), sentences=sentences, segments=join_segments(sentences)
    )


def tell_aloud(
    *lines: str,
    rate: float = 150.0,
    pause: Seconds = 1.0,
    voicing: Voicing | None = None,
) -> Answer:
    """Return a judged answer as it was heard: each "…" is a pause.

    The rate, in words a minute, is that of all the words, fillers too.
    """
    tokens = [line.split() for line in lines]
    told = tell(*(" ".join(t for t in line if t != PAUSE) for line in tokens))
    words: list[Word] = []
    pauses: list[Span] = []
    now = 0.5
    for token in (token for line in tokens for token in line[1:]):
        if token == PAUSE:
            pauses.append(Span(now, now + pause))
            now += pause
            continue
        end = now + 60 / rate
        words.append(replace(told.transcript.words[len(words)], span=Span(now, end)))
        now = end
    transcript = Transcript(tuple(words))
    return replace(
        told,
        transcript=transcript,
        pauses=tuple(pauses),
        pacing=measure_pacing(transcript, pauses),
        by_part=pace_parts(transcript, told.segments, pauses),
        voicing=voicing,
    )


def _word(text: str) -> Word:
    is_filler = filler_sound(text) is not None
    return Word(text, kind=WordKind.FILLED_PAUSE if is_filler else WordKind.WORD)


def _sentences(lines: tuple[str, ...], confidence: float) -> Iterator[Sentence]:
    start = 0
    for line in lines:
        label, text = line.split(" ", 1)
        letter, *marks = label.split("+")
        stop = start + len(text.split())
        yield Sentence(
            WordRange(start, stop),
            part=PARTS[letter],
            marks=tuple(Mark(mark) for mark in marks),
            confidence=confidence,
        )
        start = stop


def tell_fixture(name: str) -> Answer:
    """Return a recording of fixtures/audio as an answer: true words, parts, voice."""
    transcript = Transcript(fixture_words(name))
    sentences = tuple(
        Sentence(WordRange(*said["words"]), StarPart(said["part"]), confidence=1.0)
        for said in known(name)["sentences"]
    )
    segments = join_segments(sentences)
    pauses = tuple(Span(gap["start"], gap["end"]) for gap in known(name)["pauses"])
    samples = sample_stretches(transcript, segments)
    return Answer(
        transcript,
        pauses=pauses,
        sentences=sentences,
        segments=segments,
        pacing=measure_pacing(transcript, pauses),
        by_part=pace_parts(transcript, segments, pauses),
        voicing=measure_voicing(
            track_voice(fixture_take(name), samples), transcript, segments
        ),
    )
