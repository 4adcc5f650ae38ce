"""Questions to practise, and how a user's own are laid over those of the bank."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Theme(StrEnum):
    """What a question is about, in the order in which themes are shown."""

    ACCOMPLISHMENT = "accomplishment"
    CONFLICT = "conflict"
    FAILURE = "failure"
    LEADERSHIP = "leadership"
    PROBLEM_SOLVING = "problem-solving"
    CHANGE = "change"
    AMBIGUITY = "ambiguity"
    CUSTOMER = "customer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Question:
    """Something an interviewer may ask.

    Attributes:
        id: What it is named by, on the command line too. It never changes.
        theme: What it is about.
        text: The question itself, one line.
        hint: What the interviewer looks for, in one line; "" where nobody said.
        former: Texts it had before it was edited: attempts know it by its text.
        is_retired: Whether it is no more proposed; its attempts stay.

    Raises:
        ValueError: If the id or the text is empty or has a line end, or the id a space.
    """

    id: str
    theme: Theme
    text: str
    hint: str = ""
    former: tuple[str, ...] = ()
    is_retired: bool = False

    def __post_init__(self) -> None:
        if not self.id or self.id.split() != [self.id]:
            raise ValueError("the id of a question is one word")
        if not key_of(self.text):
            raise ValueError("a question cannot be empty")
        if len(self.text.splitlines()) > 1 or len(self.hint.splitlines()) > 1:
            raise ValueError("a question and its hint are one line each")

    @property
    def keys(self) -> frozenset[str]:
        """By which its attempts are found: the keys of all texts it ever had."""
        return frozenset(map(key_of, (self.text, *self.former)))

    def edited(self, *, text: str | None = None, hint: str | None = None) -> Question:
        """Return it with another text or hint; the text before is remembered."""
        text = self.text if text is None else text
        hint = self.hint if hint is None else hint
        before = (self.text,) if key_of(text) != key_of(self.text) else ()
        return replace(self, text=text, hint=hint, former=(*self.former, *before))

    def retired(self) -> Question:
        """Return it as one that is no more proposed."""
        return replace(self, is_retired=True)


def key_of(text: str) -> str:
    """Return what tells questions apart: their words, whatever case and blanks."""
    return " ".join(text.casefold().split())


def merge(bank: Iterable[Question], own: Iterable[Question]) -> tuple[Question, ...]:
    """Lay a user's own questions over the bank, by id.

    What has the id of a question of the bank stands in its place; the others follow
    after those of their theme. Of two own ones with one id the later counts. Retired
    questions are among what is returned: history still names them.
    """
    merged = {question.id: question for question in bank}
    merged |= {question.id: question for question in own}
    order = list(Theme)
    # Stable, so that the bank keeps its order and what was added comes last.
    return tuple(sorted(merged.values(), key=lambda one: order.index(one.theme)))


def named(questions: Iterable[Question], said: str) -> tuple[Question, ...]:
    """Return the questions that a user may mean: by id, by text, or by a part of it.

    Where an id or a text is met exactly, that question is all that is returned.
    """
    questions = tuple(questions)
    key = key_of(said)
    exact = tuple(one for one in questions if one.id == said or key in one.keys)
    if exact or not key:
        return exact
    return tuple(one for one in questions if key in key_of(one.text) or key in one.id)
