"""The helpers of a studio, loaded while the user still reads the question."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING

from voice_star.places import models_folder
from voice_star.rehearing import LargerModel
from voice_star.speech.background import in_background
from voice_star.speech.catalogue import DEFAULT_MODEL
from voice_star.thrift import collect_seldom, stand_back

if TYPE_CHECKING:
    from concurrent.futures import Future

    from voice_star.analysis.star import StarJudge
    from voice_star.live_session import Helpers
    from voice_star.speech.transcriber import Transcriber


def load_ahead(model: str | None) -> Future[Helpers]:
    """Begin to load what hears and judges; the future has whatever goes wrong.

    Args:
        model: Name or folder of the speech model; the usual one for None.
    """
    return in_background(lambda: _load(model or DEFAULT_MODEL))


NOBODY = "none"
"""Said for a larger model, it means that no answer is heard again."""


def larger_model(model: str | None, wanted: str | None = None) -> LargerModel | None:
    """Return who may hear an answer again after its review; None for nobody.

    Nothing is loaded yet.

    Args:
        model: Name or folder of the model that hears first; the usual one for None.
        wanted: Name or folder of the other one, or `NOBODY`; for None, the largest of
            the known ones on this machine, if it is larger than the first.
    """
    from voice_star.speech.models import largest_model

    first = model or DEFAULT_MODEL
    name = wanted or largest_model(than=first, cache=models_folder())
    if name is None or name in {first, NOBODY}:
        return None
    return LargerModel(name, partial(_load_larger, name))


def _load_larger(name: str) -> tuple[Transcriber, StarJudge]:
    from voice_star.analysis.star import StarJudge
    from voice_star.speech.models import model_folder
    from voice_star.speech.whisper import WhisperTranscriber

    folder = model_folder(name, cache=models_folder())
    return WhisperTranscriber(folder, name=name), StarJudge()


def _load(name: str) -> Helpers:
    from voice_star.analysis.star import StarJudge
    from voice_star.live_session import Helpers
    from voice_star.speech.alignment import Aligner
    from voice_star.speech.models import model_folder
    from voice_star.speech.whisper import WhisperTranscriber

    # The model's threads inherit it: keys, and the recording, go before the hearing.
    stand_back()
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
    collect_seldom()
    return helpers
