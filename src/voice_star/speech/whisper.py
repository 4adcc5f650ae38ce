"""Whisper, by faster-whisper: a transcriber that reads every piece twice.

Pieces are cut at pauses before they come here, so that one encoding serves two
readings (the words, and the words with their fillers) and many pieces are read side
by side.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from voice_star.domain.take import SAMPLERATE
from voice_star.errors import ModelError
from voice_star.speech.reader import Manner, Reader
from voice_star.speech.transcriber import Heard, OnWait

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from voice_star.domain.take import Samples
    from voice_star.domain.timeline import Seconds

_PLAINLY = Manner()

_FOR_FILLERS = (Manner(" Um, uh, um, hm, er, uh.", beam_size=2),)
"""What the model is told was said before: after it, it writes fillers down. Of six
wordings tried this one brought back most of them; a second one beside it finds few
more and costs a fifth of the time (docs/hearing.md). A beam of one loses whole phrases
now and then; five finds no more fillers and costs double."""

_ENCODED, _READ_ONCE = 0.45, 0.75
"""Shares of the time that are over once the pieces are encoded, and read plainly."""


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
    def _reader(self) -> Reader:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        try:
            model = WhisperModel(
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
        tokenizer = Tokenizer(
            model.hf_tokenizer,
            model.model.is_multilingual,
            task="transcribe",
            language=self._language,
        )
        return Reader(model, tokenizer, list(get_suppressed_tokens(tokenizer, [-1])))

    def load(self) -> None:
        """Load the model now, so that the first piece need not wait for it.

        Raises:
            ModelError: If the folder holds no model that can be loaded.
        """
        _ = self._reader

    def hear(self, pieces: Sequence[Samples], *, on_wait: OnWait) -> list[Heard]:
        """Hear some pieces of sound; see `Transcriber.hear`.

        Raises:
            ModelError: If the model cannot be loaded.
        """
        if not pieces:
            return []
        reader = self._reader
        durations = [len(piece) / SAMPLERATE for piece in pieces]
        encoded = reader.encode(pieces, on_wait=lambda share: on_wait(_ENCODED * share))
        readings = reader.read(
            encoded, durations, manner=_PLAINLY, on_wait=lambda _: on_wait(_ENCODED)
        )
        others = self._other_readings(
            encoded, durations, on_wait=lambda _: on_wait(_READ_ONCE)
        )
        on_wait(1.0)
        heard = []
        for index, duration in enumerate(durations):
            own = encoded[index : index + 1]
            words, probability = reader.words(readings[index], own, duration)
            chance_of_none = readings[index].no_speech_prob
            heard.append(Heard(words, others[index], chance_of_none, probability))
        return heard

    def _other_readings(
        self,
        encoded: NDArray[np.float32],
        durations: Sequence[Seconds],
        *,
        on_wait: OnWait,
    ) -> list[tuple[tuple[str, ...], ...]]:
        """Read everything again for the fillers; the result is by piece."""
        reader = self._reader
        rows: list[list[tuple[str, ...]]] = [[] for _ in durations]
        for manner in _FOR_FILLERS if self._hears_fillers else ():
            readings = reader.read(encoded, durations, manner=manner, on_wait=on_wait)
            for row, reading in zip(rows, readings, strict=True):
                row.append(tuple(reader.text(reading).split()))
        return [tuple(row) for row in rows]
