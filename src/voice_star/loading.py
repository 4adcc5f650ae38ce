"""The helpers of a studio, loaded while the user still reads the question."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from voice_star.places import models_folder
from voice_star.speech.background import in_background
from voice_star.speech.catalogue import DEFAULT_MODEL

if TYPE_CHECKING:
    from concurrent.futures import Future

    from voice_star.live_session import Helpers


def load_ahead(model: str | None) -> Future[Helpers]:
    """Begin to load what hears and judges; the future has whatever goes wrong.

    Args:
        model: Name or folder of the speech model; the usual one for None.
    """
    return in_background(lambda: _load(model or DEFAULT_MODEL))


def _load(name: str) -> Helpers:
    from voice_star.analysis.star import StarJudge
    from voice_star.live_session import Helpers
    from voice_star.speech.alignment import Aligner
    from voice_star.speech.models import model_folder
    from voice_star.speech.whisper import WhisperTranscriber

    aligner = Aligner(is_gentle=True)
    aligner.load_ahead()
    folder = model_folder(name, cache=models_folder())
    transcriber = WhisperTranscriber(folder, name=name)
    transcriber.load()
    helpers = Helpers(
        transcriber, skimmer=transcriber, judge=StarJudge(), aligner=aligner
    )
    # What the answer will be shown with: at its end there is no time to import it.
    importlib.import_module("voice_star.report.text")
    return helpers
