"""Praat's TextGrid: tiers of words, sentences, parts and pauses."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from voice_star.report.export.clean import cleaned
from voice_star.report.export.exporter import Exporter, Extras
from voice_star.report.export.facts import length_of
from voice_star.report.labels import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from voice_star.domain.answer import Answer
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.timeline import Seconds
    from voice_star.domain.transcript import Transcript, WordRange


class Interval(NamedTuple):
    """A stretch of a tier; what is silent there has no text."""

    start: Seconds
    end: Seconds
    text: str = ""


def _write(attempts: Sequence[Attempt], _: Extras) -> str:
    review = attempts[0].review
    end = length_of(review)
    tiers = [
        (name, list(_contiguous(intervals, end)))
        for name, intervals in _tiers(review.answer)
    ]
    lines = [
        'File type = "ooTextFile"',
        'Object class = "TextGrid"',
        "",
        "xmin = 0",
        f"xmax = {_number(end)}",
        "tiers? <exists>",
        f"size = {len(tiers)}",
        "item []:",
    ]
    for number, (name, intervals) in enumerate(tiers, start=1):
        lines += _tier(number, name, intervals)
    return "".join(f"{line}\n" for line in lines)


def _tiers(answer: Answer) -> Iterator[tuple[str, list[Interval]]]:
    transcript = answer.transcript
    words = [
        Interval(word.span.start, word.span.end, word.text)
        for word in transcript.words
        if word.span is not None
    ]
    sentences = [(one.words, answer.quote(one.words)) for one in answer.sentences]
    parts = [(one.words, NAMES[one.part]) for one in answer.segments]
    pauses = [Interval(pause.start, pause.end, "pause") for pause in answer.pauses]
    yield "words", words
    yield "sentences", list(_said(transcript, sentences))
    yield "parts", list(_said(transcript, parts))
    yield "pauses", pauses


def _said(
    transcript: Transcript, texts: Iterable[tuple[WordRange, str]]
) -> Iterator[Interval]:
    """Yield texts where the words were said that they stand for."""
    for words, text in texts:
        start, end = transcript.start_of(words), transcript.end_of(words)
        if start is not None and end is not None:
            yield Interval(start, end, text)


def _contiguous(intervals: Iterable[Interval], end: Seconds) -> Iterator[Interval]:
    """Yield intervals from 0 to `end`, what is between them as empty ones."""
    now: Seconds = 0.0
    for interval in intervals:
        if interval.start > now:
            yield Interval(now, interval.start)
        yield interval
        now = interval.end
    if end > now:
        yield Interval(now, end)


def _tier(number: int, name: str, intervals: Sequence[Interval]) -> Iterator[str]:
    yield f"    item [{number}]:"
    yield '        class = "IntervalTier"'
    yield f'        name = "{name}"'
    yield "        xmin = 0"
    yield f"        xmax = {_number(intervals[-1].end)}"
    yield f"        intervals: size = {len(intervals)}"
    for count, interval in enumerate(intervals, start=1):
        yield f"        intervals [{count}]:"
        yield f"            xmin = {_number(interval.start)}"
        yield f"            xmax = {_number(interval.end)}"
        yield f'            text = "{_text(interval.text)}"'


def _text(text: str) -> str:
    return cleaned(text).replace('"', '""')


def _number(seconds: Seconds) -> str:
    """Return a time to its last digit: rounded, neighbours would not meet."""
    return f"{Decimal(str(seconds)):f}"


TEXTGRID = Exporter(".textgrid", "Praat TextGrid", _write, needs_times=True)
