"""The JSON form of a review is a contract: docs/json.md describes it to its readers.

Whoever has to change an expectation here other than by adding a field raises `FORMAT`.
"""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from tests.saying import say, spoken_texts, voice_of
from tests.telling import tell
from voice_star.analysis.sentences import given_sentences
from voice_star.domain.answer import (
    Answer,
    Ask,
    JobMatch,
    Mark,
    Pacing,
    PartPacing,
    PartVoicing,
    Segment,
    Sentence,
    StarPart,
    Voicing,
)
from voice_star.domain.corrections import Corrections, Divided, Reworded
from voice_star.domain.division import Division
from voice_star.domain.review import Flag, Hearing, Review, Severity, Strength
from voice_star.domain.take import Take
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word, WordKind, WordRange
from voice_star.domain.wire import FORMAT, review_to_json
from voice_star.pipeline import review_transcript

HEARD = Review(
    Answer(
        Transcript(
            (
                Word("Um,", Span(0.5, 0.9), 0.51239, WordKind.FILLED_PAUSE),
                Word("I", Span(1.5, 1.60009), 0.99, WordKind.WORD),
                Word("led.", Span(1.7, 2.0), 0.9, WordKind.WORD),
            )
        ),
        pauses=(Span(0.9, 1.5),),
        sentences=(
            Sentence(
                WordRange(0, 3), StarPart.ACTION, (Mark.TEAM, Mark.PROBLEM), 0.87654
            ),
        ),
        segments=(Segment(StarPart.ACTION, WordRange(0, 3)),),
        pacing=Pacing(
            duration=1.5,
            onset=0.5,
            speech_rate=80.04,
            articulation_rate=133.36,
            pause_share=0.4,
            n_words=2,
            n_filled_pauses=1,
        ),
        by_part=(
            PartPacing(
                StarPart.ACTION,
                n_words=2,
                word_share=1.0,
                duration=1.50004,
                share=1.0,
                speech_rate=80.04,
                articulation_rate=133.36,
                pause_share=0.4,
                n_pauses=1,
                n_filled_pauses=1,
            ),
        ),
        voicing=Voicing(
            201.23,
            2.456,
            -21.44,
            (PartVoicing(StarPart.ACTION, 198.76, 2.345, -20.06, 90),),
        ),
        job=JobMatch(
            (
                Ask("lead a team", ("lead",), (WordRange(1, 3),)),
                Ask("write SQL"),
            )
        ),
    ),
    question="What did you do?",
    take=Take(
        Path("answer.wav"),
        samplerate=44_100,
        n_channels=2,
        pcm=np.zeros(40_000, np.int16),
        clipped=0.0000019,
        n_invalid=3,
        n_dropouts=4,
        missing=1.25,
    ),
    hearing=Hearing("base", "en", 0.66666, is_doubtful=True),
    flags=(
        Flag(
            "team-not-me",
            Severity.MINOR,
            "You say we.",
            "Say I.",
            ("Who did it?",),
            "own-part",
            (WordRange(1, 2),),
        ),
    ),
    strengths=(
        Strength("problem", 'You found the cause: "I led."', "how", (WordRange(1, 3),)),
    ),
    judged_by="0f1e",
    made_by="0f1e+2a3b",
    corrections=Corrections(
        Transcript((Word("Um,", Span(0.5, 0.75), 0.5, WordKind.FILLED_PAUSE),)),
        (Span(0.25, 0.5),),
        (Reworded(0, (Word("I"),)), Divided(Division((0,), (StarPart.TASK,)))),
        (Divided(Division((0,), (None,))),),
    ),
)

HEARD_AS_JSON: dict[str, Any] = {
    "format": 1,
    "question": "What did you do?",
    "take": {
        "path": "answer.wav",
        "duration": 2.5,
        "samplerate": 44_100,
        "channels": 2,
        "clipped": 0.000002,
        "n_invalid": 3,
        "n_dropouts": 4,
        "missing": 1.25,
    },
    "hearing": {"model": "base", "language": "en", "aligned": 0.667, "doubtful": True},
    "judging": {"version": "0f1e"},
    "analysis": {"version": "0f1e+2a3b"},
    "words": [
        {
            "text": "Um,",
            "start": 0.5,
            "end": 0.9,
            "confidence": 0.512,
            "kind": "filled_pause",
        },
        {"text": "I", "start": 1.5, "end": 1.6, "confidence": 0.99, "kind": "word"},
        {"text": "led.", "start": 1.7, "end": 2.0, "confidence": 0.9, "kind": "word"},
    ],
    "pauses": [{"start": 0.9, "end": 1.5}],
    "sentences": [
        {
            "words": [0, 3],
            "start": 0.5,
            "end": 2.0,
            "text": "Um, I led.",
            "part": "action",
            "marks": ["team", "problem"],
            "confidence": 0.877,
        }
    ],
    "segments": [{"part": "action", "words": [0, 3], "start": 0.5, "end": 2.0}],
    "parts": [{"part": "action", "n_words": 2, "word_share": 1.0}],
    "pacing": {
        "duration": 1.5,
        "onset": 0.5,
        "speech_rate": 80.0,
        "articulation_rate": 133.4,
        "pause_share": 0.4,
        "n_words": 2,
        "n_filled_pauses": 1,
        "by_part": [
            {
                "part": "action",
                "n_words": 2,
                "word_share": 1.0,
                "duration": 1.5,
                "share": 1.0,
                "speech_rate": 80.0,
                "articulation_rate": 133.4,
                "pause_share": 0.4,
                "n_pauses": 1,
                "n_filled_pauses": 1,
            }
        ],
    },
    "voicing": {
        "pitch": 201.2,
        "pitch_range": 2.46,
        "level_db": -21.4,
        "by_part": [
            {
                "part": "action",
                "pitch": 198.8,
                "pitch_range": 2.35,
                "level_db": -20.1,
                "n_frames": 90,
            }
        ],
    },
    "coverage": {
        "interaction": [],
        "problem": [[0, 3]],
        "adversity": [],
        "gain": [],
        "lasting": [],
        "meaning": [],
        "job": {
            "asks": [
                {"text": "lead a team", "shared": ["lead"], "evidence": [[1, 3]]},
                {"text": "write SQL", "shared": [], "evidence": []},
            ],
            "met": 1,
        },
    },
    "flags": [
        {
            "id": "team-not-me",
            "severity": "minor",
            "message": "You say we.",
            "advice": "Say I.",
            "questions": ["Who did it?"],
            "idea": "own-part",
            "evidence": [[1, 2]],
        }
    ],
    "strengths": [
        {
            "id": "problem",
            "message": 'You found the cause: "I led."',
            "idea": "how",
            "evidence": [[1, 3]],
        }
    ],
    "next": "team-not-me",
    "corrections": {
        "heard": [
            {
                "text": "Um,",
                "start": 0.5,
                "end": 0.75,
                "confidence": 0.5,
                "kind": "filled_pause",
            },
        ],
        "pauses": [{"start": 0.25, "end": 0.5}],
        "done": [
            {
                "word": 0,
                "said": [
                    {
                        "text": "I",
                        "start": None,
                        "end": None,
                        "confidence": None,
                        "kind": "word",
                    },
                ],
            },
            {"sentences": [{"start": 0, "part": "task"}]},
        ],
        "undone": [{"sentences": [{"start": 0, "part": None}]}],
    },
}


def missing_from(actual: object, promised: object, where: str = "review") -> list[str]:
    """List what `actual` lacks of `promised`; it may have more fields."""
    if isinstance(promised, dict) and isinstance(actual, dict):
        return [
            problem
            for key, value in promised.items()
            for problem in (
                missing_from(actual[key], value, f"{where}.{key}")
                if key in actual
                else [f"{where} has lost {key}"]
            )
        ]
    if isinstance(promised, list) and isinstance(actual, list):
        if len(promised) != len(actual):
            return [f"{where} has {len(actual)} entries"]
        return [
            problem
            for index, (one, other) in enumerate(zip(actual, promised, strict=True))
            for problem in missing_from(one, other, f"{where}[{index}]")
        ]
    is_same = type(actual) is type(promised) and actual == promised
    return [] if is_same else [f"{where} is {actual!r}, not {promised!r}"]


def test_every_promised_field_is_there_by_its_name_and_with_its_type() -> None:
    assert missing_from(review_to_json(HEARD), HEARD_AS_JSON) == []


def test_the_promised_form_is_format_one() -> None:
    assert FORMAT == 1


def test_what_was_neither_heard_nor_judged_has_the_same_fields_without_values() -> None:
    words = tuple(Word(text) for text in ["I", "led", "it.", "It", "worked."])
    answer = Answer(Transcript(words), sentences=given_sentences([3, 2]))

    document = review_to_json(Review(answer))

    assert set(document) == set(HEARD_AS_JSON)
    for field in (
        "question",
        "take",
        "hearing",
        "judging",
        "analysis",
        "pacing",
        "voicing",
        "next",
        "corrections",
    ):
        assert document[field] is None
    for field in ("pauses", "segments", "parts", "flags", "strengths"):
        assert document[field] == []
    assert set(document["coverage"]) == set(HEARD_AS_JSON["coverage"])
    assert not any(document["coverage"].values())
    assert document["words"][0] == {
        "text": "I",
        "start": None,
        "end": None,
        "confidence": None,
        "kind": "word",
    }
    assert document["sentences"][1] == {
        "words": [3, 5],
        "start": None,
        "end": None,
        "text": "It worked.",
        "part": None,
        "marks": [],
        "confidence": None,
    }


def test_without_sound_the_words_of_each_part_are_still_counted() -> None:
    paced = (
        PartPacing(StarPart.ACTION, n_words=3, word_share=0.6),
        PartPacing(StarPart.RESULT, n_words=2, word_share=0.4),
    )
    answer = replace(tell("A I led it.", "R It worked."), by_part=paced)

    document = review_to_json(Review(answer))

    assert document["pacing"] is None
    assert document["parts"] == [
        {"part": "action", "n_words": 3, "word_share": 0.6},
        {"part": "result", "n_words": 2, "word_share": 0.4},
    ]


@pytest.mark.parametrize(
    "mark", ["interaction", "problem", "adversity", "gain", "lasting", "meaning"]
)
def test_what_is_covered_names_each_sentence_that_shows_it(mark: str) -> None:
    answer = tell(f"A+{mark} I led it.", "R It worked.", f"R+figure+{mark} By half.")

    coverage = review_to_json(Review(answer))["coverage"]

    assert coverage.pop(mark) == [[0, 3], [5, 7]]
    assert not any(coverage.values())


def test_the_next_thing_is_the_first_flag() -> None:
    flags = (
        Flag("no-why", Severity.MAJOR, "No."),
        Flag("hedged", Severity.MILD, "Hm."),
    )

    assert review_to_json(Review(tell("A I led."), flags=flags))["next"] == "no-why"


@pytest.mark.parametrize("field", sorted(HEARD_AS_JSON))
def test_a_lost_field_would_be_noticed(field: str) -> None:
    document = review_to_json(HEARD)
    del document[field]

    assert missing_from(document, HEARD_AS_JSON) == [f"review has lost {field}"]


def numbers_in(value: object) -> list[float]:
    """Return all numbers within a JSON value."""
    if isinstance(value, dict):
        return [number for inner in value.values() for number in numbers_in(inner)]
    if isinstance(value, list):
        return [number for inner in value for number in numbers_in(inner)]
    return [value] if isinstance(value, int | float) else []


@given(spoken_texts)
def test_any_review_survives_json_without_what_json_cannot_hold(text: str) -> None:
    transcript = say(text)
    document = review_to_json(review_transcript(transcript, voice=voice_of(transcript)))

    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert all(math.isfinite(number) for number in numbers_in(document))


@given(spoken_texts)
def test_the_sentences_name_the_very_words_they_hold(text: str) -> None:
    transcript = say(text)
    document = review_to_json(review_transcript(transcript, voice=voice_of(transcript)))

    for sentence in document["sentences"]:
        first, stop = sentence["words"]
        words = document["words"][first:stop]
        assert sentence["text"] == " ".join(word["text"] for word in words)
        assert sentence["start"] == words[0]["start"]
        assert sentence["end"] == words[-1]["end"]


@given(spoken_texts)
def test_rounded_times_still_rise(text: str) -> None:
    transcript = say(text, start=1 / 3)
    words = review_to_json(review_transcript(transcript))["words"]

    times = [time for word in words for time in (word["start"], word["end"])]
    assert times == sorted(times)
