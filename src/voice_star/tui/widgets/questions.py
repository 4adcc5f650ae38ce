"""The questions by theme, with how each went last."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from voice_star.domain.practice import Practised
from voice_star.domain.question import Question, Theme, key_of
from voice_star.report.questions import question_row, theme_row
from voice_star.tui.widgets.rows import Listing, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from textual.binding import BindingType

    from voice_star.report.styled import Line

_Row: TypeAlias = Theme | Practised

_NONE = "No question is like that. esc shows all, and a adds your own."


class QuestionList(Rows[_Row]):
    """The questions; its first key is told at the foot of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "choose", "Answer")]

    @property
    def question(self) -> Question | None:
        """The one that the cursor is at; None where there is none."""
        return self.pointed.question if isinstance(self.pointed, Practised) else None

    def show_questions(
        self, practised: Sequence[Practised], *, now: datetime, sought: str = ""
    ) -> None:
        """Show those that are searched for.

        Args:
            practised: Questions with their takes, by theme. Retired ones are found by
                searching only.
            now: In the zone of the user.
            sought: Words that all of them have; "" for all.
        """

        def draw(row: _Row, width: int) -> Line:
            if isinstance(row, Theme):
                return theme_row(row, width)
            return question_row(row, width, now=now)

        self.show(
            Listing(
                tuple(_rows(practised, sought)),
                draw,
                is_heading=lambda row: isinstance(row, Theme),
                key=lambda row: None if isinstance(row, Theme) else row.question.id,
                empty=_NONE,
            )
        )


def _rows(practised: Sequence[Practised], sought: str) -> Iterator[_Row]:
    """Yield the questions that are searched for, each theme before its own."""
    words = key_of(sought).split()
    found = (
        one
        for one in practised
        if (words or not one.question.is_retired) and _has(one.question, words)
    )
    for theme, group in groupby(found, key=lambda one: one.question.theme):
        yield theme
        yield from group


def _has(question: Question, words: list[str]) -> bool:
    text = key_of(f"{question.text} {question.hint} {question.theme.value}")
    return all(word in text for word in words)
