"""Time in a take: seconds, spans and the gaps between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Seconds: TypeAlias = float


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a take, from `start` up to but not including `end`.

    Attributes:
        start: In seconds, never negative.
        end: In seconds, always after `start`: a span is never empty.

    Raises:
        ValueError: If the bounds are out of order.
    """

    start: Seconds
    end: Seconds

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span cannot run from {self.start} s to {self.end} s")

    @property
    def duration(self) -> Seconds:
        """Length, always above 0."""
        return self.end - self.start

    @property
    def middle(self) -> Seconds:
        """The moment half way through."""
        return (self.start + self.end) / 2

    def __contains__(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> Seconds:
        """How long both run at once; 0 where they do not meet."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))

    def shifted(self, by: Seconds) -> Span:
        """Return the same length, `by` seconds later."""
        return Span(self.start + by, self.end + by)


def gaps(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield what lies between neighbours of `spans`, which are in order."""
    for before, after in pairwise(spans):
        if before.end < after.start:
            yield Span(before.end, after.start)


def joined(spans: Iterable[Span], *, across: Seconds) -> tuple[Span, ...]:
    """Return `spans`, in order, with those nearer than `across` seconds made one."""
    runs: list[Span] = []
    for span in spans:
        if runs and span.start - runs[-1].end < across:
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, span.end))
        else:
            runs.append(span)
    return tuple(runs)
