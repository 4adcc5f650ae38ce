"""What can be shown of an answer while it is spoken: final words, and others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds, Span


@dataclass(frozen=True, slots=True)
class LiveText:
    """The words so far.

    Attributes:
        final: As they will stand in the review.
        tentative: Those after them, which may still change.
    """

    final: tuple[str, ...] = ()
    tentative: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All of them in order."""
        return self.final + self.tentative


NOTHING_SHOWN = LiveText()
"""Before the first word."""


@dataclass(frozen=True, slots=True)
class _Patch:
    start: Seconds
    end: Seconds
    words: tuple[str, ...]

    def cut(self, start: Seconds, end: Seconds) -> _Patch:
        """Return what lies from `start` to `end`, as though words came evenly."""
        length = self.end - self.start
        first = round(len(self.words) * (start - self.start) / length)
        stop = round(len(self.words) * (end - self.start) / length)
        return _Patch(start, end, self.words[first:stop])


class Patchwork:
    """Readings of stretches of a take, the later ones laid over the earlier ones."""

    def __init__(self) -> None:
        self._final: tuple[str, ...] = ()
        self._final_to: Seconds = 0.0
        self._patches: list[_Patch] = []

    @property
    def text(self) -> LiveText:
        """What is to be seen."""
        return LiveText(
            self._final, tuple(word for patch in self._patches for word in patch.words)
        )

    def settle(self, span: Span, words: tuple[str, ...]) -> None:
        """Add the final words of a stretch, which follows on the last final one."""
        self._final += words
        self._final_to = span.end
        self._patches = [
            patch.cut(max(patch.start, span.end), patch.end)
            for patch in self._patches
            if patch.end > span.end
        ]

    def lay(self, span: Span, words: tuple[str, ...]) -> None:
        """Lay a reading over what there is, but not over what is final."""
        start = max(span.start, self._final_to)
        if start >= span.end:
            return
        new = _Patch(span.start, span.end, words).cut(start, span.end)
        before = [
            patch.cut(patch.start, min(patch.end, start))
            for patch in self._patches
            if patch.start < start
        ]
        after = [
            patch.cut(max(patch.start, span.end), patch.end)
            for patch in self._patches
            if patch.end > span.end
        ]
        self._patches = [*before, new, *after]
