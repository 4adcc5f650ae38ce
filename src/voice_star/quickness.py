"""How quick this machine is with a speech model."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from voice_star.analysis.star import StarJudge
from voice_star.audio.files import open_take
from voice_star.domain.take import SAMPLERATE
from voice_star.pipeline import review_take
from voice_star.places import sample_take
from voice_star.speech.alignment import Aligner
from voice_star.speech.whisper import WhisperTranscriber

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.domain.timeline import Seconds

_MEASURED: Seconds = 20.0
"""Of the sample answer: two or three pieces, as in a live take."""


def real_time_factor(name: str, folder: Path) -> float:
    """Return in what share of its length some of the sample answer is reviewed."""
    whole = open_take(sample_take())
    take = replace(whole, pcm=whole.pcm[: round(_MEASURED * SAMPLERATE)])
    transcriber, aligner = WhisperTranscriber(folder, name=name), Aligner()
    transcriber.load()
    judge = StarJudge()
    began = time.perf_counter()
    review_take(take, transcriber=transcriber, aligner=aligner, judge=judge)
    return (time.perf_counter() - began) / take.duration
