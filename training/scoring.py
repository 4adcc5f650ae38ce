"""How far a judge agrees with the labels: F1 of parts, changes and flags."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from training.answers import PARTS, LabelledAnswer
from voice_star.analysis.rule import raise_flags
from voice_star.analysis.rules import RULES
from voice_star.analysis.segments import join_segments
from voice_star.analysis.sentences import given_sentences
from voice_star.analysis.star import Tuning, divide
from voice_star.domain.answer import Answer
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.domain.transcript import Transcript, Word, WordKind
from voice_star.speech.fillers import filler_sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from voice_star.analysis.network import Reading
    from voice_star.analysis.ngrams import Ngrams
    from voice_star.domain.answer import Sentence

STORY = PARTS[:4]
"""The parts that count in a macro-F1; `other` is none of a story's."""

NEAR = 12
"""Words by which a change of part may be told too early or too late."""


@dataclass(frozen=True, slots=True)
class Score:
    """True and false positives, and false negatives."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was told that is so; 1 where nothing was told."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """Share of what is so that was told."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return self.f(1.0)

    def f(self, beta: float) -> float:
        """Return van Rijsbergen's F: recall counts `beta` times as precision does."""
        squared = beta * beta
        n_told = (1 + squared) * self.right
        return n_told / max(1, n_told + squared * self.missed + self.false)

    def __add__(self, other: Score) -> Score:
        """Return both counted together."""
        return Score(
            self.right + other.right,
            self.false + other.false,
            self.missed + other.missed,
        )


def macro_f1(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> float:
    """Return the mean F1 of the four parts over all (true, told) sequences."""
    true, told = (
        np.array([p for ps in side for p in ps]) for side in zip(*pairs, strict=True)
    )
    scores = [
        Score(
            right=int(((true == part) & (told == part)).sum()),
            false=int(((true != part) & (told == part)).sum()),
            missed=int(((true == part) & (told != part)).sum()),
        )
        for part in STORY
    ]
    return float(np.mean([score.f1 for score in scores]))


def changes_found(true: Sequence[str], told: Sequence[str]) -> Score:
    """Match changes of part one to one, of the same parts and within 12 words."""
    there, left = _changes(true), _changes(told)
    right = 0
    for index, parts in there:
        near = [c for c in left if c[1] == parts and abs(c[0] - index) <= NEAR]
        if near:
            left.remove(min(near, key=lambda c: abs(c[0] - index)))
            right += 1
    return Score(right, len(left), len(there) - right)


def _changes(parts: Sequence[str]) -> list[tuple[int, tuple[str, str]]]:
    return [
        (index, (before, after))
        for index, (before, after) in enumerate(pairwise(parts), start=1)
        if before != after
    ]


def transcript_of(words: Iterable[str]) -> Transcript:
    """Return words as a transcript without times."""
    return Transcript(
        tuple(
            Word(
                text,
                kind=WordKind.FILLED_PAUSE
                if filler_sound(text) is not None
                else WordKind.WORD,
            )
            for text in words
        )
    )


def judged(
    answer: LabelledAnswer,
    reading: Reading,
    *,
    ngrams: Ngrams,
    tuning: Tuning,
    as_labelled: bool = False,
) -> Answer:
    """Return an answer as the judge divides it.

    Args:
        answer: Whose text is joined, so that its divisions tell nothing.
        reading: What the network says of it.
        ngrams: Fitted on other answers.
        tuning: How that is decoded.
        as_labelled: Whether parts may change just where the labels cut sentences.
    """
    transcript = transcript_of(answer.words)
    given = given_sentences(len(s.words) for s in answer.sentences)
    sentences = divide(
        transcript,
        reading,
        ngrams=ngrams,
        tuning=tuning,
        sentences=given if as_labelled else None,
    )
    return Answer(transcript, sentences=sentences, segments=join_segments(sentences))


def parts_by_word(sentences: Iterable[Sentence]) -> list[str]:
    """Return the part of each word."""
    return [str(s.part) for s in sentences for _ in s.words]


def flags_of(answer: Answer) -> set[str]:
    """Return the ids of the flags that an answer raises."""
    return {flag.rule for flag in raise_flags(answer, DEFAULT_BANDS, RULES)}


def score_flags(
    answers: Iterable[LabelledAnswer], raised: Mapping[str, set[str]], flag: str
) -> Score:
    """Score one flag over the answers of which coaches would agree."""
    score = Score()
    for answer in answers:
        label, is_raised = answer.flags[flag], flag in raised[answer.name]
        if label is not None:
            score += Score(
                int(label and is_raised),
                int(not label and is_raised),
                int(label and not is_raised),
            )
    return score
