"""Answers of any length, made of recordings whose words are known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np

from bench.recordings import FIXTURES, KOKORO, Recording, Said, spoken
from voice_star.audio.files import open_take
from voice_star.domain.samplerate import SAMPLERATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.take import Samples
    from voice_star.domain.timeline import Seconds

_REACTION: Seconds = 0.3
"""From the end of the last word to the key: nobody is quicker."""

KEPT: Seconds = 0.4
"""What is recorded after the key."""

_GAP: Seconds = 0.5
"""Between recordings that are joined."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with what is said in it, up to what is recorded after the last key.

    Attributes:
        samples: The sound.
        words: What is said, with the times.
        text: The same as one line.
    """

    samples: Samples
    words: tuple[Said, ...]
    text: str

    @property
    def key(self) -> Seconds:
        """When the key is pressed that ends it."""
        return self.duration - KEPT

    @property
    def duration(self) -> Seconds:
        """Length of the sound."""
        return len(self.samples) / SAMPLERATE


def answers_of(length: Seconds) -> Iterator[Answer]:
    """Yield answers that end with the last word within `length`, each another."""
    recordings = [
        *spoken(FIXTURES / "audio"),
        *spoken(KOKORO / "fluent", KOKORO / "fillers", KOKORO / "pauses"),
    ]
    for first in range(0, len(recordings), 3):
        yield _joined(recordings[first:] + recordings[:first], length)


def _joined(recordings: Sequence[Recording], length: Seconds) -> Answer:
    """Join recordings to one answer."""
    parts: list[Samples] = []
    words: list[Said] = []
    now = 0.0
    gap = np.zeros(round(_GAP * SAMPLERATE), np.float32)
    for recording in cycle(recordings):
        sound = open_take(recording.path).samples()
        words += [Said(w.text, w.span.shifted(now)) for w in recording.words]
        parts += [sound, gap]
        now += (len(sound) + len(gap)) / SAMPLERATE
        if now >= length:
            break
    said = tuple(word for word in words if word.span.end <= length - _REACTION - KEPT)
    key = said[-1].span.end + _REACTION
    samples = np.concatenate(parts)[: round((key + KEPT) * SAMPLERATE)]
    # What would be said next is not: the speaker has finished.
    silent_from = round((said[-1].span.end + 0.05) * SAMPLERATE)
    quiet = np.random.default_rng(1).standard_normal(len(samples) - silent_from)
    samples[silent_from:] = (1e-4 * quiet).astype(np.float32)
    return Answer(samples, said, " ".join(word.text for word in said))
