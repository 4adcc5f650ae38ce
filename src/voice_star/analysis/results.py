"""What makes a result more than waved away, and what makes it narrow.

The marks are made to agree with the verdicts by the same words by which the rules flag
them: what is flagged is what is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.answer import Mark, StarPart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voice_star.domain.answer import Sentence

NAMED = frozenset({Mark.CONCRETE, Mark.FIGURE, Mark.GAIN, Mark.LASTING})
"""Marks of a result that is more than waved away. `concrete` would be enough if marks
never failed; the labelled answers that understate have none of the four."""

_BROAD = frozenset({Mark.GAIN, Mark.LASTING})
"""Marks that widen a result when they stand in a sentence of their own."""


def is_named(sentence: Sentence) -> bool:
    """Whether a sentence says what came of it.

    One that is waved away too does not, though the judge sees a change or somebody who
    gained in "everyone was happy". Only a figure stands against that.
    """
    if Mark.GENERIC in sentence.marks:
        return Mark.FIGURE in sentence.marks
    return bool(NAMED.intersection(sentence.marks))


def lone_result(sentences: Iterable[Sentence]) -> Sentence | None:
    """Return the only result if it is one effect on one party at one moment.

    Somebody may gain in that one sentence: it is still one effect on one party.

    Returns:
        None where no result is concrete, where several are, where it is widened, or
        waved away too: that is understated, not narrow.
    """
    results = [s for s in sentences if s.part is StarPart.RESULT]
    concrete = [s for s in results if Mark.CONCRETE in s.marks]
    if len(concrete) != 1 or Mark.LASTING in concrete[0].marks:
        return None
    (only,) = concrete
    widened = any(_BROAD.intersection(s.marks) for s in results if s is not only)
    return None if widened or not is_named(only) else only
