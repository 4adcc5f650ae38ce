"""An answer: a transcript with what analysis makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.timeline import Seconds, Span
    from voice_star.domain.transcript import Transcript, WordRange


class StarPart(StrEnum):
    """The job that words do in an answer."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of words that belong together.

    Attributes:
        words: Which.
        part: The STAR job it does; None until it has been judged.
        marks: What a listener could point at in it, by name.
        confidence: How sure the judge is of `part`, 0 to 1; None until judged.
    """

    words: WordRange
    part: StarPart | None = None
    marks: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Neighbouring sentences that do one STAR job."""

    part: StarPart
    words: WordRange


@dataclass(frozen=True, slots=True)
class Pacing:
    """How an answer was paced, from its first word to its last.

    Attributes:
        duration: Seconds from the first word's start to the last one's end.
        onset: Seconds of the take before the first word: how long it took to start.
        speech_rate: Words per minute, pauses included, filled pauses not counted.
        articulation_rate: Words per minute of phonation time.
        pause_share: The pauses' part of `duration`, 0 to 1.
        n_words: Words that say something.
        n_filled_pauses: Filled pauses heard; there may be more.
    """

    duration: Seconds
    onset: Seconds
    speech_rate: float
    articulation_rate: float
    pause_share: float
    n_words: int
    n_filled_pauses: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What every rule is shown.

    Attributes:
        transcript: The words.
        pauses: Silences of 0.25 s or more within the answer, in order.
        sentences: They share out all the words, in order.
        segments: Neighbouring sentences of one part; empty until judged.
        pacing: None where text was given and nothing was heard.
    """

    transcript: Transcript
    pauses: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    segments: tuple[Segment, ...] = ()
    pacing: Pacing | None = None

    def __post_init__(self) -> None:
        stop = 0
        for sentence in self.sentences:
            if sentence.words.start != stop:
                raise ValueError("sentences must follow on one another")
            stop = sentence.words.stop
        if self.sentences and stop != len(self.transcript.words):
            raise ValueError("sentences must share out all the words")

    def segments_of(self, part: StarPart) -> Iterator[Segment]:
        """Yield the segments that do one STAR job."""
        return (segment for segment in self.segments if segment.part is part)
