"""Two takes side by side: their parts over time, figures, flags, and how they end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.report.bar import bar_of_parts
from voice_star.report.beside import GAP, beside, halves
from voice_star.report.change import aim_of
from voice_star.report.dates import short_day, time_of_day
from voice_star.report.difference import (
    asks_met,
    figures_of,
    has_same_question,
    marks_of,
    rules_of,
)
from voice_star.report.ending import lines_of_ending
from voice_star.report.labels import COLOURS, LETTERS, MARKS, title_of
from voice_star.report.styled import (
    BOLD,
    DIM,
    RED,
    Line,
    Piece,
    both,
    painted,
    paragraph,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from voice_star.domain.answer import Answer
    from voice_star.domain.attempt import Attempt
    from voice_star.report.difference import Figure

_WIDE = 120
"""Columns from which on two blocks have room side by side."""

_NAME, _TAKE, _CHANGE, _AIM = 20, 12, 9, 12
"""Columns of the table of figures."""

_TABLE = 78
"""Columns of the whole of it, with what a change is worth."""

_LABEL = 12
"""Columns of what stands left of a bar or a list."""

_SHORTEST_BAR = 8
"""Columns of a bar, however short its take is beside the other."""


def comparison_as_text(
    before: Attempt,
    after: Attempt,
    *,
    now: datetime,
    colour: bool,
    width: int = 80,
    bands: Bands = DEFAULT_BANDS,
) -> str:
    """Return two takes side by side, in lines of at most `width` columns.

    Args:
        before: The one that is compared with, most often the older one.
        after: The one of which is said what is different.
        now: In the zone of the user.
        colour: Whether it is coloured; without it carries the same.
        width: Columns of the longest line, 70 at least; from 120 on blocks stand side
            by side.
        bands: What is aimed at.
    """
    lines = comparison_lines(before, after, now=now, width=width, bands=bands)
    return painted(lines, colour=colour)


def comparison_lines(
    before: Attempt,
    after: Attempt,
    *,
    now: datetime,
    width: int,
    bands: Bands = DEFAULT_BANDS,
    name: str | None = None,
) -> Iterator[Line]:
    """Yield what `comparison_as_text` shows.

    Args:
        before: The one that is compared with.
        after: The one of which is said what is different.
        now: In the zone of the user.
        width: Columns of the longest line, 70 at least.
        bands: What is aimed at.
        name: What the second is called where the history has no number for it yet.
    """
    first, second = f"take {before.id}", name or f"take {after.id}"
    pair = (_Named(first, before), _Named(second, after))
    is_wide = width >= _WIDE
    half = halves(width) if is_wide else width
    figures = _figures(pair, width, now=now, bands=bands)
    told = _told(pair, width - _TABLE - GAP if is_wide else width)
    ending, other = (
        list(lines_of_ending(one.attempt.review.answer, half, name=one.name))
        for one in pair
    )
    blocks: list[Iterable[Line]] = [_heading(pair, width), _bars(pair, width)]
    if is_wide:
        blocks += [beside(figures, told, _TABLE), beside(ending, other, half)]
    else:
        blocks += [figures, told, [*ending, *other]]
    yield from _apart(blocks)


class _Named(NamedTuple):
    """A take and what it is called here."""

    name: str
    attempt: Attempt


def _apart(blocks: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """Yield the lines of all blocks, a blank one between two that are not empty."""
    is_first = True
    for block in blocks:
        for index, line in enumerate(block):
            if not index and not is_first:
                yield ()
            is_first = False
            yield line


def _heading(pair: tuple[_Named, _Named], width: int) -> Iterator[Line]:
    before, after = pair
    if has_same_question(before.attempt, after.attempt):
        question = after.attempt.review.question or "Two answers"
        yield from paragraph(words_of(question, BOLD), width)
        return
    for one in pair:
        lead = (Piece(one.name.ljust(_LABEL)),)
        question = one.attempt.review.question or "no question"
        yield from paragraph(words_of(question, BOLD), width, first=lead)
    note = "These answer different questions: what one lacks may not belong in it."
    yield from paragraph(words_of(note, DIM), width)


def _bars(pair: Sequence[_Named], width: int) -> Iterator[Line]:
    """Yield the parts of both over time, on one scale."""
    answers = [one.attempt.review.answer for one in pair]
    are_timed = all(answer.pacing is not None for answer in answers)
    lengths = [_length(answer, are_timed=are_timed) for answer in answers]
    room = width - _LABEL
    for one, answer, length in zip(pair, answers, lengths, strict=True):
        n_columns = max(_SHORTEST_BAR, round(room * length / max(1.0, *lengths)))
        bar = list(bar_of_parts(answer, min(room, n_columns)))
        if not bar:
            bar = [(Piece("its parts could not be told", DIM),)]
        for index, line in enumerate(bar):
            label = "" if index else one.name
            yield (Piece(label.ljust(_LABEL)), *line)


def _length(answer: Answer, *, are_timed: bool) -> float:
    if are_timed and answer.pacing is not None:
        return answer.pacing.duration
    return float(len(answer.transcript.words))


def _figures(
    pair: tuple[_Named, _Named], width: int, *, now: datetime, bands: Bands
) -> Iterator[Line]:
    """Yield the table; where it is narrow, without what is aimed at."""
    n_aim = _AIM if width >= _TABLE else 0
    names = "".join(one.name.rjust(_TAKE) for one in pair)
    days = "".join(_when(one.attempt, now=now).rjust(_TAKE) for one in pair)
    change = "change".rjust(_CHANGE) + ("aim".rjust(n_aim) if n_aim else "")
    yield (Piece(" " * _NAME), Piece(names, BOLD), Piece(change, DIM))
    yield (Piece(" " * _NAME), Piece(days, DIM))
    for figure in figures_of(pair[0].attempt, pair[1].attempt, bands=bands):
        yield tuple(_row(figure, n_aim=n_aim))


def _when(attempt: Attempt, *, now: datetime) -> str:
    """Return the day; the time where that says more."""
    day = short_day(attempt.moment, now=now)
    return time_of_day(attempt.moment, now=now) if day == "today" else day


def _row(figure: Figure, *, n_aim: int) -> Iterator[Piece]:
    series = figure.series
    part = series.part
    yield (
        Piece("  ")
        if part is None
        else Piece(f"{LETTERS[part]} ", both(BOLD, COLOURS[part]))
    )
    yield Piece(series.label.ljust(_NAME - 2))
    for value in (figure.before, figure.after):
        yield Piece(("-" if value is None else series.figure(value)).rjust(_TAKE))
    change = figure.change
    told = "" if not change else f"{change:+.{series.n_decimals}f}"
    yield Piece(told.rjust(_CHANGE))
    if n_aim:
        yield Piece(aim_of(series, figure.band).rjust(n_aim))
    verdict = figure.verdict
    is_bad = verdict in {"worse", "farther", "out of band"}
    yield Piece("  ")
    yield Piece(verdict, RED if is_bad else BOLD if verdict != "in band" else "")


def _told(pair: tuple[_Named, _Named], width: int) -> Iterator[Line]:
    """Yield which flags are gone and new, and what is told now that was not."""
    before, after = (one.attempt for one in pair)
    first, second = before.review.answer, after.review.answer
    unjudged = [one for one in pair if not one.attempt.review.answer.segments]
    if unjudged:
        names = " and ".join(one.name for one in unjudged)
        note = f"The parts of {names} could not be told, so flags are not compared."
        yield from paragraph(words_of(note, DIM), width)
        return
    was, now = rules_of(before), rules_of(after)
    gone, new = _without(was, now), _without(now, was)
    still = [rule for rule in now if rule in was]
    titles = [[title_of(rule) for rule in rules] for rules in (gone, new, still)]
    had, has = ([MARKS[mark] for mark in marks_of(one)] for one in (first, second))
    yield from _list("Gone", titles[0], width, style=BOLD)
    yield from _list("New", titles[1], width, style=RED)
    yield from _list("Still", titles[2], width)
    if not was and not now:
        yield (Piece("Nothing was flagged in either."),)
    yield from _list("Now told", _without(has, had), width, style=BOLD)
    yield from _list("Not told now", _without(had, has), width)
    if first.job is not None and second.job is not None:
        met, shown = asks_met(first), asks_met(second)
        yield from _list("Job, now", _without(shown, met), width, style=BOLD)
        yield from _list("Job, no more", _without(met, shown), width)


def _without(some: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return those that are not among the others, in order."""
    excluded = set(others)
    return [one for one in some if one not in excluded]


def _list(
    label: str, names: Sequence[str], width: int, *, style: str = ""
) -> Iterator[Line]:
    """Yield names after a label; nothing where there are none."""
    if not names:
        return
    lead = (Piece(label.ljust(_LABEL), DIM), Piece(" "))
    words = [word for name in names[:-1] for word in words_of(f"{name},", style)]
    yield from paragraph([*words, *words_of(names[-1], style)], width, first=lead)
