"""Lines of styled pieces: wrapped by the columns they fill, and painted at the end.

Styles are kept beside the text until then, so that nothing in the text can look like
one and no width is miscounted.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from voice_star.report.plain import JOINER, columns, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BOLD, DIM, UNDERLINE, RED = "1", "2", "4", "31"


class Piece(NamedTuple):
    """Text of one style: codes of ECMA-48, such as "1" or "1;36"; "" is plain."""

    text: str
    style: str = ""


Line: TypeAlias = tuple[Piece, ...]


def both(*styles: str) -> str:
    """Return several styles as one."""
    return ";".join(style for style in styles if style)


def words_of(text: str, style: str = "") -> tuple[Piece, ...]:
    """Return the words of a text, to be wrapped."""
    return tuple(Piece(word, style) for word in text.split())


def paragraph(
    words: Iterable[Piece], width: int, *, first: Line = (), indent: int | None = None
) -> Iterator[Line]:
    """Yield `words` as lines of at most `width` columns.

    Args:
        words: In order; a space is set between them.
        width: Columns of the longest line.
        first: What stands before the first word; it is there without words as well.
        indent: Columns left free before the other lines; as wide as `first` if None.
    """
    margin = length_of(first) if indent is None else indent
    line: list[Piece] = []
    room = width - length_of(first)
    lead = first
    for word in _broken(words, width - max(margin, length_of(first))):
        needed = columns(word.text) + (1 if line else 0)
        if line and needed > room:
            yield (*lead, *_spaced(line))
            line, lead, room = [], (Piece(" " * margin),), width - margin
            needed = columns(word.text)
        line.append(word)
        room -= needed
    yield (*lead, *_spaced(line))


def length_of(line: Iterable[Piece]) -> int:
    """Return how many columns a line fills."""
    return sum(columns(piece.text) for piece in line)


def shortened(text: str, width: int) -> str:
    """Return text cut to `width` columns, an ellipsis at its end where it was cut."""
    if columns(text) <= width:
        return text
    filled, stop = 0, 0
    for stop, letter in enumerate(text):  # noqa: B007  (it is used after the loop)
        filled += columns(letter)
        if filled > width - 1:
            break
    return f"{text[:stop].rstrip()}…"


def painted(lines: Iterable[Line], *, colour: bool) -> str:
    """Return lines as text that steers no terminal but by its own colours."""
    return "\n".join(_painted(line, colour=colour) for line in lines)


def _painted(line: Line, *, colour: bool) -> str:
    pieces = [Piece(_seen(text), style) for text, style in line]
    while pieces and not pieces[-1].text.rstrip():
        pieces.pop()
    if pieces:
        pieces[-1] = Piece(pieces[-1].text.rstrip(), pieces[-1].style)
    return "".join(
        f"\033[{style}m{text}\033[0m" if colour and style and text else text
        for text, style in pieces
    )


def _seen(text: str) -> str:
    """Return text on one line, emoji side by side: not every terminal joins them."""
    return printable(text.replace(JOINER, "")).replace("\n", "?")


def _broken(words: Iterable[Piece], room: int) -> Iterator[Piece]:
    """Yield the words, those that no line can hold in several pieces."""
    for text, style in words:
        start, filled = 0, 0
        for index, letter in enumerate(text):
            wide = columns(letter)
            if filled + wide > room:
                yield Piece(text[start:index], style)
                start, filled = index, 0
            filled += wide
        yield Piece(text[start:], style)


def _spaced(words: Iterable[Piece]) -> Iterator[Piece]:
    """Yield words with a space between them, neighbours of one style as one piece."""
    gap = ""
    for style, run in groupby(words, key=lambda word: word.style):
        if gap:
            yield Piece(gap)
        gap = " "
        yield Piece(" ".join(word.text for word in run), style)
