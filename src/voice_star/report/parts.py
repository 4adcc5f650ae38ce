"""The parts of an answer as a table: how long each took, and how long it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.answer import PartPacing, StarPart
from voice_star.report.labels import COLOURS, LETTERS, NAMES, PATTERNS
from voice_star.report.styled import BOLD, DIM, RED, Line, Piece, both

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands

_NAME = 14
"""Columns of a part's letter, fill and name."""

_WIDE = 76
"""From this width on, pauses and fillers have columns of their own."""


_TIMED = (("seconds", 9), ("aim", 9), ("", 9), ("share", 8), ("words/min", 11))
_MORE = (("pauses", 8), ("fillers", 9))
_GIVEN = (("words", 9), ("share", 9), ("aim", 11), ("", 9))


def table_of_parts(answer: Answer, width: int, *, bands: Bands) -> Iterator[Line]:
    """Yield a row for each part, those of STAR even where they do not occur."""
    if not answer.by_part:
        return
    head = head_of_parts(answer, is_wide=width >= _WIDE)
    titles = "".join(title.rjust(n_columns) for title, n_columns in head)
    yield (Piece(" " * _NAME + titles, DIM),)
    widths = [n_columns for _, n_columns in head]
    for part, cells in rows_of_parts(answer, bands):
        yield (*_name(part), *_set(cells, widths))


def has_odd_lengths(answer: Answer, bands: Bands) -> bool:
    """Tell whether any row of the table is called long, short or none."""
    return any(style for _, cells in rows_of_parts(answer, bands) for _, style in cells)


def head_of_parts(
    answer: Answer, *, is_wide: bool = True
) -> tuple[tuple[str, int], ...]:
    """Return the heading of each column after the name of the part, and its width."""
    if answer.pacing is None:
        return _GIVEN
    return _TIMED + (_MORE if is_wide else ())


def rows_of_parts(
    answer: Answer, bands: Bands
) -> Iterator[tuple[StarPart, tuple[Piece, ...]]]:
    """Yield the cells of each part, styled where they are a verdict.

    All of STAR have a row, even those that do not occur; there are none where nothing
    was judged.
    """
    if not answer.by_part:
        return
    cells = _given if answer.pacing is None else _timed
    for part in StarPart:
        paced = answer.pacing_of(part)
        if paced is None and part is StarPart.OTHER:
            continue
        paced = paced or PartPacing(part, n_words=0, word_share=0.0, duration=0.0)
        yield part, cells(paced, bands)


def _name(part: StarPart) -> Line:
    return (
        Piece(LETTERS[part], both(BOLD, COLOURS[part])),
        Piece(" "),
        Piece(PATTERNS[part] * 2, COLOURS[part]),
        Piece(f" {NAMES[part]}".ljust(_NAME - 4)),
    )


def _set(cells: Sequence[Piece], widths: Sequence[int]) -> Iterator[Piece]:
    """Yield figures at the right of their columns, verdicts at the left of theirs."""
    for (text, style), n_columns in zip(cells, widths, strict=False):
        if style:
            yield Piece("  ")
            yield Piece(text, style)
            yield Piece(" " * (n_columns - 2 - len(text)))
        else:
            yield Piece(text.rjust(n_columns))


def _timed(paced: PartPacing, bands: Bands) -> tuple[Piece, ...]:
    band = _band(paced.part, bands, whole=bands.target)
    seconds = round(paced.duration or 0.0)
    return (
        Piece(f"{seconds}"),
        Piece("" if band is None else f"{band[0]}-{band[1]}"),
        _verdict(seconds, band),
        Piece(_percent(paced.share)),
        Piece(_number(paced.speech_rate)),
        Piece(_percent(paced.pause_share)),
        Piece(f"{paced.n_filled_pauses or ''}"),
    )


def _given(paced: PartPacing, bands: Bands) -> tuple[Piece, ...]:
    band = _band(paced.part, bands, whole=100)
    percent = round(100 * paced.word_share)
    return (
        Piece(f"{paced.n_words}"),
        Piece(f"{percent} %"),
        Piece("" if band is None else f"{band[0]}-{band[1]} %"),
        _verdict(percent, band),
    )


def _band(part: StarPart, bands: Bands, *, whole: float) -> tuple[int, int] | None:
    """Return how much of `whole` a part should take; None for what is not of STAR."""
    share = bands.share_of(part)
    return None if share is None else (round(whole * share[0]), round(whole * share[1]))


def _verdict(value: int, band: tuple[int, int] | None) -> Piece:
    """Compare as shown: a row must not contradict its own figures."""
    if band is None or band[0] <= value <= band[1]:
        return Piece("")
    if value > band[1]:
        return Piece("▲ long", RED)
    return Piece("▼ short" if value else "▼ none", RED)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.0f}"
