"""A telling: a take with all that was found in its sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.domain.answer import Sentence
    from voice_star.domain.review import Hearing
    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Seconds, Span
    from voice_star.domain.transcript import Transcript
    from voice_star.domain.voicetrack import VoiceTrack


@dataclass(frozen=True, slots=True)
class Telling:
    """All that a review is made of, so that nothing need be heard again.

    Attributes:
        take: The recording.
        transcript: Its words.
        voice: Where it is not silent, in order.
        hearing: How it was heard; None where nobody said.
        track: The voice followed through all of it; None where that was not done.
        sentences: As somebody has divided it, some parts settled; None without.
    """

    take: Take
    transcript: Transcript
    voice: tuple[Span, ...]
    hearing: Hearing | None = None
    track: VoiceTrack | None = None
    sentences: tuple[Sentence, ...] | None = None

    @property
    def begin(self) -> Seconds:
        """When the first word begins; 0 where there is none."""
        first = self.transcript.words[0].span if self.transcript.words else None
        return 0.0 if first is None else first.start

    @property
    def end(self) -> Seconds:
        """When the last word ends; the recording, where there is none."""
        last = self.transcript.words[-1].span if self.transcript.words else None
        return self.take.duration if last is None else last.end
