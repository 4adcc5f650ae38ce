"""Answers told a little differently, as by a recogniser, a nervous speaker or a cut.

The labels stay true: every change keeps words with their sentences, and the flags that
follow from parts and marks are made anew where sentences were left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from training.answers import Labelled, LabelledAnswer

_STOPS = re.compile(r"[.!?;:…]+$")
_COMMAS = re.compile(r"[,–—-]+$")
_FILLERS = ("um", "uh", "um,", "uh,", "er", "like,", "you know,")


def variant(answer: LabelledAnswer, random: Random) -> LabelledAnswer:
    """Return an answer as it might have been told and heard on another day."""
    draw = random.random()
    if draw < 0.08:  # noqa: PLR2004 - shares of variants, all named here
        answer = _keep(answer, [s for s in answer.sentences if s.part != "result"])
    elif draw < 0.18:  # noqa: PLR2004
        n = len(answer.sentences)
        answer = _keep(answer, answer.sentences[: random.randint(max(1, n // 3), n)])
    elif draw < 0.24:  # noqa: PLR2004
        answer = _keep(answer, _without_some(answer.sentences, random))
    return replace(answer, sentences=tuple(_heard(answer.sentences, random)))


def _keep(answer: LabelledAnswer, kept: Sequence[Labelled]) -> LabelledAnswer:
    if not kept or len(kept) == len(answer.sentences):
        return answer
    return replace(answer, sentences=tuple(kept), flags=_follow(kept))


def _follow(sentences: Sequence[Labelled]) -> dict[str, bool | None]:
    """Return the flags that follow from parts and marks; None for the others."""
    marks = {mark for sentence in sentences for mark in sentence.marks}
    has_result = any(sentence.part == "result" for sentence in sentences)
    return {
        "stops-at-actions": not has_result,
        "understated-result": has_result and "concrete" not in marks,
        "narrow-result": None,
        "no-why": "meaning" not in marks,
        "solo-story": "interaction" not in marks,
        "team-not-me": None,
        "no-hurdle": not marks & {"problem", "adversity"},
        "long-setup": None,
    }


def _without_some(sentences: Sequence[Labelled], random: Random) -> list[Labelled]:
    return [sentence for sentence in sentences if random.random() > 0.2]  # noqa: PLR2004


def _heard(sentences: Sequence[Labelled], random: Random) -> Iterator[Labelled]:
    """Yield the sentences with other punctuation, some fillers, some words misheard."""
    no_stop = random.choice((0.0, 0.0, 0.15, 0.5, 1.0))
    no_comma = random.choice((0.0, 0.0, 0.3, 1.0))
    filled = random.choice((0.0, 0.0, 0.02, 0.06))
    lost = random.choice((0.0, 0.03, 0.06))
    for sentence in sentences:
        words = list(sentence.words)
        if random.random() < no_stop:
            swapped = "," if random.random() < 0.4 else ""  # noqa: PLR2004
            words[-1] = _STOPS.sub(swapped, words[-1]) or words[-1]
        words = [
            _COMMAS.sub("", word) or word if random.random() < no_comma else word
            for word in words
        ]
        words = ["[UNK]" if random.random() < lost else word for word in words]
        for index in range(len(words), -1, -1):
            if random.random() < filled:
                words.insert(index, random.choice(_FILLERS))
        yield replace(sentence, words=tuple(words))
