"""The parts of an answer as a bar, in the order in which they were told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from voice_star.report.labels import COLOURS, LETTERS, PATTERNS
from voice_star.report.plain import clock
from voice_star.report.styled import BOLD, DIM, Line, Piece, both

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.answer import Answer, Segment


def bar_of_parts(answer: Answer, width: int) -> Iterator[Line]:
    """Yield the bar, and below it the moments at which parts begin.

    Without sound it goes by words. It has one row, more only where there are more
    segments than columns. Nothing is drawn of an answer that was not judged.
    """
    if not answer.segments:
        return
    bounds = _bounds(answer)
    lengths = [end - start for start, end in pairwise(bounds)]
    filled = columns_of(lengths, max(width, len(lengths)))
    cells = [
        cell
        for segment, n_columns in zip(answer.segments, filled, strict=True)
        for cell in _cells(segment, n_columns)
    ]
    for start in range(0, len(cells), width):
        yield tuple(_joined(cells[start : start + width]))
    if answer.transcript.is_timed and len(cells) <= width:
        yield (Piece(_axis(bounds, filled), DIM),)


def columns_of(lengths: Sequence[float], total: int) -> list[int]:
    """Share out `total` columns in proportion, at least one to each length."""
    whole = sum(lengths)
    ideal = [total * length / whole for length in lengths]
    columns = [max(1, int(one)) for one in ideal]
    while sum(columns) < total:
        neediest = max(range(len(ideal)), key=lambda one: ideal[one] - columns[one])
        columns[neediest] += 1
    while sum(columns) > total:
        # Of the widest the shortest, so that none looks longer than a longer one.
        widest = max(
            range(len(ideal)), key=lambda one: (columns[one], -ideal[one], one)
        )
        columns[widest] -= 1
    return columns


def _bounds(answer: Answer) -> list[float]:
    """Return where each segment begins, and where the last one ends.

    In seconds, so that a pause belongs to the segment before it; or else in words.
    """
    transcript, last = answer.transcript, answer.segments[-1].words
    starts = [transcript.start_of(segment.words) for segment in answer.segments]
    times = [time for time in [*starts, transcript.end_of(last)] if time is not None]
    if len(times) == len(starts) + 1:
        return times
    return [float(segment.words.start) for segment in answer.segments] + [
        float(last.stop)
    ]


def _cells(segment: Segment, n_columns: int) -> Iterator[Piece]:
    colour = COLOURS[segment.part]
    yield Piece(LETTERS[segment.part], both(BOLD, colour))
    for _ in range(n_columns - 1):
        yield Piece(PATTERNS[segment.part], colour)


def _joined(cells: Sequence[Piece]) -> Iterator[Piece]:
    """Yield neighbouring cells of one style as one piece."""
    run = cells[0]
    for cell in cells[1:]:
        if cell.style == run.style:
            run = Piece(run.text + cell.text, run.style)
        else:
            yield run
            run = cell
    yield run


def _axis(bounds: Sequence[float], filled: Sequence[int]) -> str:
    """Return the moments under the bar, leaving out those that have no room."""
    end = clock(bounds[-1])
    room = sum(filled) - len(end) - 1
    line, column = "", 0
    for moment, n_columns in zip(bounds, filled, strict=False):
        label = clock(moment)
        has_room = column + len(label) <= room
        if has_room and (not line or len(line) < column):
            line = line.ljust(column) + label
        column += n_columns
    return line.ljust(room + 1) + end
