"""Sounds for tests: made ones, and recordings of fixtures/audio with their words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import soundfile

from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.take import Take, to_pcm
from voice_star.domain.timeline import Seconds, Span
from voice_star.domain.transcript import Transcript, Word, WordKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIXTURES = Path(__file__).parent.parent / "fixtures"


def tone(
    duration: Seconds, *, pitch: float = 440.0, peak: float = 0.5, rate: int = 16_000
) -> NDArray[np.float64]:
    """Return a pure tone, shape ``(n,)``."""
    moments = np.arange(round(duration * rate)) / rate
    return np.asarray(peak * np.sin(2 * np.pi * pitch * moments))


def noise(duration: Seconds, *, level_db: float = -40.0) -> NDArray[np.float64]:
    """Return white noise, the same every time."""
    samples = np.random.default_rng(1).standard_normal(round(duration * SAMPLERATE))
    return np.asarray(10 ** (level_db / 20) * samples)


def silence(duration: Seconds) -> NDArray[np.float64]:
    """Return nothing but zeros."""
    return np.zeros(round(duration * SAMPLERATE))


def take_of(samples: NDArray[Any], *, name: str = "made.wav") -> Take:
    """Return 16 kHz mono sound from -1 to 1 as a take."""
    return Take(Path(name), samplerate=SAMPLERATE, n_channels=1, pcm=to_pcm(samples))


def recording(name: str) -> Path:
    """Return the file of a recording of fixtures/audio."""
    return FIXTURES / "audio" / f"{name}.flac"


@cache
def fixture_take(name: str) -> Take:
    """Return a recording of fixtures/audio as a take."""
    pcm, rate = soundfile.read(recording(name), dtype="int16")
    assert rate == SAMPLERATE
    return Take(recording(name), samplerate=rate, n_channels=1, pcm=pcm)


@cache
def known(name: str) -> dict[str, Any]:
    """Return what is known of a recording of fixtures/audio: its JSON."""
    text = recording(name).with_suffix(".json").read_text("utf-8")
    return cast("dict[str, Any]", json.loads(text))


@cache
def fixture_words(name: str) -> tuple[Word, ...]:
    """Return the words of a recording of fixtures/audio with their true times."""
    return tuple(
        Word(
            word["text"],
            Span(word["start"], word["end"]),
            kind=WordKind(word["kind"]),
        )
        for word in known(name)["words"]
    )


def part_of(take: Take, span: Span) -> Take:
    """Return a shorter take, cut out of another."""
    first, stop = round(span.start * SAMPLERATE), round(span.end * SAMPLERATE)
    return Take(
        take.path, samplerate=SAMPLERATE, n_channels=1, pcm=take.pcm[first:stop]
    )


def part_known(name: str, span: Span) -> tuple[Take, Transcript]:
    """Return part of a recording of fixtures/audio, and what is said in it."""
    return part_of(fixture_take(name), span), words_in(fixture_words(name), span)


def words_in(words: tuple[Word, ...], span: Span) -> Transcript:
    """Return the words wholly within `span`, with times counted from its start."""
    return Transcript(
        tuple(
            Word(word.text, word.span.shifted(-span.start), kind=word.kind)
            for word in words
            if word.span is not None and word.span in span
        )
    )
