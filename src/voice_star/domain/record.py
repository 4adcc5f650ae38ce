"""A record: what lists and trends ask of an attempt, without its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from voice_star.domain.answer import StarPart

if TYPE_CHECKING:
    from datetime import datetime

    from voice_star.domain.answer import Answer
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.review import Severity
    from voice_star.domain.timeline import Seconds

PARTS = tuple(StarPart)
"""The order of what a record holds by part: situation, task, action, result, other."""

_SIZES = (0, len(PARTS))


class Raised(NamedTuple):
    """A flag without its words: which rule raised it, and what it costs."""

    rule: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Record:
    """What lists and trends ask of an attempt: as light as 10,000 of them must be.

    All of it follows from the attempt, so it can be kept in columns beside the review
    and made again from it at any time. Figures are not rounded. Nothing is made up:
    what could not be told is None or empty, never 0.

    Attributes:
        id: Of the attempt.
        moment: When its take began, with its time zone.
        question: The text of what was asked, as the review has it; None where nobody
            said.
        story: Which of the user's stories was told; None where nobody said.
        n_words: Words that say something; filled pauses are none.
        duration: From the first word to the last; None without sound, and so are the
            next three.
        speech_rate: Words per minute, pauses included.
        articulation_rate: Words per minute of phonation time.
        pause_share: The pauses' part of `duration`, 0 to 1.
        n_filled_pauses: Filled pauses heard, or written in a text that was given.
        seconds: Of each of `PARTS`, in that order: five figures, 0 for a part that does
            not occur. Empty without sound, and where the parts could not be told.
        words: Likewise the words that say something; empty only where the parts could
            not be told.
        flags: In the order in which they are worth mending. A rule may be in it more
            than once. Empty too where there was nothing to judge.

    Raises:
        ValueError: If the moment has no time zone, or `seconds` or `words` has neither
            five figures nor none.
    """

    id: int
    moment: datetime
    question: str | None = None
    story: str | None = None
    n_words: int = 0
    duration: Seconds | None = None
    speech_rate: float | None = None
    articulation_rate: float | None = None
    pause_share: float | None = None
    n_filled_pauses: int = 0
    seconds: tuple[Seconds, ...] = ()
    words: tuple[int, ...] = ()
    flags: tuple[Raised, ...] = ()

    def __post_init__(self) -> None:
        if self.moment.utcoffset() is None:
            raise ValueError("the moment of a record needs its time zone")
        if len(self.seconds) not in _SIZES or len(self.words) not in _SIZES:
            raise ValueError("a record has a figure for each part, or none")

    @property
    def end(self) -> datetime:
        """When the answer ended, as far as that is known."""
        return self.moment + timedelta(seconds=self.duration or 0.0)

    @property
    def is_judged(self) -> bool:
        """Whether its parts could be told."""
        return bool(self.words)

    def seconds_of(self, part: StarPart) -> Seconds | None:
        """Return how long a part took, 0 where it does not occur; None if unknown."""
        return self.seconds[PARTS.index(part)] if self.seconds else None

    def words_of(self, part: StarPart) -> int | None:
        """Return the words of a part, 0 where it does not occur; None if unknown."""
        return self.words[PARTS.index(part)] if self.words else None


def record_of(attempt: Attempt) -> Record:
    """Return what lists and trends ask of an attempt."""
    review, answer = attempt.review, attempt.review.answer
    pacing = answer.pacing
    n_spoken = len(answer.transcript.spoken)
    return Record(
        id=attempt.id,
        moment=attempt.moment,
        question=review.question,
        story=attempt.story,
        n_words=n_spoken,
        duration=None if pacing is None else pacing.duration,
        speech_rate=None if pacing is None else pacing.speech_rate,
        articulation_rate=None if pacing is None else pacing.articulation_rate,
        pause_share=None if pacing is None else pacing.pause_share,
        n_filled_pauses=len(answer.transcript.words) - n_spoken,
        seconds=_seconds(answer),
        words=_words(answer),
        flags=tuple(Raised(flag.rule, flag.severity) for flag in review.flags),
    )


def _seconds(answer: Answer) -> tuple[Seconds, ...]:
    if answer.pacing is None or not answer.by_part:
        return ()
    paced = {one.part: one.duration for one in answer.by_part}
    return tuple(paced.get(part) or 0.0 for part in PARTS)


def _words(answer: Answer) -> tuple[int, ...]:
    if not answer.by_part:
        return ()
    paced = {one.part: one.n_words for one in answer.by_part}
    return tuple(paced.get(part, 0) for part in PARTS)
