"""A review as text for people, with or without colour."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from voice_star.domain.transcript import WordRange
from voice_star.report.notes import notes_on
from voice_star.report.plain import clock, counted, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer, Pacing, Sentence
    from voice_star.domain.review import Review
    from voice_star.domain.timeline import Seconds
    from voice_star.domain.transcript import Word

_MARGIN = "      "
"""Room on the left for the time that a sentence begins at."""

_LONG_PAUSE: Seconds = 1.0
"""Silences from here on are told in the transcript; shorter ones are breath."""

_BOLD, _DIM, _YELLOW, _PLAIN = "\033[1m", "\033[2m", "\033[33m", "\033[0m"


def review_as_text(review: Review, *, colour: bool, width: int) -> str:
    """Return a review as lines of at most `width` characters, no line end at the end.

    Fillers stand in angle brackets, so that they are seen without colour as well.
    """
    lines = [
        *_heading(review, width),
        "",
        *_transcript(review.answer, width),
        "",
        *_figures(review.answer),
        *(_wrapped(note, width, "Note: ") for note in notes_on(review)),
    ]
    text = "\n".join(lines).rstrip()
    return _coloured(text) if colour else _uncoloured(text)


# While lines are being wrapped, colours are these letters of a private area of Unicode
# which have no width and cannot come from outside: `printable` takes them out.
_ON_BOLD, _ON_DIM, _ON_FILLER, _OFF = "\ue000", "\ue001", "\ue002", "\ue003"
_COLOURS = {_ON_BOLD: _BOLD, _ON_DIM: _DIM, _ON_FILLER: _YELLOW, _OFF: _PLAIN}


def _coloured(text: str) -> str:
    return text.translate({ord(mark): code for mark, code in _COLOURS.items()})


def _uncoloured(text: str) -> str:
    return text.translate({ord(mark): None for mark in _COLOURS})


def _heading(review: Review, width: int) -> Iterator[str]:
    question = review.question or "An answer"
    for line in textwrap.wrap(printable(question), width) or [""]:
        yield f"{_ON_BOLD}{line}{_OFF}"
    take, hearing = review.take, review.hearing
    if take is not None:
        facts = [printable(take.path.name), clock(take.duration)]
        if hearing is not None:
            facts.append(f"heard with {hearing.model}")
        yield f"{_ON_DIM}{_shortened(' · '.join(facts), width)}{_OFF}"


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _transcript(answer: Answer, width: int) -> Iterator[str]:
    """Yield the sentences, each with its moment on the left."""
    for sentence in answer.sentences:
        start = answer.transcript.start_of(sentence.words)
        moment = "" if start is None else clock(start)
        pieces = [_marked(word) for word in _words(answer, sentence)]
        body = textwrap.wrap(
            " ".join(pieces),
            width,
            initial_indent=f"{moment:>5} ",
            subsequent_indent=_MARGIN,
            break_long_words=True,
        )
        yield from body
        pause = _pause_after(answer, sentence)
        if pause >= _LONG_PAUSE:
            yield f"{_MARGIN}{_ON_DIM}({pause:.1f} s pause){_OFF}"


def _words(answer: Answer, sentence: Sentence) -> Iterator[Word]:
    return (answer.transcript.words[index] for index in sentence.words)


def _marked(word: Word) -> str:
    text = printable(word.text)
    return f"{_ON_FILLER}<{text}>{_OFF}" if word.is_filled_pause else text


def _pause_after(answer: Answer, sentence: Sentence) -> Seconds:
    """Return the longest silence between a sentence and the next; 0 without one."""
    end = answer.transcript.end_of(sentence.words)
    if end is None or sentence.words.stop >= len(answer.transcript.words):
        return 0.0
    following = WordRange(sentence.words.stop, sentence.words.stop + 1)
    start = answer.transcript.start_of(following)
    between = [
        pause.duration
        for pause in answer.pauses
        if start is not None and end - 0.1 <= pause.start and pause.end <= start + 0.1
    ]
    return max(between, default=0.0)


def _figures(answer: Answer) -> Iterator[str]:
    words = counted(len(answer.transcript.spoken), "word")
    size = f"{words} in {counted(len(answer.sentences), 'sentence')}"
    pacing = answer.pacing
    if pacing is None:
        yield size
        return
    yield f"Length   {clock(pacing.duration)}   {size}"
    yield (
        f"Pace     {pacing.speech_rate:.0f} words a minute, "
        f"{pacing.articulation_rate:.0f} without the pauses"
    )
    yield f"Pauses   {_pauses(answer, pacing)}"
    yield f"Fillers  {_fillers(pacing)}"


def _pauses(answer: Answer, pacing: Pacing) -> str:
    if not answer.pauses:
        return "none"
    longest = max(answer.pauses, key=lambda pause: pause.duration)
    return (
        f"{100 * pacing.pause_share:.0f} % of the time, the longest "
        f"{longest.duration:.1f} s at {clock(longest.start)}"
    )


def _fillers(pacing: Pacing) -> str:
    count = pacing.n_filled_pauses
    if not count:
        return "none heard"
    return f"at least {count}, {60 * count / pacing.duration:.1f} a minute"


def _wrapped(text: str, width: int, label: str) -> str:
    return textwrap.fill(
        f"{label}{printable(text)}", width, subsequent_indent=" " * len(label)
    )
