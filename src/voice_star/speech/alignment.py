"""Words found in sound by forced alignment: the one module that uses pocketsphinx."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from voice_star.domain.samplerate import SAMPLERATE
from voice_star.domain.take import Samples, to_pcm
from voice_star.domain.timeline import Seconds, Span
from voice_star.speech.background import in_background
from voice_star.speech.fillers import filler_sound
from voice_star.speech.pronunciation import phones_by_rule, spoken_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future

    import numpy as np
    from numpy.typing import NDArray
    from pocketsphinx import Decoder

    from voice_star.speech.transcriber import HeardWord

_BEAMS = (1e-60, 1e-150)
"""How much less likely than the best a path may be and still be followed: the first
takes 0.02 of real time and fails on one piece in ten, the second 0.04 to 0.2."""

_NARROW = 1e-20
"""A beam that costs hardly anything, for a search whose outcome does not matter."""

_GULP = SAMPLERATE // 10
"""Samples searched at a time where others wait for Python's lock: some 3 ms of it."""

_SILENCE_CHANCE = 0.03
"""How likely silence is between two words, for the aligner. Its own 0.005 gave short
silences, of a stop or a breath, to the word after them, which began too early; from
0.08 on the path gets lost now and then."""

_FRAME: Seconds = 0.01
"""pocketsphinx counts time in frames of 10 ms."""

_FEWEST_TO_SPLIT = 4
"""Pieces of fewer words are not cut any smaller when they cannot be aligned."""

_BEFORE, _BEHIND = 0.2, 0.8
"""How far around the rough times of words they are looked for in the last try."""

_FILLER_PHONES = {"um": "AH AH M", "uh": "AH AH", "er": "ER ER", "hm": "HH M M"}
"""Fillers are drawn out. With the dictionary's one vowel they were squeezed into the
end of the word before, and their sound went to the word after them."""

_SILENCES = ("<", "[", "+", "(")
"""How pocketsphinx begins the names of what it finds between words."""


@dataclass(slots=True, weakref_slot=True)
class Aligner:
    """Finds words that are known to be there. Loads its models when first used.

    Not for several threads at once. It holds Python's lock while it works, for some
    0.02 s a second of sound at a time.

    Attributes:
        is_gentle: Whether to let the lock go every few hundredths of a second, for
            whoever records meanwhile. It takes a third longer, and one word in twenty
            begins 0.01 s earlier or later.
    """

    is_gentle: bool = False
    _decoders: dict[float, Future[Decoder]] = field(default_factory=dict)

    def load_ahead(self) -> None:
        """Begin to load the models, in a thread of its own; `align` waits for them."""
        for beam in (*_BEAMS, _NARROW) if self.is_gentle else _BEAMS[:1]:
            self._begun(beam)

    def align(self, words: Sequence[HeardWord], sound: Samples) -> list[Span | None]:
        """Find when each word was said.

        Args:
            words: What was said, in order; their rough times serve to cut the sound
                where it cannot be aligned in one go.
            sound: Holds these words and no others, shape ``(n,)``.

        Returns:
            A span for each word, in order and without overlaps, in seconds from the
            start of `sound`; None for a word that could not be found.
        """
        return self._align(words, sound, offset=0.0)

    def _align(
        self, words: Sequence[HeardWord], sound: Samples, *, offset: Seconds
    ) -> list[Span | None]:
        if not words or len(sound) < SAMPLERATE // 10:
            return [None] * len(words)
        for beam in _BEAMS:
            found = self._spans(words, sound, beam)
            if found is not None:
                return [span and span.shifted(offset) for span in found]
        if len(words) < _FEWEST_TO_SPLIT:
            return self._last_try(words, sound, offset=offset)
        index, cut = _where_to_split(words, len(sound) / SAMPLERATE, offset)
        middle = round((cut - offset) * SAMPLERATE)
        before = self._align(words[:index], sound[:middle], offset=offset)
        return before + self._align(words[index:], sound[middle:], offset=cut)

    def _last_try(
        self, words: Sequence[HeardWord], sound: Samples, *, offset: Seconds
    ) -> list[Span | None]:
        """Look for a few words close to their rough times only.

        Whisper drops a phrase at the end of a piece now and then; the sound of it is
        what kept these words from being aligned.
        """
        start = max(0.0, words[0].near - offset - _BEFORE)
        end = max(start, words[-1].near - offset) + _BEHIND
        near = sound[round(start * SAMPLERATE) : round(end * SAMPLERATE)]
        found = self._spans(words, near, _BEAMS[-1]) if len(near) else None
        if found is None:
            return [None] * len(words)
        return [span and span.shifted(offset + start) for span in found]

    def _spans(
        self, words: Sequence[HeardWord], sound: Samples, beam: float
    ) -> list[Span | None] | None:
        """Align in one go; None where no path through the words was found."""
        decoder = self._decoder(beam)
        tokens = [self._tokens(word, decoder) for word in words]
        said = [token for group in tokens for token in group]
        if not said:
            return [None] * len(words)
        try:
            decoder.set_align_text(" ".join(said))
            self._search(decoder, to_pcm(sound))
        except RuntimeError:
            # It refuses sound too short to hold the words; there is no better error.
            return None
        if decoder.hyp() is None:
            return None
        found = list(_found(decoder))
        return _grouped(found, tokens) if len(found) == len(said) else None

    def _search(self, decoder: Decoder, pcm: NDArray[np.int16]) -> None:
        """Let a decoder that knows its words go through some sound."""
        if not self.is_gentle:
            _hear_at_once(decoder, pcm)
            return
        # What it has to know of the whole before it begins is the mean of its spectra;
        # another one finds that, for next to nothing, by looking for a single word.
        quick = self._decoder(_NARROW)
        quick.set_align_text("a")
        _hear_at_once(quick, pcm)
        decoder.reinit_feat()
        decoder.set_cmn(quick.get_cmn(update=False))
        decoder.start_utt()
        for first in range(0, len(pcm), _GULP):
            decoder.process_raw(pcm[first : first + _GULP].tobytes())
            # Others want the lock: without this they wait for their turn (5 ms) anew.
            time.sleep(0)
        decoder.end_utt()

    def _decoder(self, beam: float) -> Decoder:
        return self._begun(beam).result()

    def _begun(self, beam: float) -> Future[Decoder]:
        if beam not in self._decoders:
            self._decoders[beam] = in_background(partial(_loaded, beam))
        return self._decoders[beam]

    def _tokens(self, word: HeardWord, decoder: Decoder) -> list[str]:
        """Return the dictionary's words for a written one, adding what it lacks."""

        def is_known(text: str) -> bool:
            return decoder.lookup_word(text) is not None

        filler = filler_sound(word.text) if word.is_filled_pause else None
        tokens = [f"{filler}-filled"] if filler else spoken_words(word.text, is_known)
        for token in tokens:
            if not is_known(token):
                phones = _FILLER_PHONES[filler] if filler else phones_by_rule(token)
                decoder.add_word(token, phones)
        return tokens


def _hear_at_once(decoder: Decoder, pcm: NDArray[np.int16]) -> None:
    # It carries means over from the last sound; like must give like.
    decoder.reinit_feat()
    decoder.start_utt()
    decoder.process_raw(pcm.tobytes(), full_utt=True)
    decoder.end_utt()


def _loaded(beam: float) -> Decoder:
    from pocketsphinx import Decoder

    return Decoder(
        lm=None,
        beam=beam,
        pbeam=beam,
        wbeam=beam**0.7,
        silprob=_SILENCE_CHANCE,
        # Off, since the lattice it is found in is built anew after each failure: 12 s
        # of the 18 that noisy talk takes. The first path is as right.
        bestpath=False,
        loglevel="FATAL",
    )


def _found(decoder: Decoder) -> Iterator[Span]:
    """Yield where each word was found, silences left out."""
    for segment in decoder.seg():
        if not segment.word.startswith(_SILENCES):
            start = segment.start_frame * _FRAME
            yield Span(start, max(start, segment.end_frame * _FRAME) + _FRAME)


def _grouped(found: Sequence[Span], tokens: Sequence[list[str]]) -> list[Span | None]:
    """Join the spans of the tokens of each word."""
    spans: list[Span | None] = []
    index = 0
    for group in tokens:
        own = found[index : index + len(group)]
        spans.append(Span(own[0].start, own[-1].end) if own else None)
        index += len(group)
    return spans


def _where_to_split(
    words: Sequence[HeardWord], duration: Seconds, offset: Seconds
) -> tuple[int, Seconds]:
    """Choose the widest rough gap in the middle half; return its word and moment."""
    first = max(1, len(words) // 4)
    inner = range(first, max(first + 1, len(words) - first))
    index = max(inner, key=lambda i: words[i].near - words[i - 1].near)
    earliest, latest = offset + 0.1 * duration, offset + 0.9 * duration
    return index, min(max(words[index].near, earliest), latest)
