"""The two engines that are measured side by side: ours and plain faster-whisper."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.recordings import Recording, Said
from voice_star.audio.files import open_take
from voice_star.domain.timeline import Seconds, Span, gaps
from voice_star.errors import NothingHeardError
from voice_star.pipeline import review_take
from voice_star.places import models_folder
from voice_star.speech.alignment import Aligner
from voice_star.speech.models import model_folder
from voice_star.speech.whisper import WhisperTranscriber

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faster_whisper import WhisperModel

    from voice_star.domain.review import Review


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one engine made of a recording.

    Attributes:
        recording: Which.
        words: As heard, in order.
        pauses: Silences it tells of.
        aligned: Share of the words placed by alignment.
        seconds: Time it took, the model loaded.
    """

    recording: Recording
    words: tuple[Said, ...]
    pauses: tuple[Span, ...]
    aligned: float
    seconds: Seconds

    @property
    def text(self) -> str:
        """All words as one line."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Engines:
    """Ours and plain faster-whisper, with the same model, both loaded."""

    name: str
    hears_fillers: bool = True
    ours: WhisperTranscriber = field(init=False)
    plain: WhisperModel = field(init=False)
    aligner: Aligner = field(init=False, default_factory=Aligner)

    def __post_init__(self) -> None:
        from faster_whisper import WhisperModel

        folder = model_folder(self.name, cache=models_folder())
        self.ours = WhisperTranscriber(
            folder, name=self.name, hears_fillers=self.hears_fillers
        )
        self.ours.load()
        self.plain = WhisperModel(str(folder), device="cpu", compute_type="int8")

    def hear(self, recording: Recording) -> Outcome:
        """Hear a recording as `voice-star review` does."""
        began = time.perf_counter()
        take = open_take(recording.path)
        try:
            review = review_take(take, transcriber=self.ours, aligner=self.aligner)
        except NothingHeardError:
            return Outcome(recording, (), (), 1.0, time.perf_counter() - began)
        took = time.perf_counter() - began
        return Outcome(
            recording,
            tuple(_said(review)),
            review.answer.pauses,
            review.hearing.aligned if review.hearing else 0.0,
            took,
        )

    def hear_plainly(self, recording: Recording) -> Outcome:
        """Hear a recording as plain faster-whisper does, with its word times."""
        began = time.perf_counter()
        segments, _ = self.plain.transcribe(
            str(recording.path), beam_size=5, word_timestamps=True, language="en"
        )
        words = [word for segment in segments for word in segment.words or ()]
        took = time.perf_counter() - began
        said = tuple(_plain_said(words))
        silences = tuple(
            gap for gap in gaps([word.span for word in said]) if gap.duration >= 0.25
        )
        return Outcome(recording, said, silences, 0.0, took)


def _said(review: Review) -> Iterable[Said]:
    for word in review.answer.transcript.words:
        assert word.span is not None
        yield Said(word.text, word.span)


def _plain_said(words: Sequence[Any]) -> Iterable[Said]:
    for word in words:
        if word.end > word.start:
            yield Said(word.word.strip(), Span(float(word.start), float(word.end)))
