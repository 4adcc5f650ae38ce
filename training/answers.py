"""Labelled answers, and their words with what each word was labelled."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CORPUS = Path(__file__).parent / "corpus"

PARTS = ("situation", "task", "action", "result", "other")
MARKS = (
    "interaction",
    "problem",
    "adversity",
    "team",
    "concrete",
    "figure",
    "generic",
    "gain",
    "lasting",
    "meaning",
)
FLAGS = (
    "stops-at-actions",
    "understated-result",
    "narrow-result",
    "no-why",
    "solo-story",
    "team-not-me",
    "no-hurdle",
    "long-setup",
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence as somebody labelled it."""

    words: tuple[str, ...]
    part: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class LabelledAnswer:
    """One answer, labelled by training/corpus/GUIDE.md.

    Attributes:
        name: Its id, unique in the corpus.
        file: The name of the file it stands in, without ending.
        sentences: In order.
        flags: Raised, not raised, or None where coaches would differ.
    """

    name: str
    file: str
    sentences: tuple[Labelled, ...]
    flags: Mapping[str, bool | None]

    @property
    def words(self) -> tuple[str, ...]:
        """All words in order: the text joined, without its divisions."""
        return tuple(word for sentence in self.sentences for word in sentence.words)

    @property
    def parts(self) -> tuple[str, ...]:
        """The part of each word."""
        return tuple(s.part for s in self.sentences for _ in s.words)


def read_answers(paths: Iterable[Path] | None = None) -> list[LabelledAnswer]:
    """Read answers, a JSON object a line; without paths the whole corpus."""
    chosen = sorted(CORPUS.glob("*.jsonl")) if paths is None else list(paths)
    return [
        _answer(json.loads(line), path.stem)
        for path in chosen
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def digest(answers: Iterable[LabelledAnswer]) -> str:
    """Return a short hash of what the answers say and how they are labelled."""
    whole = hashlib.sha256()
    for answer in answers:
        marks = [sorted(s.marks) for s in answer.sentences]
        facts = [answer.name, answer.words, answer.parts, marks, dict(answer.flags)]
        whole.update(json.dumps(facts).encode())
    return whole.hexdigest()[:16]


def _answer(line: dict[str, object], file: str) -> LabelledAnswer:
    sentences = line["sentences"]
    flags = line["flags"]
    assert isinstance(sentences, list)
    assert isinstance(flags, dict)
    return LabelledAnswer(
        name=str(line["id"]),
        file=file,
        sentences=tuple(
            Labelled(tuple(s["text"].split()), s["part"], frozenset(s["marks"]))
            for s in sentences
            if s["text"].strip()
        ),
        flags={name: flags[name] for name in FLAGS},
    )
