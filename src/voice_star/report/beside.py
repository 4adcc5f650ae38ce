"""Blocks of lines set side by side."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from voice_star.report.styled import Line, Piece, length_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GAP = 4
"""Columns between two blocks."""


def beside(left: Iterable[Line], right: Iterable[Line], width: int) -> Iterator[Line]:
    """Yield two blocks side by side, the right one from column `width` + `GAP` on.

    Args:
        left: Lines of at most `width` columns.
        right: What stands beside them.
        width: Columns of the left block.
    """
    for one, other in zip_longest(left, right, fillvalue=()):
        gap = Piece(" " * (width - length_of(one) + GAP))
        yield (*one, gap, *other) if other else one


def halves(width: int) -> int:
    """Return the columns of each of two blocks that share a width."""
    return (width - GAP) // 2
