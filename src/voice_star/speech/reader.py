"""Sound and prompts made readings: the insides of faster-whisper that we stand on.

`WhisperModel.transcribe` is not called: it decodes one window at a time, writes time
stamps we do not use and retries up to six times at random.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from voice_star.domain.samplerate import SAMPLERATE
from voice_star.speech.fillers import filler_sound
from voice_star.speech.reading import Manner, Reading, wait_for
from voice_star.speech.tokens import joined_words, token_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer
    from numpy.typing import NDArray

    from voice_star.domain.take import Samples
    from voice_star.domain.timeline import Seconds
    from voice_star.speech.reading import Job
    from voice_star.speech.transcriber import HeardWord, OnWait

WINDOW_FRAMES = 3_000
"""Frames of 10 ms the model was trained to see at once: 30 s."""

FRAMES_A_SECOND = 100
"""As the model counts."""

_TOKENS_A_SECOND = 8
"""Nobody says more; a reading is ended here."""

_BYTES_A_SECOND = 30
"""Likewise in letters: the quickest speakers reach some 25."""

_REPETITIVE = 2.4
"""Whisper's own bound: text that zlib shrinks more than this repeats itself."""

_SHORT_TEXT = 40
"""Bytes that are too few for zlib to tell anything from."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A model with its tokenizer, both loaded.

    Attributes:
        model: Has `n_workers` threads that can read at the same time.
        suppressed: Tokens that are never written.
    """

    model: WhisperModel
    tokenizer: Tokenizer
    suppressed: list[int]
    n_workers: int

    def encode(
        self,
        pieces: Sequence[Samples],
        *,
        on_wait: OnWait,
        n_frames: int = WINDOW_FRAMES,
    ) -> NDArray[np.float32]:
        """Return what the encoder makes of each piece, one by one to stay stoppable.

        Args:
            pieces: None longer than `n_frames`, to which they are filled up.
            on_wait: Told how far it is.
            n_frames: Of 10 ms. Fewer take less time, but the model drops phrases and
                doubles sentences in windows it was not trained on.
        """
        from ctranslate2 import StorageView

        rows = []
        for index, piece in enumerate(pieces):
            on_wait(index / len(pieces))
            mel = self.model.feature_extractor(piece)[:, :n_frames]
            mel = np.pad(mel, ((0, 0), (0, n_frames - mel.shape[1])))
            view = StorageView.from_array(np.ascontiguousarray(mel[None], np.float32))
            rows.append(np.asarray(self.model.model.encode(view, to_cpu=True)))
        return np.concatenate(rows)

    def read(
        self,
        encoded: NDArray[np.float32],
        durations: Sequence[Seconds],
        *,
        manners: Sequence[Manner],
        on_wait: OnWait,
    ) -> list[list[Reading]]:
        """Read encoded pieces side by side, in one manner for each worker at once.

        What goes round in circles is read again.

        Returns:
            For each manner a reading of each piece.
        """
        rows: list[list[Reading]] = []
        for first in range(0, len(manners), self.n_workers):
            some = manners[first : first + self.n_workers]
            jobs = [self._begin(encoded, max(durations), manner=one) for one in some]
            over = len(rows) / len(manners)
            rows += [wait_for(row, partial(on_wait, over)) for row in jobs]
        for manner, readings in zip(manners, rows, strict=True):
            for index, duration in enumerate(durations):
                if self.is_circular(readings[index], duration):
                    own = encoded[index : index + 1]
                    readings[index] = self._read_again(own, duration, manner, on_wait)
        return rows

    def read_once(
        self,
        encoded: NDArray[np.float32],
        duration: Seconds,
        *,
        manner: Manner,
        on_wait: OnWait,
    ) -> list[Reading]:
        """Read encoded pieces in one manner, and leave them as they are."""
        jobs = self._begin(encoded, duration, manner=manner)
        return wait_for(jobs, partial(on_wait, 1.0))

    def _read_again(
        self,
        encoded: NDArray[np.float32],
        duration: Seconds,
        manner: Manner,
        on_wait: OnWait,
    ) -> Reading:
        """Read one piece in which no three words may come twice."""
        jobs = self._begin(
            encoded, duration, manner=Manner(manner.before), no_repeat_ngram_size=3
        )
        return wait_for(jobs, partial(on_wait, 1.0))[0]

    def text(self, reading: Reading) -> str:
        """Return a reading as a line of text."""
        return str(self.tokenizer.decode(self._tokens(reading)))

    def words(
        self, reading: Reading, encoded: NDArray[np.float32], duration: Seconds
    ) -> tuple[tuple[HeardWord, ...], float]:
        """Split a reading of one piece in words, each with its rough time.

        Returns:
            The words, and the mean log-probability of their tokens: 0 where there
            are none.
        """
        from ctranslate2 import StorageView

        tokens = self._tokens(reading)
        if not tokens:
            return (), 0.0
        aligned = self.model.model.align(
            StorageView.from_array(np.ascontiguousarray(encoded)),
            self.tokenizer.sot_sequence,
            [tokens],
            min(WINDOW_FRAMES, round(duration * SAMPLERATE) // 160),
        )[0]
        chances = np.asarray(aligned.text_token_probs, np.float64)
        starts = token_starts(aligned.alignments, len(tokens))
        texts, groups = self.tokenizer.split_to_word_tokens(
            [*tokens, self.tokenizer.eot]
        )
        mean = float(np.log(np.clip(chances, 1e-9, 1)).mean()) if len(chances) else 0.0
        return joined_words(texts[:-1], groups[:-1], chances, starts), mean

    def _begin(
        self,
        encoded: NDArray[np.float32],
        longest: Seconds,
        *,
        manner: Manner,
        no_repeat_ngram_size: int = 0,
    ) -> list[Job]:
        """Have some pieces read in the model's own threads."""
        from ctranslate2 import StorageView

        prompt = self._prompt(manner)
        jobs: list[Job] = self.model.model.generate(
            StorageView.from_array(np.ascontiguousarray(encoded)),
            [prompt] * len(encoded),
            asynchronous=True,
            max_length=min(448, len(prompt) + 12 + int(_TOKENS_A_SECOND * longest)),
            suppress_tokens=self.suppressed,
            return_scores=True,
            return_no_speech_prob=True,
            beam_size=manner.beam_size,
            no_repeat_ngram_size=no_repeat_ngram_size,
        )
        return jobs

    def _prompt(self, manner: Manner) -> list[int]:
        """Return the tokens that a reading goes on after."""
        own = [*self.tokenizer.sot_sequence, self.tokenizer.no_timestamps]
        if not manner.before:
            return own
        return [self.tokenizer.sot_prev, *self.tokenizer.encode(manner.before), *own]

    def _tokens(self, reading: Reading) -> list[int]:
        """Return the text tokens of a reading."""
        end = self.tokenizer.eot
        return [token for token in reading.sequences_ids[0] if token < end]

    def is_circular(self, reading: Reading, duration: Seconds) -> bool:
        """Tell whether a reading repeats itself, as Whisper does when it is lost.

        Fillers in a row are left to alignment: people do say "uh, uh, uh".
        """
        words = self.text(reading).split()
        text = " ".join(word for word in words if filler_sound(word) is None).encode()
        if len(text) > _BYTES_A_SECOND * duration + _SHORT_TEXT:
            return True
        shrunk = len(zlib.compress(text))
        return len(text) > _SHORT_TEXT and len(text) / shrunk > _REPETITIVE
