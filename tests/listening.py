"""Live hearings for tests: blocks to feed, and models that wait, fail or skim."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import numpy as np

from tests.saying import RehearsedTranscriber
from tests.sounds import part_known, silence, take_of
from voice_star.audio.running_voice import RunningVoice
from voice_star.speech.alignment import Aligner
from voice_star.speech.live import LiveHearing
from voice_star.speech.live_jobs import Ears

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from voice_star.domain.take import Samples, Take
    from voice_star.domain.timeline import Seconds, Span
    from voice_star.domain.transcript import Word
    from voice_star.speech.live import HeardLive
    from voice_star.speech.transcriber import Heard, OnWait, Skimmer, Transcriber

PATIENCE = 30.0
"""Seconds after which something that is waited for will not come any more."""

ALIGNER = Aligner()
"""Loaded once; tests hear one after the other."""


def blocks_of(samples: Samples, lengths: Iterable[int]) -> Iterator[Samples]:
    """Yield sound in blocks of these lengths, and what is left as the last one."""
    first = 0
    for length in lengths:
        if first >= len(samples):
            return
        yield samples[first : first + length]
        first += length
    yield samples[first:]


def ears(
    transcriber: Transcriber,
    *,
    skimmer: Skimmer | None = None,
    on_words: Callable[[tuple[Word, ...]], None] | None = None,
    on_sound: Callable[[Take, Span], None] | None = None,
) -> Ears:
    """Return ears with a real search for voice and a real aligner."""
    return Ears(
        transcriber,
        ALIGNER,
        RunningVoice(),
        skimmer=skimmer,
        on_words=on_words,
        on_sound=on_sound,
    )


def hear_blocks(transcriber: Transcriber, blocks: Iterable[Samples]) -> HeardLive:
    """Hear some blocks as quickly as it goes."""
    with LiveHearing(ears(transcriber)) as live:
        for block in blocks:
            live.feed(block)
        return live.finish()


def rehearsed(
    name: str, span: Span, *, then: Seconds = 0.0
) -> tuple[Take, RehearsedTranscriber]:
    """Return part of a recording of fixtures/audio, and who knows it by heart.

    Args:
        name: Of the recording.
        span: Which part.
        then: How long it is silent after it.
    """
    part, transcript = part_known(name, span)
    take = take_of(np.concatenate([part.samples(), silence(then)]))
    return take, RehearsedTranscriber(take, transcript.words)


class Told:
    """Waits for words to be told; give its `tell` as `on_words`."""

    def __init__(self) -> None:
        self.words: tuple[Word, ...] = ()
        self._was_told = Event()

    def tell(self, words: tuple[Word, ...]) -> None:
        """Take note of the words so far."""
        self.words = words
        self._was_told.set()

    def wait(self, n_words: int) -> tuple[Word, ...]:
        """Return the words as soon as there are so many."""
        while len(self.words) < n_words:
            assert self._was_told.wait(PATIENCE), "no words came"
            self._was_told.clear()
        return self.words


class HeldTranscriber:
    """A transcriber that is slow: it waits until it is let go."""

    name = "held"
    language = "en"

    def __init__(self, inner: Transcriber) -> None:
        self._inner = inner
        self.has_begun = Event()
        self.may_go_on = Event()

    def hear(self, pieces: Sequence[Samples], *, on_wait: OnWait) -> list[Heard]:
        """Hear what another hears, later."""
        self.has_begun.set()
        while not self.may_go_on.wait(0.01):
            on_wait(0.0)
        return self._inner.hear(pieces, on_wait=on_wait)


class FailingTranscriber:
    """A transcriber that fails at once."""

    name = "failing"
    language = "en"

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.has_failed = Event()

    def hear(self, pieces: Sequence[Samples], *, on_wait: OnWait) -> list[Heard]:
        """Fail, whatever it is asked."""
        del pieces, on_wait
        self.has_failed.set()
        raise self._error


class Parrot:
    """A skimmer that always says the same."""

    def __init__(self, *words: str) -> None:
        self._words = words
        self.has_skimmed = Event()

    def skim(self, piece: Samples, *, on_wait: OnWait) -> tuple[str, ...]:
        """Say it, whatever is said."""
        del piece
        on_wait(0.5)
        self.has_skimmed.set()
        return self._words
