"""An answer: a transcript with what analysis makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
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


class Mark(StrEnum):
    """What a listener could point at in a sentence; training/corpus/GUIDE.md."""

    INTERACTION = "interaction"
    PROBLEM = "problem"
    ADVERSITY = "adversity"
    TEAM = "team"
    CONCRETE = "concrete"
    FIGURE = "figure"
    GENERIC = "generic"
    GAIN = "gain"
    LASTING = "lasting"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of words that belong together.

    Attributes:
        words: Which.
        part: The STAR job it does; None until it has been judged.
        marks: What a listener could point at in it.
        confidence: How sure the judge is of `part`, 0 to 1; None until judged.
    """

    words: WordRange
    part: StarPart | None = None
    marks: tuple[Mark, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Neighbouring sentences that do one STAR job."""

    part: StarPart
    words: WordRange


@dataclass(frozen=True, slots=True)
class PartPacing:
    """How one STAR part was paced, all its segments together.

    Attributes:
        part: Which.
        n_words: Words that say something.
        word_share: Its part of all such words, 0 to 1.
        duration: Seconds from first word to last, summed over its segments, the
            pause after a segment counted with it; None without sound, as below.
        share: Its part of the answer's duration, 0 to 1.
        speech_rate: Words per minute, pauses included.
        articulation_rate: Words per minute of phonation time.
        pause_share: The pauses' part of `duration`, 0 to 1.
        n_pauses: Pauses that begin in it.
        n_filled_pauses: Filled pauses heard in it.
    """

    part: StarPart
    n_words: int
    word_share: float
    duration: Seconds | None = None
    share: float | None = None
    speech_rate: float | None = None
    articulation_rate: float | None = None
    pause_share: float | None = None
    n_pauses: int | None = None
    n_filled_pauses: int = 0


@dataclass(frozen=True, slots=True)
class PartVoicing:
    """How the voice went in one STAR part, all its segments together.

    Attributes:
        part: Which.
        pitch: Median, in Hz.
        pitch_range: Spread of the pitch as a standard deviation, in semitones.
        level_db: Loudness of the voiced frames, mean, in dB of full scale.
        n_frames: Voiced frames that were measured, 16 ms each.
    """

    part: StarPart
    pitch: float
    pitch_range: float
    level_db: float
    n_frames: int


@dataclass(frozen=True, slots=True)
class Voicing:
    """Pitch and loudness of an answer.

    Attributes:
        pitch: Median, in Hz.
        pitch_range: Standard deviation of the pitch, in semitones.
        level_db: Mean loudness of the voiced frames, in dB of full scale.
        by_part: Those parts in which enough was voiced to tell.
    """

    pitch: float
    pitch_range: float
    level_db: float
    by_part: tuple[PartVoicing, ...] = ()

    def of(self, part: StarPart) -> PartVoicing | None:
        """Return the voicing of one part; None where there is too little of it."""
        return next((v for v in self.by_part if v.part is part), None)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a job asks for, and where the story shows it.

    Attributes:
        text: What the advertisement says, in its own words, short.
        shared: The words on which the two sides meet, as the advertisement has them.
        evidence: Where the answer shows it; empty where it does not.
    """

    text: str
    shared: tuple[str, ...] = ()
    evidence: tuple[WordRange, ...] = ()


@dataclass(frozen=True, slots=True)
class JobMatch:
    """What a job asks for, held against an answer's actions and its why."""

    asks: tuple[Ask, ...]

    @property
    def met(self) -> tuple[Ask, ...]:
        """What the story shows."""
        return tuple(ask for ask in self.asks if ask.evidence)

    @property
    def missing(self) -> tuple[Ask, ...]:
        """What the job asks and the story does not show."""
        return tuple(ask for ask in self.asks if not ask.evidence)


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
        by_part: How each part that occurs was paced, in STAR order; `other` last.
        voicing: None without sound, or where too little was voiced.
        job: How it meets a job; None where none was named.
    """

    transcript: Transcript
    pauses: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    segments: tuple[Segment, ...] = ()
    pacing: Pacing | None = None
    by_part: tuple[PartPacing, ...] = ()
    voicing: Voicing | None = None
    job: JobMatch | None = None

    def __post_init__(self) -> None:
        stop = 0
        for sentence in self.sentences:
            if sentence.words.start != stop:
                raise ValueError("sentences must follow on one another")
            stop = sentence.words.stop
        if self.sentences and stop != len(self.transcript.words):
            raise ValueError("sentences must share out all the words")

    @property
    def undecided(self) -> tuple[Sentence, ...]:
        """The sentences as they are divided, their parts open."""
        return tuple(
            replace(one, part=None, marks=(), confidence=None) for one in self.sentences
        )

    def segments_of(self, part: StarPart) -> Iterator[Segment]:
        """Yield the segments that do one STAR job."""
        return (segment for segment in self.segments if segment.part is part)

    def sentences_of(self, *parts: StarPart) -> tuple[Sentence, ...]:
        """Return the sentences that do one of these jobs, in order."""
        return tuple(s for s in self.sentences if s.part in parts)

    def marked(self, mark: Mark) -> tuple[Sentence, ...]:
        """Return the sentences that carry a mark, in order."""
        return tuple(s for s in self.sentences if mark in s.marks)

    def pacing_of(self, part: StarPart) -> PartPacing | None:
        """Return how one part was paced; None where it does not occur."""
        return next((paced for paced in self.by_part if paced.part is part), None)

    def quote(self, words: WordRange) -> str:
        """Return words as they were said, on one line."""
        return self.transcript.text(words)
