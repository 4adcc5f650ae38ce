"""The questions by theme: how each went last, or what each looks for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from voice_star.domain.question import Theme
from voice_star.report.cells import (
    PARTS_WIDTH,
    VERDICT_WIDTH,
    padded,
    parts_head,
    parts_of,
    question_in,
    verdict_of,
)
from voice_star.report.dates import short_day
from voice_star.report.practice import reason
from voice_star.report.styled import (
    BOLD,
    DIM,
    Line,
    Piece,
    length_of,
    painted,
    paragraph,
    shortened,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from voice_star.domain.practice import Practised

THEMES = {
    Theme.ACCOMPLISHMENT: "Accomplishment",
    Theme.CONFLICT: "Conflict",
    Theme.FAILURE: "Failure",
    Theme.LEADERSHIP: "Leadership",
    Theme.PROBLEM_SOLVING: "Problem solving",
    Theme.CHANGE: "Change",
    Theme.AMBIGUITY: "Ambiguity",
    Theme.CUSTOMER: "Customer",
    Theme.OTHER: "Other",
}

_TAKES, _DAY = 6, 13
"""Columns of how many takes there are, and of when the last was."""

_WIDE = 100
"""Columns from which on the seconds of the parts have room."""


def next_as_text(pick: Practised, *, now: datetime, colour: bool, width: int) -> str:
    """Return what to practise next: the question, its hint, and why it is next."""
    lines = [
        *paragraph(words_of(pick.question.text, BOLD), width),
        *paragraph(words_of(pick.question.hint), width),
        *paragraph(words_of(reason(pick, now=now), DIM), width),
    ]
    return painted((line for line in lines if line), colour=colour)


def questions_as_text(
    questions: Sequence[Practised], *, now: datetime, colour: bool, width: int = 80
) -> str:
    """Return questions by theme, each with its latest take.

    Args:
        questions: In the order in which they are shown; themes must not be mixed.
        now: In the zone of the user.
        colour: Whether it is coloured; without it carries the same.
        width: Columns of the longest line, 70 at least.
    """
    return painted(_by_theme(questions, width, now=now), colour=colour)


def hints_as_text(questions: Sequence[Practised], *, colour: bool, width: int) -> str:
    """Return questions by theme, each with its id and what an interviewer looks for."""
    return painted(_hints(questions, width), colour=colour)


def _by_theme(
    questions: Sequence[Practised], width: int, *, now: datetime
) -> Iterator[Line]:
    for theme, group in groupby(questions, key=lambda one: one.question.theme):
        yield theme_row(theme, width)
        for one in group:
            yield question_row(one, width, now=now)


def theme_row(theme: Theme, width: int) -> Line:
    """Return the heading of a theme, with what stands in the columns below it."""
    is_wide = width >= _WIDE
    return (
        Piece(padded(THEMES[theme], 2 + _room(width, is_wide=is_wide)), BOLD),
        Piece("takes".rjust(_TAKES) + "  last".ljust(_DAY), DIM),
        *(parts_head() if is_wide else ()),
        Piece("  fix next", DIM),
    )


def _room(width: int, *, is_wide: bool) -> int:
    """Return the columns of a question that has something beside it."""
    rest = 2 + _TAKES + _DAY + 2 + VERDICT_WIDTH
    return width - rest - (PARTS_WIDTH if is_wide else 0)


def question_row(one: Practised, width: int, *, now: datetime) -> Line:
    """Return a question with its latest take; its first two columns are blank."""
    is_wide = width >= _WIDE
    style = DIM if one.question.is_retired else ""
    last = one.last
    if last is None:
        # Nothing stands beside it, so it may be as long as it is.
        retired = Piece("  retired" if one.question.is_retired else "", DIM)
        whole = " ".join(one.question.text.split())
        return (
            Piece(f"  {shortened(whole, width - 2 - length_of([retired]))}", style),
            retired,
        )
    text = Piece(
        f"  {question_in(one.question.text, _room(width, is_wide=is_wide))}", style
    )
    day = f"  {short_day(last.moment, now=now)}".ljust(_DAY)
    return (
        text,
        Piece(f"{len(one.records)}".rjust(_TAKES)),
        Piece(day),
        *(parts_of(last) if is_wide else ()),
        Piece("  "),
        Piece("retired", DIM) if one.question.is_retired else verdict_of(last),
    )


def _hints(questions: Sequence[Practised], width: int) -> Iterator[Line]:
    for theme, group in groupby(questions, key=lambda one: one.question.theme):
        yield (Piece(THEMES[theme], BOLD),)
        for one in group:
            question = one.question
            retired = (Piece("(retired)", DIM),) if question.is_retired else ()
            words = (*words_of(question.text), *retired)
            yield from paragraph(words, width, first=(Piece("  "),))
            hint = (Piece(f"{question.id}:"), *words_of(question.hint, DIM))
            yield from paragraph(hint, width, first=(Piece("    "),))
