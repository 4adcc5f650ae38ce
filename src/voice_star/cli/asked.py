"""The questions as commands know them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.domain.question import Question


def all_questions() -> tuple[Question, ...]:
    """Return the questions of the bank, and the user's own among them."""
    from voice_star.domain.bank import read_bank

    return read_bank()
