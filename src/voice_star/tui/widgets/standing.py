"""How things stand, around the questions: what is next, and what to mend in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.reactive import var

from voice_star.report.labels import title_of
from voice_star.report.practice import reason
from voice_star.report.styled import (
    BOLD,
    DIM,
    Piece,
    paragraph,
    shortened,
    words_of,
)
from voice_star.tui.widgets.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from textual import events

    from voice_star.domain.practice import Practised
    from voice_star.domain.question import Question
    from voice_star.report.styled import Line

_NEXT = "Practise next"

_LEAD = 15
"""Columns of what stands left of the question that is next."""


class NextCard(Paper):
    """The question to practise next, and why."""

    pick: var[Practised | None] = var(None)
    now: var[datetime | None] = var(None)

    @dataclass
    class Clicked(Message):
        """The card was clicked.

        Attributes:
            question: Which stands on it.
        """

        question: Question

    def watch_pick(self) -> None:
        """Draw it."""
        self.redraw()

    def watch_now(self) -> None:
        """Draw it."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Answer it."""
        event.stop()
        if self.pick is not None:
            self.post_message(self.Clicked(self.pick.question))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the question and why it is next."""
        del height
        if self.pick is None or self.now is None:
            return ()
        question = self.pick.question
        room = width - _LEAD
        return (
            (
                Piece(_NEXT.ljust(_LEAD), DIM),
                Piece(shortened(question.text, room), BOLD),
            ),
            (
                Piece("n answers it".ljust(_LEAD), DIM),
                Piece(shortened(reason(self.pick, now=self.now), room)),
            ),
        )


class NextStep(Paper):
    """What an interviewer looks for in a question, and what to mend in its answer."""

    practised: var[Practised | None] = var(None)
    advice: var[Mapping[str, str]] = var(dict[str, str]())

    def watch_practised(self) -> None:
        """Draw it."""
        self.redraw()

    def watch_advice(self) -> None:
        """Draw it."""
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return as much as has room; what to mend goes before."""
        if self.practised is None:
            return ()
        hint = self.practised.question.hint
        step = tuple(self._step(width))
        looks = tuple(
            paragraph(words_of(hint, DIM), width, first=(Piece("They look for:", DIM),
                      Piece(" ")), indent=0)
        ) if hint else ()  # fmt: skip
        room = height or len(looks) + len(step)
        return (*looks[: max(1, room - len(step))], *step)[:room]

    def _step(self, width: int) -> Sequence[Line]:
        last = None if self.practised is None else self.practised.last
        if last is None:
            return ()
        if not last.flags:
            told = "Nothing was flagged last time."
            return tuple(paragraph(words_of(told), width)) if last.is_judged else ()
        rule = last.flags[0].rule
        lead = (Piece(f"Next step, {title_of(rule).lower()}:", BOLD), Piece(" "))
        words = words_of(self.advice.get(rule, ""))
        return tuple(paragraph(words, width, first=lead, indent=0))[:2]
