"""The questions as commands know them, and the one that a user means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.errors import SettingsError
from voice_star.places import data_folder
from voice_star.store.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from voice_star.domain.question import Question

_MOST_NAMED = 4
"""Questions that are named where one is to be chosen."""


def questions_file() -> Path:
    """Return the file of the user's own questions, which need not be there."""
    return Layout(data_folder()).questions


def all_questions() -> tuple[Question, ...]:
    """Return the questions of the bank and the user's own, by theme.

    Raises:
        SettingsError: If the user's own cannot be read.
    """
    from voice_star import ownquestions

    return ownquestions.all_questions(questions_file())


def the_question(questions: Sequence[Question], said: str) -> Question:
    """Return the one question that is meant by its id, its text or a part of it.

    Raises:
        SettingsError: If none is, or several are.
    """
    from voice_star.domain.question import named

    found = named(questions, said)
    if len(found) == 1:
        return found[0]
    if not found:
        raise SettingsError(
            f"There is no question {said!r}. List them with: voice-star questions list "
            "--hints"
        )
    ids = [question.id for question in found[:_MOST_NAMED]]
    more = ", ..." if len(found) > _MOST_NAMED else ""
    raise SettingsError(
        f"{said!r} may mean {len(found)} questions: {', '.join(ids)}{more}. Name one "
        "by its id."
    )
