"""What of the how, the why and the job an answer shows."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from voice_star.domain.answer import Mark
from voice_star.report.labels import MARKS
from voice_star.report.plain import clock, counted
from voice_star.report.styled import (
    BOLD,
    DIM,
    Line,
    Piece,
    paragraph,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer, Ask, JobMatch

_TOLD, _MISSING = "●", "○"

COVERED = (
    ("How", (Mark.INTERACTION, Mark.PROBLEM, Mark.ADVERSITY)),
    ("Why", (Mark.GAIN, Mark.LASTING, Mark.MEANING)),
)
"""What the how and the why of a story are made of."""

_LONGEST_QUOTE = 60
"""Letters of a quote: enough to know the place again, and to stay in two lines."""


def table_of_coverage(answer: Answer, width: int) -> Iterator[Line]:
    """Yield the how, the why and the job; nothing where nothing was judged."""
    if not answer.segments:
        return
    told = {mark for mark in Mark if answer.marked(mark)}
    for name, marks in COVERED:
        yield (Piece(f"{name}   ", BOLD), *_shown(told, *marks))
    if answer.job is not None:
        yield from _job(answer, answer.job, width=width)


def _shown(told: set[Mark], *marks: Mark) -> Iterator[Piece]:
    for mark in marks:
        is_told = mark in told
        yield Piece(f"{MARKS[mark]} ", "" if is_told else DIM)
        yield Piece(_TOLD if is_told else _MISSING, BOLD if is_told else "")
        yield Piece("   ")


def _job(answer: Answer, job: JobMatch, *, width: int) -> Iterator[Line]:
    heard = f"{len(job.met)} of {counted(len(job.asks), 'ask')} heard"
    yield (Piece("Job   ", BOLD), Piece(heard))
    for ask in job.met:
        told = (Piece(f"      {_TOLD} "),)
        yield from paragraph(_met(answer, ask), width, first=told)
    if job.missing:
        yield (Piece("      Not heard in so many words:", DIM),)
    for ask in job.missing:
        missing = (Piece(f"      {_MISSING} "),)
        yield from paragraph(words_of(ask.text), width, first=missing)


def _met(answer: Answer, ask: Ask) -> Iterator[Piece]:
    """Yield an ask in the words of both sides, and the words on which they meet."""
    first = ask.evidence[0]
    quote = textwrap.shorten(answer.quote(first), _LONGEST_QUOTE, placeholder=" …")
    yield from words_of(f'{ask.text}: "{quote}"')
    moment = answer.transcript.start_of(first)
    facts = [] if moment is None else [f"at {clock(moment)}"]
    if ask.shared:
        facts.append(f"on {', '.join(ask.shared)}")
    yield from words_of(f"({'; '.join(facts)})" if facts else "", DIM)
