"""Which answers are left out together, and what is learnt without them.

Two ways to leave out a third. By **answer**: every third story of each file, so that
the judge has heard each writer's manner and none of the story. By whole **files**,
three at a time, each with a manner and writers of its own: how it does with strangers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.answers import LabelledAnswer

TESTED = frozenset(f"train_{letter}" for letter in "abcdefghi")
"""What came with the project. What was added later was written for where the first
networks erred, and would flatter the figures: it is learnt from and never tested on."""

_TOGETHER = (
    ("train_a", "train_b", "train_c"),
    ("train_d", "train_e", "train_f"),
    ("train_g", "train_h", "train_i"),
)

_EARLIER = frozenset(f"train_{letter}" for letter in "abcdefghijklmn")
"""What the networks that whole files are kept from learn from. To fit these anew with
all that was added since takes an hour, and could but raise their figures."""

_N_THIRDS = 3

_RUN = 4
"""Words in a row that tell a story from another."""

_SAME = 0.2
"""Share of such runs that two tellings of one story have in common. The ten pairs of
the corpus share more than half, all others less than a twentieth."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Answers that are tested on, by a judge that learnt from others.

    Attributes:
        name: Such as "answers-0".
        tested: In the order of the corpus.
        seen: Learnt from.
        n_epochs: Passes over these.
    """

    name: str
    tested: tuple[LabelledAnswer, ...]
    seen: tuple[LabelledAnswer, ...]
    n_epochs: int


def folds_by_answer(answers: Sequence[LabelledAnswer]) -> tuple[Fold, ...]:
    """Return three folds; tellings of one story stand in the same."""
    third = {
        name: number % _N_THIRDS
        for number, story in enumerate(_stories(answers))
        for name in story
    }
    return tuple(
        Fold(
            name=f"answers-{index}",
            tested=tuple(a for a in answers if third.get(a.name) == index),
            seen=tuple(a for a in answers if third.get(a.name) != index),
            n_epochs=3,
        )
        for index in range(_N_THIRDS)
    )


def folds_by_file(answers: Sequence[LabelledAnswer]) -> tuple[Fold, ...]:
    """Return three folds of three whole files each."""
    return tuple(
        Fold(
            name=f"files-{index}",
            tested=tuple(a for a in answers if a.file in files),
            seen=tuple(a for a in answers if a.file in _EARLIER - set(files)),
            n_epochs=4,
        )
        for index, files in enumerate(_TOGETHER)
    )


def all_folds(answers: Sequence[LabelledAnswer]) -> tuple[Fold, ...]:
    """Return the folds of both ways."""
    return (*folds_by_answer(answers), *folds_by_file(answers))


def _stories(answers: Sequence[LabelledAnswer]) -> list[list[str]]:
    """Return the names of the tested answers, those that tell one story together."""
    stories: list[list[str]] = []
    runs: list[set[tuple[str, ...]]] = []
    for answer in (a for a in answers if a.file in TESTED):
        own = _runs(answer)
        for story, others in zip(stories, runs, strict=True):
            if len(own & others) > _SAME * min(len(own), len(others)):
                story.append(answer.name)
                others.update(own)
                break
        else:
            stories.append([answer.name])
            runs.append(own)
    return stories


def _runs(answer: LabelledAnswer) -> set[tuple[str, ...]]:
    words = [re.sub(r"[^a-z0-9']", "", word.lower()) for word in answer.words]
    filled = [word for word in words if word]
    return {
        tuple(filled[start : start + _RUN]) for start in range(len(filled) - _RUN + 1)
    }
