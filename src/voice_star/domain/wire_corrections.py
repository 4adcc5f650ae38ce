"""The JSON form of corrections, there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.answer import StarPart
from voice_star.domain.corrections import (
    Correction,
    Corrections,
    Divided,
    Reworded,
)
from voice_star.domain.division import Division
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript
from voice_star.domain.wire_words import span_to_json, word_to_json, words_from_json

if TYPE_CHECKING:
    from voice_star.domain.wire_words import Json


def corrections_to_json(corrections: Corrections) -> Json:
    """Return what was heard, and what was put right in it."""
    return {
        "heard": [word_to_json(word) for word in corrections.heard.words],
        "pauses": [span_to_json(pause) for pause in corrections.pauses],
        "done": [_to_json(one) for one in corrections.done],
        "undone": [_to_json(one) for one in corrections.undone],
    }


def corrections_from_json(document: Json) -> Corrections:
    """Return what `corrections_to_json` gave.

    Raises:
        ValueError: If they do not go with what was heard; and whatever comes of taking
            a document for corrections that is none.
    """
    corrections = Corrections(
        Transcript(words_from_json(document["heard"])),
        tuple(Span(one["start"], one["end"]) for one in document["pauses"]),
        tuple(_from_json(one) for one in document["done"]),
        tuple(_from_json(one) for one in document["undone"]),
    )
    _ = corrections.draft
    return corrections


def _to_json(correction: Correction) -> Json:
    if isinstance(correction, Reworded):
        words = [word_to_json(word) for word in correction.said]
        return {"word": correction.at, "said": words}
    division = correction.division
    return {
        "sentences": [
            {"start": start, "part": None if part is None else part.value}
            for start, part in zip(division.starts, division.parts, strict=True)
        ]
    }


def _from_json(document: Json) -> Correction:
    if "sentences" not in document:
        return Reworded(document["word"], words_from_json(document["said"]))
    sentences = document["sentences"]
    parts = (one["part"] for one in sentences)
    return Divided(
        Division(
            tuple(one["start"] for one in sentences),
            tuple(None if part is None else StarPart(part) for part in parts),
        )
    )
