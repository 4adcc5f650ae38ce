"""The transcript, lettered by part, with its marks and what was flagged in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voice_star.domain.transcript import WordRange
from voice_star.report.labels import COLOURS, LETTERS, MARKS, title_of
from voice_star.report.moments import moment_of, moments_of
from voice_star.report.notes import is_doubtful
from voice_star.report.styled import (
    BOLD,
    DIM,
    RED,
    UNDERLINE,
    Line,
    Piece,
    both,
    length_of,
    paragraph,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer, Sentence
    from voice_star.domain.review import Review
    from voice_star.domain.timeline import Seconds

LONG_PAUSE: Seconds = 1.0
"""Silences from here on are told in the transcript; shorter ones are breath."""

_NARROWEST = 5
"""Columns of a moment: ``59:59``. Most answers are shorter, and later ones rare."""

_NEAR: Seconds = 0.1
"""A pause that begins or ends this close to a word lies beside it."""


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence as it is shown, not yet broken into lines.

    Attributes:
        gutter: What stands to the left of its first line.
        words: Each word, in order.
        marks: What stands after the words; empty without any.
        flags: What is flagged by evidence that ends in it; "" for nothing.
        pause: Seconds of silence after it that are worth telling; 0 for none.
        first: The index of its first word.
    """

    gutter: Line
    words: tuple[Piece, ...]
    marks: tuple[Piece, ...]
    flags: str
    pause: Seconds
    first: int


def marked_transcript(review: Review, width: int) -> Iterator[Line]:
    """Yield the sentences, each with its moment and the letter of its part."""
    for sentence in marked_sentences(review):
        words = [*sentence.words, *sentence.marks]
        yield from paragraph(words, width, first=sentence.gutter)
        yield from lines_below(sentence, width)


def lines_below(sentence: MarkedSentence, width: int) -> Iterator[Line]:
    """Yield what stands below a sentence: its flags, and the pause after it."""
    margin = Piece(" " * length_of(sentence.gutter))
    if sentence.flags:
        note = words_of(sentence.flags, RED)
        yield from paragraph(note, width, first=(margin, Piece("└ ", RED)))
    if sentence.pause:
        yield (margin, Piece(f"({sentence.pause:.1f} s pause)", DIM))


def marked_sentences(review: Review) -> Iterator[MarkedSentence]:
    """Yield the sentences, with all that is shown of them."""
    answer = review.answer
    evidence = gather_evidence(review)
    moments = moments_of(answer, (one.words for one in answer.sentences))
    n_clock = max((max(_NARROWEST, len(moment)) for moment in moments), default=0)
    for sentence in answer.sentences:
        pause = pause_after(answer, sentence)
        yield MarkedSentence(
            gutter=_gutter(answer, sentence, n_clock=n_clock),
            words=tuple(_words(answer, sentence, evidence)),
            marks=tuple(_marks(sentence)),
            flags=", ".join(evidence.titles_in(sentence.words)).lower(),
            pause=pause if pause >= LONG_PAUSE else 0.0,
            first=sentence.words.start,
        )


@dataclass(slots=True)
class Evidence:
    """Where flagged words begin and end, which are underlined, what they show."""

    opening: Counter[int] = field(default_factory=Counter)
    closing: Counter[int] = field(default_factory=Counter)
    underlined: set[int] = field(default_factory=set)
    shown: defaultdict[int, list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Titles of flags by the last word of their evidence."""

    def titles_in(self, words: WordRange) -> tuple[str, ...]:
        """Return what is shown by evidence that ends in `words`, each once."""
        found = (title for index in words for title in self.shown.get(index, ()))
        return tuple(dict.fromkeys(found))


def gather_evidence(review: Review) -> Evidence:
    """Return what of the words the flags of a review point at."""
    answer, evidence = review.answer, Evidence()
    sentence_at = [
        number for number, one in enumerate(answer.sentences) for _ in one.words
    ]
    pairs = [(words, flag.rule) for flag in review.flags for words in flag.evidence]
    for words in dict.fromkeys(words for words, _ in pairs):
        if _is_filler(answer, words):
            continue
        first, last = words.start, words.stop - 1
        evidence.opening[first] += 1
        evidence.closing[last] += 1
        # Whole paragraphs underlined would shout: their brackets are enough.
        if sentence_at[first] == sentence_at[last]:
            evidence.underlined.update(words)
    for words, rule in pairs:
        if not _is_filler(answer, words):
            evidence.shown[words.stop - 1].append(title_of(rule))
    return evidence


def _is_filler(answer: Answer, words: WordRange) -> bool:
    """Tell whether these are seen anyway, by their angle brackets."""
    return all(answer.transcript.words[index].is_filled_pause for index in words)


def _gutter(answer: Answer, sentence: Sentence, *, n_clock: int) -> Line:
    """Return what stands on the left: moment, letter of the part, "?" for doubt."""
    moment = Piece(
        f"{moment_of(answer, sentence.words):>{n_clock}} " if n_clock else ""
    )
    if not answer.segments:
        return (moment,) if n_clock else ()
    doubt = is_doubtful(sentence)
    part = sentence.part
    letter = (
        Piece(" ")
        if part is None
        else Piece(LETTERS[part], both("" if doubt else BOLD, COLOURS[part]))
    )
    return (moment, letter, Piece("? " if doubt else "  "))


def _words(answer: Answer, sentence: Sentence, evidence: Evidence) -> Iterator[Piece]:
    colour = "" if sentence.part is None else COLOURS[sentence.part]
    for index in sentence.words:
        word = answer.transcript.words[index]
        text = _bracketed(word.text) if word.is_filled_pause else word.text
        opened, closed = evidence.opening[index], evidence.closing[index]
        yield Piece(
            "«" * opened + text + "»" * closed,
            both(
                colour,
                DIM if word.is_filled_pause and colour != DIM else "",
                UNDERLINE if index in evidence.underlined else "",
            ),
        )


def _bracketed(filler: str) -> str:
    """Return a filler in its brackets; a text that was given may have them already."""
    return f"<{filler.replace('<', '').replace('>', '')}>"


def _marks(sentence: Sentence) -> Iterator[Piece]:
    """Yield the marks of a sentence in one pair of brackets, not to be broken."""
    if sentence.marks:
        names = ", ".join(MARKS[mark] for mark in sentence.marks)
        yield Piece(f"[{names}]", DIM)


def pause_after(answer: Answer, sentence: Sentence) -> Seconds:
    """Return the longest silence between a sentence and the next; 0 without one."""
    end = answer.transcript.end_of(sentence.words)
    if end is None or sentence.words.stop >= len(answer.transcript.words):
        return 0.0
    following = WordRange(sentence.words.stop, sentence.words.stop + 1)
    start = answer.transcript.start_of(following)
    if start is None:
        return 0.0
    # The pauses stand in order, so those between are looked up: talks have thousands.
    first = bisect_left(answer.pauses, end - _NEAR, key=lambda pause: pause.start)
    stop = bisect_right(answer.pauses, start + _NEAR, key=lambda pause: pause.end)
    between = answer.pauses[first:stop]
    return max((pause.duration for pause in between), default=0.0)
