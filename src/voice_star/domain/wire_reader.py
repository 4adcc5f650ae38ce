"""A review read back from its JSON form: the inverse of `domain.wire`.

Fields that came later under the same `FORMAT` may be missing, and fields that are not
known yet are left alone. What follows from others (texts of sentences, coverage, what
is next) is not read but made again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

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
from voice_star.domain.review import Flag, Hearing, Review, Severity, Strength
from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.take import Take
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, WordRange
from voice_star.domain.wire import FORMAT
from voice_star.domain.wire_corrections import corrections_from_json
from voice_star.domain.wire_words import words_from_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voice_star.domain.wire_words import Json

_READING_ERRORS = (KeyError, TypeError, AttributeError, OverflowError, ValueError)
"""What comes of taking a document for a review that is none."""


def review_from_json(document: Json) -> Review:
    """Return the review that a document tells of.

    The sound of its take is not in the document: silence of the same length stands for
    it. Who needs the sound reads the file again.

    Raises:
        ValueError: If it is no review, or of a later format.
    """
    try:
        if document["format"] > FORMAT:
            raise ValueError("it was written by a later voice_star")
        return _review(document)
    except _READING_ERRORS as error:
        raise ValueError(f"this is no review that can be read: {error!r}") from error


def _review(document: Json) -> Review:
    take, hearing = document.get("take"), document.get("hearing")
    judging, analysis = document.get("judging"), document.get("analysis")
    corrections = document.get("corrections")
    return Review(
        _answer(document),
        question=document.get("question"),
        take=None if take is None else _take(take),
        hearing=None if hearing is None else _hearing(hearing),
        flags=tuple(_flag(flag) for flag in document["flags"]),
        strengths=tuple(_strength(one) for one in document.get("strengths", ())),
        judged_by=None if judging is None else str(judging["version"]),
        made_by=None if analysis is None else str(analysis["version"]),
        corrections=None if corrections is None else corrections_from_json(corrections),
    )


def _answer(document: Json) -> Answer:
    pacing, voicing = document.get("pacing"), document.get("voicing")
    job = document.get("coverage", {}).get("job")
    paced = document.get("parts", ()) if pacing is None else pacing.get("by_part", ())
    return Answer(
        Transcript(words_from_json(document["words"])),
        pauses=tuple(Span(one["start"], one["end"]) for one in document["pauses"]),
        sentences=tuple(_sentence(one) for one in document["sentences"]),
        segments=tuple(
            Segment(StarPart(one["part"]), WordRange(*one["words"]))
            for one in document["segments"]
        ),
        pacing=None if pacing is None else _pacing(pacing),
        by_part=tuple(_part_pacing(part) for part in paced),
        voicing=None if voicing is None else _voicing(voicing),
        job=None if job is None else _job(job),
    )


def _take(document: Json) -> Take:
    n_samples = round(document["duration"] * SAMPLERATE)
    return Take(
        Path(document["path"]),
        samplerate=document["samplerate"],
        n_channels=document["channels"],
        # One sample that is seen everywhere: an hour of it takes no memory.
        pcm=np.broadcast_to(np.int16(0), (n_samples,)),
        clipped=document["clipped"],
        n_invalid=document["n_invalid"],
        n_dropouts=document["n_dropouts"],
        missing=document["missing"],
    )


def _hearing(document: Json) -> Hearing:
    return Hearing(
        document["model"],
        document["language"],
        document["aligned"],
        is_doubtful=document["doubtful"],
    )


def _sentence(document: Json) -> Sentence:
    part = document["part"]
    return Sentence(
        WordRange(*document["words"]),
        None if part is None else StarPart(part),
        tuple(Mark(mark) for mark in document["marks"]),
        document["confidence"],
    )


def _pacing(document: Json) -> Pacing:
    return Pacing(
        duration=document["duration"],
        onset=document["onset"],
        speech_rate=document["speech_rate"],
        articulation_rate=document["articulation_rate"],
        pause_share=document["pause_share"],
        n_words=document["n_words"],
        n_filled_pauses=document["n_filled_pauses"],
    )


def _part_pacing(document: Json) -> PartPacing:
    return PartPacing(
        StarPart(document["part"]),
        n_words=document["n_words"],
        word_share=document["word_share"],
        duration=document.get("duration"),
        share=document.get("share"),
        speech_rate=document.get("speech_rate"),
        articulation_rate=document.get("articulation_rate"),
        pause_share=document.get("pause_share"),
        n_pauses=document.get("n_pauses"),
        n_filled_pauses=document.get("n_filled_pauses", 0),
    )


def _voicing(document: Json) -> Voicing:
    return Voicing(
        document["pitch"],
        document["pitch_range"],
        document["level_db"],
        tuple(
            PartVoicing(
                StarPart(one["part"]),
                one["pitch"],
                one["pitch_range"],
                one["level_db"],
                one["n_frames"],
            )
            for one in document["by_part"]
        ),
    )


def _job(document: Json) -> JobMatch:
    return JobMatch(
        tuple(
            Ask(one["text"], tuple(one["shared"]), _ranges(one["evidence"]))
            for one in document["asks"]
        )
    )


def _flag(document: Json) -> Flag:
    return Flag(
        document["id"],
        Severity(document["severity"]),
        document["message"],
        document["advice"],
        tuple(document["questions"]),
        document["idea"],
        _ranges(document["evidence"]),
    )


def _strength(document: Json) -> Strength:
    return Strength(
        document["id"],
        document["message"],
        document["idea"],
        _ranges(document["evidence"]),
    )


def _ranges(documents: Iterable[Any]) -> tuple[WordRange, ...]:
    return tuple(WordRange(*one) for one in documents)
