"""Whisper, by faster-whisper: the one module that knows that library's insides.

It does not call `WhisperModel.transcribe`, which decodes one window at a time, writes
time stamps we do not use and retries up to six times at random. Pieces are cut at
pauses before they come here, so that one encoding serves two readings (the words, and
the words with their fillers) and many pieces are read side by side.
"""

from __future__ import annotations

import os
import time
import zlib
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from voice_star.domain.take import SAMPLERATE
from voice_star.errors import ModelError
from voice_star.speech.fillers import filler_sound
from voice_star.speech.tokens import joined_words, token_starts
from voice_star.speech.transcriber import Heard, OnWait

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer
    from numpy.typing import NDArray

    from voice_star.domain.take import Samples

_WINDOW_FRAMES = 3_000
"""Frames of 10 ms the model was trained to see at once: 30 s."""

_BEAM = 5
"""As faster-whisper's own default; greedy search doubled the errors."""

_FILLER_PROMPTS = (" Um, uh, um, hm, er, uh.",)
"""What the model is told was said before: after it, it writes fillers down. Of six
wordings tried this one brought back most of them; a second one beside it finds few
more and costs a fifth of the time (docs/hearing.md)."""

_FILLER_BEAM = 2
"""One loses whole phrases now and then; five finds no more fillers and costs double."""

_TOKENS_A_SECOND = 8
"""Nobody says more; a reading is ended here."""

_BYTES_A_SECOND = 30
"""Likewise in letters: the quickest speakers reach some 25."""

_REPETITIVE = 2.4
"""Whisper's own bound: text that zlib shrinks more than this repeats itself."""

_SHORT_TEXT = 40
"""Bytes that are too few for zlib to tell anything from."""

_ENCODED, _READ_ONCE = 0.45, 0.75
"""Shares of the time that are over once the pieces are encoded, and read plainly."""

_POLL = 0.004
"""Seconds between looks at a job: often enough that Ctrl-C is felt at once."""


class _Reading(Protocol):
    """What the decoder returns for one piece."""

    sequences_ids: list[list[int]]
    no_speech_prob: float


class WhisperTranscriber:
    """A Whisper model in a folder, loaded when it is first needed.

    Args:
        folder: Holds `model.bin`, `config.json`, `tokenizer.json`, `vocabulary.*`.
        name: What to call it in a review.
        language: Code such as "en"; ignored by models that know English only.
        n_threads: Processor threads; all of them for 0.
        hears_fillers: Whether to read everything twice for the fillers' sake.
    """

    def __init__(
        self,
        folder: Path,
        *,
        name: str,
        language: str = "en",
        n_threads: int = 0,
        hears_fillers: bool = True,
    ) -> None:
        self._folder = folder
        self._name = name
        self._language = language
        self._n_threads = n_threads or os.cpu_count() or 1
        self._hears_fillers = hears_fillers

    @property
    def name(self) -> str:
        """What it is called in a review."""
        return self._name

    @property
    def language(self) -> str:
        """Code of the language it listens for."""
        return self._language

    @cached_property
    def _model(self) -> WhisperModel:
        from faster_whisper import WhisperModel

        try:
            return WhisperModel(
                str(self._folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=self._n_threads,
                local_files_only=True,
            )
        except (OSError, RuntimeError, ValueError) as error:
            raise ModelError(
                f"The model in {self._folder} is damaged or is no Whisper model. "
                f"Fetch it anew with: voice-star model fetch {self._name}"
            ) from error

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from faster_whisper.tokenizer import Tokenizer

        model = self._model
        return Tokenizer(
            model.hf_tokenizer,
            model.model.is_multilingual,
            task="transcribe",
            language=self._language,
        )

    @cached_property
    def _suppressed(self) -> list[int]:
        from faster_whisper.transcribe import get_suppressed_tokens

        return list(get_suppressed_tokens(self._tokenizer, [-1]))

    def load(self) -> None:
        """Load the model now, so that the first piece need not wait for it.

        Raises:
            ModelError: If the folder holds no model that can be loaded.
        """
        _ = self._suppressed

    def hear(self, pieces: Sequence[Samples], *, on_wait: OnWait) -> list[Heard]:
        """Hear some pieces of sound; see `Transcriber.hear`.

        Raises:
            ModelError: If the model cannot be loaded.
        """
        if not pieces:
            return []
        encoded = self._encode(pieces, on_wait)
        durations = [len(piece) / SAMPLERATE for piece in pieces]
        plain = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        readings = self._read_straight(
            encoded, plain, durations, on_wait=lambda _: on_wait(_ENCODED)
        )
        others = self._other_readings(
            encoded, plain, durations, lambda _: on_wait(_READ_ONCE)
        )
        on_wait(1.0)
        return [
            self._heard(encoded[index : index + 1], reading, other, len(piece))
            for index, (reading, other, piece) in enumerate(
                zip(readings, others, pieces, strict=True)
            )
        ]

    def _encode(
        self, pieces: Sequence[Samples], on_wait: OnWait
    ) -> NDArray[np.float32]:
        """Return what the encoder makes of each piece, one by one to stay stoppable."""
        from ctranslate2 import StorageView

        model = self._model
        rows = []
        for index, piece in enumerate(pieces):
            on_wait(_ENCODED * index / len(pieces))
            mel = model.feature_extractor(piece)[:, :_WINDOW_FRAMES]
            mel = np.pad(mel, ((0, 0), (0, _WINDOW_FRAMES - mel.shape[1])))
            view = StorageView.from_array(np.ascontiguousarray(mel[None], np.float32))
            rows.append(np.asarray(model.model.encode(view, to_cpu=True)))
        return np.concatenate(rows)

    def _read(
        self,
        encoded: NDArray[np.float32],
        prompt: list[int],
        longest: float,
        *,
        on_wait: OnWait,
        beam_size: int = _BEAM,
        no_repeat_ngram_size: int = 0,
    ) -> list[_Reading]:
        """Decode some encoded pieces side by side, after the same prompt."""
        from ctranslate2 import StorageView

        jobs = self._model.model.generate(
            StorageView.from_array(np.ascontiguousarray(encoded)),
            [prompt] * len(encoded),
            asynchronous=True,
            max_length=min(448, len(prompt) + 12 + int(_TOKENS_A_SECOND * longest)),
            suppress_tokens=self._suppressed,
            return_scores=True,
            return_no_speech_prob=True,
            beam_size=beam_size,
            no_repeat_ngram_size=no_repeat_ngram_size,
        )
        while not all(job.done() for job in jobs):
            on_wait(0.0)
            time.sleep(_POLL)
        return [job.result() for job in jobs]

    def _read_straight(
        self,
        encoded: NDArray[np.float32],
        prompt: list[int],
        durations: Sequence[float],
        *,
        on_wait: OnWait,
        beam_size: int = _BEAM,
    ) -> list[_Reading]:
        """Decode, and decode again where the model goes round in circles."""
        readings = self._read(
            encoded, prompt, max(durations), on_wait=on_wait, beam_size=beam_size
        )
        for index, duration in enumerate(durations):
            if self._is_circular(readings[index], duration):
                readings[index] = self._read(
                    encoded[index : index + 1],
                    prompt,
                    duration,
                    on_wait=on_wait,
                    no_repeat_ngram_size=3,
                )[0]
        return readings

    def _other_readings(
        self,
        encoded: NDArray[np.float32],
        plain: list[int],
        durations: Sequence[float],
        on_wait: OnWait,
    ) -> list[tuple[tuple[str, ...], ...]]:
        """Read everything again for the fillers; the result is by piece."""
        tokenizer = self._tokenizer
        rows: list[list[tuple[str, ...]]] = [[] for _ in durations]
        for wording in _FILLER_PROMPTS if self._hears_fillers else ():
            prompt = [tokenizer.sot_prev, *tokenizer.encode(wording), *plain]
            readings = self._read_straight(
                encoded, prompt, durations, on_wait=on_wait, beam_size=_FILLER_BEAM
            )
            for row, reading in zip(rows, readings, strict=True):
                row.append(tuple(self._text(reading).split()))
        return [tuple(row) for row in rows]

    def _tokens(self, reading: _Reading) -> list[int]:
        """Return the text tokens of a reading."""
        end = self._tokenizer.eot
        return [token for token in reading.sequences_ids[0] if token < end]

    def _text(self, reading: _Reading) -> str:
        return str(self._tokenizer.decode(self._tokens(reading)))

    def _is_circular(self, reading: _Reading, duration: float) -> bool:
        """Tell whether a reading repeats itself, as Whisper does when it is lost.

        Fillers in a row are left to alignment: people do say "uh, uh, uh".
        """
        words = self._text(reading).split()
        text = " ".join(word for word in words if filler_sound(word) is None).encode()
        if len(text) > _BYTES_A_SECOND * duration + _SHORT_TEXT:
            return True
        shrunk = len(zlib.compress(text))
        return len(text) > _SHORT_TEXT and len(text) / shrunk > _REPETITIVE

    def _heard(
        self,
        encoded: NDArray[np.float32],
        reading: _Reading,
        others: tuple[tuple[str, ...], ...],
        n_samples: int,
    ) -> Heard:
        """Split a reading in words, each with its probability and rough time."""
        from ctranslate2 import StorageView

        tokens = self._tokens(reading)
        if not tokens:
            return Heard((), others, reading.no_speech_prob)
        aligned = self._model.model.align(
            StorageView.from_array(np.ascontiguousarray(encoded)),
            self._tokenizer.sot_sequence,
            [tokens],
            min(_WINDOW_FRAMES, n_samples // 160),
        )[0]
        chances = np.asarray(aligned.text_token_probs, np.float64)
        starts = token_starts(aligned.alignments, len(tokens))
        words, groups = self._tokenizer.split_to_word_tokens(
            [*tokens, self._tokenizer.eot]
        )
        return Heard(
            joined_words(words[:-1], groups[:-1], chances, starts),
            others,
            reading.no_speech_prob,
            float(np.log(np.clip(chances, 1e-9, 1)).mean()) if len(chances) else 0.0,
        )
