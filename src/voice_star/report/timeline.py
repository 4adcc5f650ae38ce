"""The time line of an answer: parts in true proportion, what was heard, the aims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.answer import StarPart
from voice_star.report.bar import bar_of_parts
from voice_star.report.labels import COLOURS, LETTERS
from voice_star.report.styled import BOLD, DIM, RED, Line, Piece, both, length_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands
    from voice_star.domain.timeline import Seconds

_STORY = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT)

FILLER, PAUSE = "^", "="

_LONG, _SHORT, _NONE = " ▲ long", " ▼ short", " ▼ none"

_ARROWS = {_LONG: " ▲", _SHORT: " ▼", _NONE: " ▼"}

_GAP = 2
"""Columns between two parts."""

_SHOWN_PAUSE: Seconds = 1.0
"""Shorter silences are breath: so many of them would hide the others."""


def time_line(answer: Answer, width: int, *, bands: Bands) -> Iterator[Line]:
    """Yield the bar, its moments, the sounds on it, and the length of each part.

    Nothing is drawn of an answer that was not judged.
    """
    if not answer.segments:
        return
    yield from bar_of_parts(answer, width)
    sounds = _sounds(answer, width)
    row = "".join(sounds)
    if row.strip():
        yield (Piece(row, DIM),)
    marks = ((FILLER, "filler"), (PAUSE, "pause"))
    key = "  ".join(f"{mark} {name}" for mark, name in marks if mark in row)
    yield _lengths(answer, width, bands, key)


def _sounds(answer: Answer, width: int) -> list[str]:
    """Return pauses and fillers where they were, a mark for each column."""
    times = [word.span for word in answer.transcript.words if word.span is not None]
    if not times:
        return []
    start, end = times[0].start, times[-1].end
    scale = width / (end - start)
    cells = [" "] * width
    for pause in answer.pauses:
        if pause.duration >= _SHOWN_PAUSE:
            first = int((pause.start - start) * scale)
            stop = max(first + 1, round((pause.end - start) * scale))
            cells[first:stop] = PAUSE * (max(0, min(stop, width) - first))
    for word in answer.transcript.words:
        if word.is_filled_pause and word.span is not None:
            cells[min(width - 1, int((word.span.middle - start) * scale))] = FILLER
    return cells[:width]


def _lengths(answer: Answer, width: int, bands: Bands, key: str) -> Line:
    """Return each part's length, its aim, and whether it is out of it.

    Where that is too long for a line, the arrows stand without their words.
    """
    pieces = _all_lengths(answer, bands)
    if length_of(pieces) > width:
        pieces = [Piece(_ARROWS.get(text, text), style) for text, style in pieces]
    room = width - length_of(pieces) - len(key)
    if key and room >= _GAP:
        pieces += [Piece(" " * room), Piece(key, DIM)]
    return tuple(pieces)


def _all_lengths(answer: Answer, bands: Bands) -> list[Piece]:
    pieces: list[Piece] = []
    for part in _STORY:
        value, unit, aim = _length(answer, part, bands)
        pieces += [
            Piece(" " * _GAP if pieces else ""),
            Piece(f"{LETTERS[part]} ", both(BOLD, COLOURS[part])),
            Piece(f"{value}{unit} "),
            Piece(f"({aim[0]}-{aim[1]})", DIM),
            Piece(_verdict(value, aim), RED),
        ]
    return pieces


def _length(
    answer: Answer, part: StarPart, bands: Bands
) -> tuple[int, str, tuple[int, int]]:
    """Return how long a part is, in seconds or else in percent of the words."""
    paced = answer.pacing_of(part)
    low, high = bands.share_of(part) or (0.0, 0.0)
    if answer.pacing is None:
        share = 0.0 if paced is None else paced.word_share
        return round(100 * share), " %", (round(100 * low), round(100 * high))
    seconds = 0.0 if paced is None else paced.duration or 0.0
    whole = bands.target
    return round(seconds), " s", (round(whole * low), round(whole * high))


def _verdict(value: int, aim: tuple[int, int]) -> str:
    if value > aim[1]:
        return _LONG
    if value < aim[0]:
        return _SHORT if value else _NONE
    return ""
