"""Whisper, by faster-whisper: a transcriber that reads every piece twice.

Pieces are cut at pauses before they come here, so that one encoding serves two
readings (the words, and the words with their fillers) and many pieces are read side
by side.
"""

from __future__ import annotations

import importlib
import os
import time
from functools import partial
from typing import TYPE_CHECKING

from voice_star.domain.samplerate import SAMPLERATE
from voice_star.errors import ModelError
from voice_star.speech.background import in_background
from voice_star.speech.reader import FRAMES_A_SECOND, WINDOW_FRAMES, Reader
from voice_star.speech.reading import POLL, Manner
from voice_star.speech.transcriber import Heard, OnWait

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from voice_star.domain.take import Samples

os.environ.setdefault("OMP_WAIT_POLICY", "passive")
# Read when the library is first imported. Otherwise threads that wait for each other
# keep their processors busy: a third of the work, and more where others want them.

_MANNERS = (Manner(), Manner(" Um, uh, um, hm, er, uh.", beam_size=2))
"""How each piece is read: plainly, and for the fillers. The second says what was said
before: after it, the model writes fillers down. Of six wordings tried this one brought
back most of them; a second one beside it finds few more (docs/hearing.md). A beam of
one loses whole phrases now and then; five finds no more fillers and costs double."""

_SKIMMED = 5.0
"""Seconds of silence that a skimmed piece is filled up with. With 1 s Whisper lost one
word in eight, with 3 or 5 s as few as with a full window, for a third of the time."""

_ENCODED = 0.5
"""Share of the time that is over once the pieces are encoded."""


def _ignore(_share: float) -> None:
    """Take no notice of waiting."""


def import_ahead() -> None:
    """Begin to import the library, in a thread of its own: it takes a while."""
    in_background(partial(importlib.import_module, "faster_whisper"))


class WhisperTranscriber:
    """A Whisper model in a folder, loaded when it is first needed.

    Args:
        folder: Holds `model.bin`, `config.json`, `tokenizer.json`, `vocabulary.*`.
        name: What to call it in a review.
        language: Code such as "en"; ignored by models that know English only.
        n_threads: Processor threads; all of them for 0.
        hears_fillers: Whether to read everything twice for the fillers' sake.
        is_for_short_takes: Whether to make both readings at once. A take of one piece
            is heard a tenth sooner; where there are many, they keep the processor
            busy as it is, and this would only take 160 MB more.
    """

    def __init__(
        self,
        folder: Path,
        *,
        name: str,
        language: str = "en",
        n_threads: int = 0,
        hears_fillers: bool = True,
        is_for_short_takes: bool = False,
    ) -> None:
        self._folder = folder
        self._name = name
        self._language = language
        self._n_threads = n_threads or os.cpu_count() or 1
        self._manners = _MANNERS if hears_fillers else _MANNERS[:1]
        self._n_workers = len(self._manners) if is_for_short_takes else 1
        self._reader: Reader | None = None
        self._loading: Future[Reader] | None = None

    @property
    def name(self) -> str:
        """What it is called in a review."""
        return self._name

    @property
    def language(self) -> str:
        """Code of the language it listens for."""
        return self._language

    def load(self) -> None:
        """Load the model now, so that the first piece need not wait for it.

        Raises:
            ModelError: If the folder holds no model that can be loaded.
        """
        self._loaded()

    def load_ahead(self) -> None:
        """Begin to load the model, in a thread of its own; `hear` waits for it.

        Memory that loading took stays with that thread: some 90 MB.
        """
        if self._reader is None and self._loading is None:
            self._loading = in_background(self._new_reader)

    def hear(self, pieces: Sequence[Samples], *, on_wait: OnWait) -> list[Heard]:
        """Hear some pieces of sound; see `Transcriber.hear`.

        Raises:
            ModelError: If the model cannot be loaded.
        """
        if not pieces:
            return []
        reader = self._loaded(on_wait)
        durations = [len(piece) / SAMPLERATE for piece in pieces]
        encoded = reader.encode(pieces, on_wait=lambda share: on_wait(_ENCODED * share))
        plain, *others = reader.read(
            encoded,
            durations,
            manners=self._manners,
            on_wait=lambda share: on_wait(_ENCODED + (1 - _ENCODED) * share),
        )
        on_wait(1.0)
        heard = []
        for index, duration in enumerate(durations):
            own = encoded[index : index + 1]
            words, probability = reader.words(plain[index], own, duration)
            texts = tuple(tuple(reader.text(row[index]).split()) for row in others)
            chance_of_none = plain[index].no_speech_prob
            heard.append(Heard(words, texts, chance_of_none, probability))
        return heard

    def skim(self, piece: Samples, *, on_wait: OnWait) -> tuple[str, ...]:
        """Hear roughly what is said in a short piece; see `Skimmer.skim`.

        Raises:
            ModelError: If the model cannot be loaded.
        """
        reader = self._loaded(on_wait)
        duration = len(piece) / SAMPLERATE
        n_frames = min(WINDOW_FRAMES, round((duration + _SKIMMED) * FRAMES_A_SECOND))
        # In pairs: the encoder halves them.
        encoded = reader.encode([piece], on_wait=on_wait, n_frames=n_frames // 2 * 2)
        (reading,) = reader.read_once(
            encoded, duration, manner=Manner(beam_size=1), on_wait=on_wait
        )
        if reader.is_circular(reading, duration):
            return ()
        return tuple(reader.text(reading).split())

    def _loaded(self, on_wait: OnWait = _ignore) -> Reader:
        if self._reader is None:
            while self._loading and not self._loading.done():
                on_wait(0.0)
                time.sleep(POLL)
            loading = self._loading
            self._reader = loading.result() if loading else self._new_reader()
        return self._reader

    def _new_reader(self) -> Reader:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        try:
            model = WhisperModel(
                str(self._folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=self._n_threads,
                num_workers=self._n_workers,
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
        suppressed = list(get_suppressed_tokens(tokenizer, [-1]))
        return Reader(model, tokenizer, suppressed, self._n_workers)
