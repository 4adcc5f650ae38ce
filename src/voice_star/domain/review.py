"""A review: an answer, how it was heard, and the weaknesses found in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from voice_star.domain.brief import Brief

if TYPE_CHECKING:
    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands
    from voice_star.domain.corrections import Corrections
    from voice_star.domain.take import Take
    from voice_star.domain.transcript import WordRange


class Severity(StrEnum):
    """How much a weakness costs the speaker."""

    MAJOR = "major"
    MINOR = "minor"
    MILD = "mild"


@dataclass(frozen=True, slots=True)
class Flag:
    """One weakness found in an answer.

    Attributes:
        rule: Id of the rule that raised it.
        severity: What it costs.
        message: One sentence: what was heard.
        advice: What to say instead.
        questions: Two or three that draw the missing content out.
        idea: The idea of the article it rests on.
        evidence: The words that show it; empty where something was never said.
    """

    rule: str
    severity: Severity
    message: str
    advice: str = ""
    questions: tuple[str, ...] = ()
    idea: str = ""
    evidence: tuple[WordRange, ...] = ()


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that is strong in an answer.

    Attributes:
        id: What kind of strength.
        message: One sentence, with the quote.
        idea: The idea of the article it rests on.
        evidence: The words that show it; never empty.
    """

    id: str
    message: str
    idea: str
    evidence: tuple[WordRange, ...]


@dataclass(frozen=True, slots=True)
class Hearing:
    """How the words came to be known: facts for whoever doubts them.

    Attributes:
        model: The speech model's name.
        language: Code such as "en".
        aligned: Share of the words placed by forced alignment, 0 to 1; the others
            have the model's own, rougher times.
        is_doubtful: Whether no voice was found at first, and the words were kept
            only because the model was sure of them.
    """

    model: str
    language: str
    aligned: float
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What the pipeline returns.

    Attributes:
        answer: The words and what analysis made of them.
        question: What was asked; None where nobody said.
        take: The recording; None where text was given.
        hearing: How it was heard; None where text was given.
        flags: Weaknesses, in the order in which they are worth mending.
        strengths: What is strong, the most telling first.
        judged_by: The version of the judge that divided it; None where nothing judged.
        made_by: The version of all that made it of the words, the judge among it; None
            where that was not noted.
        corrections: What was heard at first, and what somebody put right in it since;
            the answer is as it stands after that. None where nobody did.
    """

    answer: Answer
    question: str | None = None
    take: Take | None = None
    hearing: Hearing | None = None
    flags: tuple[Flag, ...] = ()
    strengths: tuple[Strength, ...] = ()
    judged_by: str | None = None
    made_by: str | None = None
    corrections: Corrections | None = None

    def brief(self, bands: Bands) -> Brief:
        """Return what its answer was held against, with the bands of today."""
        job = self.answer.job
        asks = None if job is None else tuple(ask.text for ask in job.asks)
        return Brief(self.question, asks, bands)

    @property
    def next(self) -> Flag | None:
        """The one thing to mend next: the first flag; None where there is none."""
        return self.flags[0] if self.flags else None
