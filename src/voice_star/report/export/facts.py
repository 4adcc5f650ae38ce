"""What the formats that people read say alike of an attempt."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from voice_star.report.plain import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from voice_star.domain.answer import Answer
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.review import Review
    from voice_star.domain.timeline import Seconds
    from voice_star.domain.transcript import WordRange

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
"""`strftime` would name them in the language of the machine."""

_LONGEST_QUOTE = 90
"""Letters of a quote: a line, enough to know the place again."""

MOST_QUOTES = 4
"""Places shown for one weakness; more are counted."""

UNASKED = "An answer"
"""What stands for a question that nobody named."""


def day_and_time(moment: datetime) -> str:
    """Return a moment as ``7 May 2026, 14:03``, by the clock where it was spoken."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"


def facts(attempt: Attempt) -> Iterator[str]:
    """Yield what an attempt is, a few words each: its moment, its length, its story."""
    review = attempt.review
    yield day_and_time(attempt.moment)
    if review.answer.pacing is not None:
        yield f"{clock(review.answer.pacing.duration)} spoken"
    if attempt.story is not None:
        yield f"story: {attempt.story}"
    if review.hearing is not None:
        yield f"heard with {review.hearing.model}"
    yield f"attempt {attempt.id}"


def quote(answer: Answer, words: WordRange) -> str:
    """Return words as they were said, cut to a line."""
    said = answer.quote(words)
    return textwrap.shorten(said, _LONGEST_QUOTE, placeholder=" …")


def places(evidence: Iterable[WordRange]) -> tuple[list[WordRange], int]:
    """Return the places to show, each once, and how many more there are."""
    found = list(dict.fromkeys(evidence))
    return found[:MOST_QUOTES], max(0, len(found) - MOST_QUOTES)


def length_of(review: Review) -> Seconds:
    """Return how long the recording is: never less than what is in it."""
    words, pauses = review.answer.transcript.words, review.answer.pauses
    ends = [word.span.end for word in words[-1:] if word.span is not None]
    ends += [pause.end for pause in pauses[-1:]]
    ends += [] if review.take is None else [review.take.duration]
    return max(ends, default=0.0)
