"""The engine of a call: loaded for its first file, kept for the others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from voice_star.cli.terminal import progress_bar
from voice_star.errors import ModelError
from voice_star.places import models_folder
from voice_star.progress import ignore

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.analysis.star import StarJudge
    from voice_star.domain.brief import Brief
    from voice_star.domain.review import Review
    from voice_star.domain.take import Take
    from voice_star.progress import OnProgress
    from voice_star.speech.alignment import Aligner
    from voice_star.speech.whisper import WhisperTranscriber


@dataclass(frozen=True, slots=True)
class _Loaded:
    transcriber: WhisperTranscriber
    aligner: Aligner


class Engine:
    """The speech model, the aligner and the judge.

    Args:
        model: Name or folder of the speech model; the usual one for None.
    """

    def __init__(self, model: str | None) -> None:
        self._model = model
        self._loaded: _Loaded | None = None

    def review(self, path: Path, brief: Brief) -> Review:
        """Read, hear and review one recording, showing how far it is."""
        with progress_bar(path.name) as on_progress:
            return self.hear(path, brief, on_progress=on_progress)

    def hear(self, path: Path, brief: Brief, *, on_progress: OnProgress) -> Review:
        """Read, hear and review one recording."""
        if self._loaded is None:
            take, self._loaded = self._begin(path, on_progress)
        else:
            take = open_sound(path, on_progress)
        from voice_star.pipeline import review_take

        return review_take(
            take,
            transcriber=self._loaded.transcriber,
            aligner=self._loaded.aligner,
            judge=self.judge,
            brief=brief,
            on_progress=on_progress,
        )

    @cached_property
    def judge(self) -> StarJudge:
        """What judges, the same for all."""
        from voice_star.analysis.star import StarJudge

        return StarJudge()

    @property
    def model(self) -> str:
        """The name of the speech model, as reviews have it."""
        from voice_star.speech.catalogue import DEFAULT_MODEL

        return self._model or DEFAULT_MODEL

    def _begin(self, path: Path, on_progress: OnProgress) -> tuple[Take, _Loaded]:
        """Read the first file and begin to load."""
        from voice_star.speech.alignment import Aligner
        from voice_star.speech.background import in_background
        from voice_star.speech.models import model_folder
        from voice_star.speech.transcriber import LONGEST_PIECE
        from voice_star.speech.whisper import WhisperTranscriber, import_ahead

        name = self.model
        opening = in_background(lambda: open_sound(path, on_progress))
        import_ahead()
        try:
            folder = model_folder(name, cache=models_folder())
        except ModelError:
            # A file that cannot be read is the first thing to say.
            opening.result()
            raise
        take = opening.result()
        is_short = take.duration <= LONGEST_PIECE
        transcriber = WhisperTranscriber(folder, name=name, is_for_short_takes=is_short)
        aligner = Aligner()
        if is_short:
            # What it saves is nothing beside the hearing of a long take.
            transcriber.load_ahead()
            aligner.load_ahead()
        return take, _Loaded(transcriber, aligner)


def open_sound(path: Path, on_progress: OnProgress = ignore) -> Take:
    """Read a recording.

    Raises:
        UnreadableRecordingError: If it cannot be read, or holds no sound.
    """
    from voice_star.audio.files import open_take

    return open_take(path, on_progress=on_progress)
