"""Words said in tests: `say("I led … it")` is a transcript with a one-second pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from voice_star.domain.timeline import Seconds, Span, joined
from voice_star.domain.transcript import Transcript, Word, WordKind
from voice_star.speech.fillers import filler_sound
from voice_star.speech.transcriber import Heard, HeardWord, OnWait

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.take import Samples, Take

PAUSE = "…"

WORD_LENGTH: Seconds = 0.3
"""How long every word takes that is said here, without silence to the next."""


def say(text: str, *, pause: Seconds = 1.0, start: Seconds = 0.5) -> Transcript:
    """Return `text` as it would be heard: each "…" is a pause, fillers are fillers."""
    words: list[Word] = []
    now = start
    for token in text.split():
        if token == PAUSE:
            now += pause
            continue
        is_filler = filler_sound(token) is not None
        kind = WordKind.FILLED_PAUSE if is_filler else WordKind.WORD
        words.append(Word(token, Span(now, now + WORD_LENGTH), 0.9, kind))
        now = words[-1].span.end if words[-1].span else now
    return Transcript(tuple(words))


def voice_of(transcript: Transcript) -> tuple[Span, ...]:
    """Return where somebody speaks who says just this."""
    spans = [word.span for word in transcript.words if word.span is not None]
    return joined(spans, across=0.01)


def heard(*texts: str, second: str = "") -> Heard:
    """Return words as a model hears them in one piece, three a second."""
    words = " ".join(texts).split()
    return Heard(
        tuple(HeardWord(text, 0.9, index / 3) for index, text in enumerate(words)),
        (tuple(second.split()),),
    )


WORDS = (
    "I", "led", "the", "team", "and", "we", "um,", "shipped", "it", "in", "May.",
    "It", "uh", "worked!", "Why?", "Dr.", "22", "percent", "er,", "night-shift",
)  # fmt: skip

spoken_texts = (
    st.lists(st.sampled_from([*WORDS, PAUSE]), min_size=1, max_size=60)
    .map(" ".join)
    .filter(lambda text: any(token != PAUSE for token in text.split()))
)
"""Texts to `say`, with at least one word, of sentences, fillers and pauses."""


class ScriptedTranscriber:
    """A transcriber that knows its lines: one for each piece, then silence."""

    name = "scripted"
    language = "en"

    def __init__(self, *lines: Heard | str) -> None:
        self._lines = [heard(line) if isinstance(line, str) else line for line in lines]
        self.pieces: list[int] = []
        """Length of each piece it was given, in samples."""

    def hear(self, pieces: Sequence[Samples], *, on_wait: OnWait) -> list[Heard]:
        """Return the next lines."""
        on_wait(0.5)
        first = len(self.pieces)
        self.pieces += [len(piece) for piece in pieces]
        lines = self._lines[first : first + len(pieces)]
        return [*lines, *[Heard(())] * (len(pieces) - len(lines))]


class RehearsedTranscriber:
    """A transcriber that knows a recording by heart and finds each piece in it."""

    name = "rehearsed"
    language = "en"

    def __init__(self, take: Take, words: Sequence[Word]) -> None:
        self._pcm = take.pcm.tobytes()
        self._words = words

    def load_ahead(self) -> None:
        """Do nothing: it is ready."""

    def hear(self, pieces: Sequence[Samples], *, on_wait: OnWait) -> list[Heard]:
        """Return what is said in each piece, its times a little off."""
        on_wait(0.5)
        return [self._hear(piece) for piece in pieces]

    def _hear(self, piece: Samples) -> Heard:
        from voice_star.domain.samplerate import SAMPLERATE
        from voice_star.domain.take import to_pcm

        at = self._pcm.find(to_pcm(piece).tobytes())
        assert at >= 0, "this piece is not from the recording that was rehearsed"
        start = at / 2 / SAMPLERATE
        own = Span(start, start + len(piece) / SAMPLERATE)
        return Heard(
            tuple(
                HeardWord(word.text, 0.9, max(0.0, word.span.start - start - 0.05))
                for word in self._words
                if word.span is not None
                and own.overlap(word.span) > word.span.duration / 2
            )
        )
