"""A trial: a sentence recorded in a folder of its own, heard, and kept nowhere."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.errors import VoiceStarError

if TYPE_CHECKING:
    from collections.abc import Callable

    from voice_star.domain.take import Take
    from voice_star.studio import Studio, View


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a trial.

    Attributes:
        words: What was heard, as one text; empty where nothing was.
        take: Its sound.
        failure: Why nothing was heard; empty where something was.
    """

    words: str
    take: Take
    failure: str = ""

    @property
    def shown(self) -> str:
        """What was heard, in quotes; or why nothing was."""
        return f"“{self.words}”" if self.words else self.failure


class Trial:
    """Records a sentence, as often as somebody likes. Keys come from any one thread.

    Args:
        studio_in: Returns a studio whose takes are kept in a folder.
    """

    def __init__(self, studio_in: Callable[[Path], Studio]) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="voice-star-trial-"))
        self._studio = studio_in(self._folder)

    def open(self) -> None:
        """Open the microphone: from now on there is a level.

        Raises:
            RecordingError: If it cannot be opened.
        """
        self._studio.open()

    def view(self) -> View:
        """Return how it goes. Cheap: a screen may ask at any rate."""
        return self._studio.view()

    def start(self) -> None:
        """Begin to record.

        Raises:
            RecordingError: If nothing can be kept on this disk.
        """
        self._studio.start()

    def end(self) -> Tried:
        """Record no more, and wait for what was heard.

        Raises:
            VoiceStarError: If there is no sound at all.
        """
        from voice_star.audio.files import open_take

        words = failure = ""
        self._studio.stop()
        try:
            told = self._studio.review()
        except VoiceStarError as error:
            told, failure = None, str(error)
        if told is not None:
            heard = told.review.answer.transcript.words
            words = " ".join(word.text for word in heard)
        kept = self._studio.finish()
        return Tried(words, open_take(kept.sound), failure)

    def close(self) -> None:
        """Let go of the microphone, and throw away what was recorded."""
        self._studio.close()
        shutil.rmtree(self._folder, ignore_errors=True)
