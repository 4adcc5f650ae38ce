"""The JSON form of a review, for `--json` and for whatever keeps reviews.

A contract: under the same `FORMAT`, fields may be added, none renamed or removed.
docs/json.md describes it to its readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.domain.answer import Mark
from voice_star.domain.wire_corrections import corrections_to_json
from voice_star.domain.wire_words import Json, rounded, span_to_json, word_to_json

if TYPE_CHECKING:
    from voice_star.domain.answer import (
        Answer,
        JobMatch,
        Pacing,
        PartPacing,
        PartVoicing,
        Segment,
        Sentence,
        Voicing,
    )
    from voice_star.domain.review import Flag, Hearing, Review, Strength
    from voice_star.domain.take import Take
    from voice_star.domain.transcript import Transcript, WordRange

__all__ = ["FORMAT", "Json", "review_to_json"]

FORMAT = 1
"""Raised when a field is renamed or removed, or comes to mean something else."""

_COVERED = (
    Mark.INTERACTION,
    Mark.PROBLEM,
    Mark.ADVERSITY,
    Mark.GAIN,
    Mark.LASTING,
    Mark.MEANING,
)
"""What the how and the why of a story are made of."""


def review_to_json(review: Review) -> Json:
    """Return a review as values that `json.dumps` takes."""
    answer = review.answer
    return {
        "format": FORMAT,
        "question": review.question,
        "take": None if review.take is None else _take(review.take),
        "hearing": None if review.hearing is None else _hearing(review.hearing),
        "judging": _version(review.judged_by),
        "analysis": _version(review.made_by),
        "words": [word_to_json(word) for word in answer.transcript.words],
        "pauses": [span_to_json(pause) for pause in answer.pauses],
        "sentences": [
            _sentence(sentence, answer.transcript) for sentence in answer.sentences
        ],
        "segments": [_segment(segment, answer) for segment in answer.segments],
        "parts": [_part(paced) for paced in answer.by_part],
        "pacing": None if answer.pacing is None else _pacing(answer.pacing, answer),
        "voicing": None if answer.voicing is None else _voicing(answer.voicing),
        "coverage": _coverage(answer),
        "flags": [_flag(flag) for flag in review.flags],
        "strengths": [_strength(strength) for strength in review.strengths],
        "next": None if review.next is None else review.next.rule,
        "corrections": None
        if review.corrections is None
        else corrections_to_json(review.corrections),
    }


def _version(version: str | None) -> Json | None:
    return None if version is None else {"version": version}


def _range(words: WordRange) -> list[int]:
    return [words.start, words.stop]


def _take(take: Take) -> Json:
    return {
        "path": str(take.path),
        "duration": rounded(take.duration),
        "samplerate": take.samplerate,
        "channels": take.n_channels,
        "clipped": round(take.clipped, 6),
        "n_invalid": take.n_invalid,
        "n_dropouts": take.n_dropouts,
        "missing": rounded(take.missing),
    }


def _hearing(hearing: Hearing) -> Json:
    return {
        "model": hearing.model,
        "language": hearing.language,
        "aligned": rounded(hearing.aligned),
        "doubtful": hearing.is_doubtful,
    }


def _sentence(sentence: Sentence, transcript: Transcript) -> Json:
    return {
        "words": _range(sentence.words),
        "start": rounded(transcript.start_of(sentence.words)),
        "end": rounded(transcript.end_of(sentence.words)),
        "text": transcript.text(sentence.words),
        "part": None if sentence.part is None else sentence.part.value,
        "marks": [mark.value for mark in sentence.marks],
        "confidence": rounded(sentence.confidence),
    }


def _segment(segment: Segment, answer: Answer) -> Json:
    return {
        "part": segment.part.value,
        "words": _range(segment.words),
        "start": rounded(answer.transcript.start_of(segment.words)),
        "end": rounded(answer.transcript.end_of(segment.words)),
    }


def _part(paced: PartPacing) -> Json:
    """Return what is known of a part without sound as well."""
    return {
        "part": paced.part.value,
        "n_words": paced.n_words,
        "word_share": rounded(paced.word_share),
    }


def _part_pacing(paced: PartPacing) -> Json:
    return {
        **_part(paced),
        "duration": rounded(paced.duration),
        "share": rounded(paced.share),
        "speech_rate": rounded(paced.speech_rate, places=1),
        "articulation_rate": rounded(paced.articulation_rate, places=1),
        "pause_share": rounded(paced.pause_share),
        "n_pauses": paced.n_pauses,
        "n_filled_pauses": paced.n_filled_pauses,
    }


def _pacing(pacing: Pacing, answer: Answer) -> Json:
    return {
        "duration": rounded(pacing.duration),
        "onset": rounded(pacing.onset),
        "speech_rate": round(pacing.speech_rate, 1),
        "articulation_rate": round(pacing.articulation_rate, 1),
        "pause_share": rounded(pacing.pause_share),
        "n_words": pacing.n_words,
        "n_filled_pauses": pacing.n_filled_pauses,
        "by_part": [_part_pacing(paced) for paced in answer.by_part],
    }


def _voicing(voicing: Voicing) -> Json:
    return {
        **_voice(voicing),
        "by_part": [
            {"part": one.part.value, **_voice(one), "n_frames": one.n_frames}
            for one in voicing.by_part
        ],
    }


def _voice(voicing: Voicing | PartVoicing) -> Json:
    return {
        "pitch": rounded(voicing.pitch, places=1),
        "pitch_range": rounded(voicing.pitch_range, places=2),
        "level_db": rounded(voicing.level_db, places=1),
    }


def _coverage(answer: Answer) -> Json:
    told = {
        mark.value: [_range(sentence.words) for sentence in answer.marked(mark)]
        for mark in _COVERED
    }
    return {**told, "job": None if answer.job is None else _job(answer.job)}


def _job(job: JobMatch) -> Json:
    return {
        "asks": [
            {
                "text": ask.text,
                "shared": list(ask.shared),
                "evidence": [_range(words) for words in ask.evidence],
            }
            for ask in job.asks
        ],
        "met": len(job.met),
    }


def _flag(flag: Flag) -> Json:
    return {
        "id": flag.rule,
        "severity": flag.severity.value,
        "message": flag.message,
        "advice": flag.advice,
        "questions": list(flag.questions),
        "idea": flag.idea,
        "evidence": [_range(words) for words in flag.evidence],
    }


def _strength(strength: Strength) -> Json:
    return {
        "id": strength.id,
        "message": strength.message,
        "idea": strength.idea,
        "evidence": [_range(words) for words in strength.evidence],
    }
