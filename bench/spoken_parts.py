"""Answers of the corpus spoken, heard by the pipeline, and judged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from training.answers import PARTS
from training.scoring import STORY, macro_f1, parts_by_word
from training.spoken import RECORDINGS, heard_answers

from bench.figures import Figure
from voice_star.analysis.star import divide
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word, WordKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.unseen import Judged


def spoken_scores(folds: Sequence[Judged]) -> Iterator[Figure]:
    """Yield how well parts are told of answers that were heard, and timed."""
    pairs: list[tuple[list[str], list[str]]] = []
    errors: list[float] = []
    for name, heard in heard_answers().items():
        fold = next(fold for fold in folds if name in fold.heard)
        transcript = _transcript(heard["words"])
        pauses = [Span(p["start"], p["end"]) for p in heard["pauses"]]
        sentences = divide(
            transcript,
            fold.heard[name],
            ngrams=fold.ngrams,
            tuning=fold.tuning,
            pauses=pauses,
        )
        told = parts_by_word(sentences)
        spans = _true_spans(heard["recording"])
        pairs.append(([_part_at(spans, word) for word in transcript.words], told))
        true = [_seconds(spans, part) for part in STORY]
        ours = [_told_seconds(transcript, told, part) for part in STORY]
        errors.extend(np.abs(np.subtract(true, ours)))
    yield Figure(
        f"spoken and heard: macro-F1 by word, {len(pairs)} answers",
        macro_f1(pairs),
        bound=">= 0.85",
    )
    yield Figure(
        "spoken and heard: seconds of a part, mean error",
        float(np.mean(errors)),
        "s",
        bound="<= 4",
        places=2,
    )


def _transcript(words: Sequence[dict[str, Any]]) -> Transcript:
    return Transcript(
        tuple(
            Word(
                word["text"],
                Span(word["start"], word["end"]),
                word["confidence"],
                WordKind(word["kind"]),
            )
            for word in words
        )
    )


def _true_spans(recording: str) -> list[tuple[float, float, str]]:
    """Return start, end and part of each sentence, as it was spoken."""
    facts = json.loads((RECORDINGS / f"{recording}.json").read_text(encoding="utf-8"))
    words = facts["words"]
    return [
        (words[s["words"][0]]["start"], words[s["words"][1] - 1]["end"], s["part"])
        for s in facts["sentences"]
    ]


def _part_at(spans: Sequence[tuple[float, float, str]], word: Word) -> str:
    """Return the part of the sentence nearest to a word's middle."""
    assert word.span is not None
    middle = word.span.middle
    return min(spans, key=lambda s: max(s[0] - middle, middle - s[1], 0.0))[2]


def _seconds(spans: Sequence[tuple[float, float, str]], part: str) -> float:
    """Return how long a part lasts, the pause after a sentence counted with it."""
    ends = [*(span[0] for span in spans[1:]), spans[-1][1]]
    return sum(
        end - span[0] for span, end in zip(spans, ends, strict=True) if span[2] == part
    )


def _told_seconds(transcript: Transcript, told: Sequence[str], part: str) -> float:
    assert part in PARTS
    spans = [
        (word.span.start, word.span.end, own)
        for word, own in zip(transcript.words, told, strict=True)
        if word.span is not None
    ]
    return _seconds(spans, part)
