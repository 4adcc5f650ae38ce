"""Sentences as cues: what captions are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer, Sentence


class Cue(NamedTuple):
    """A sentence and when it is shown.

    Attributes:
        start: In whole milliseconds, not before the last cue ends.
        end: In whole milliseconds, after `start`.
        sentence: What is shown.
    """

    start: int
    end: int
    sentence: Sentence


def cues(answer: Answer) -> Iterator[Cue]:
    """Yield a cue for each sentence that has times, in order, none over another."""
    free = 0
    for sentence in answer.sentences:
        start = answer.transcript.start_of(sentence.words)
        end = answer.transcript.end_of(sentence.words)
        if start is None or end is None:
            continue
        first = max(free, round(1000 * start))
        # Less than half a millisecond would be rounded to nothing.
        free = max(first + 1, round(1000 * end))
        yield Cue(first, free, sentence)


def timestamp(milliseconds: int, *, mark: str) -> str:
    """Return ``00:01:07.250``, with `mark` before the milliseconds."""
    seconds, rest = divmod(milliseconds, 1000)
    hours, seconds = divmod(seconds, 3600)
    return f"{hours:02}:{seconds // 60:02}:{seconds % 60:02}{mark}{rest:03}"
