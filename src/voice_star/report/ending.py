"""How an answer ends, in its own words: what a listener keeps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.transcript import WordRange
from voice_star.report.labels import COLOURS, LETTERS
from voice_star.report.styled import BOLD, DIM, Line, Piece, both, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer

_SHORTEST, _LONGEST = 12, 45
"""Words of an ending: enough to judge it, and few enough to read it at a glance."""


def ending_of(answer: Answer) -> WordRange | None:
    """Return the last words: whole sentences, some 12 to 45 words; None without any."""
    n_words = len(answer.transcript.words)
    if not n_words:
        return None
    start = n_words
    for sentence in reversed(answer.sentences):
        is_enough = n_words - start >= _SHORTEST
        if is_enough or n_words - sentence.words.start > _LONGEST:
            break
        start = sentence.words.start
    if start == n_words:
        start = max(0, n_words - _LONGEST)
    return WordRange(start, n_words)


def lines_of_ending(answer: Answer, width: int, *, name: str) -> Iterator[Line]:
    """Yield the last words of a take, which has a name, lettered by part."""
    ending = ending_of(answer)
    if ending is None:
        return
    yield (Piece(f"How {name} ends", DIM),)
    yield from paragraph(_said(answer, ending), width, first=(Piece("  "),))


def _said(answer: Answer, ending: WordRange) -> Iterator[Piece]:
    """Yield words, the letter of its part before each segment."""
    if ending.start:
        yield Piece("…", DIM)
    starts = {segment.words.start: segment.part for segment in answer.segments}
    inside = [one for one in answer.segments if one.words.start < ending.start]
    if inside and ending.start not in starts:
        starts[ending.start] = inside[-1].part
    colour = ""
    for index in ending:
        if index in starts:
            colour = COLOURS[starts[index]]
            yield Piece(LETTERS[starts[index]], both(BOLD, colour))
        word = answer.transcript.words[index]
        text = word.text.strip("<>")
        yield Piece(f"<{text}>" if word.is_filled_pause else word.text, colour)
