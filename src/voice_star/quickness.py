"""How quick this machine is: some of the sample answer is heard and judged."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from voice_star.places import sample_take
from voice_star.progress import OnProgress, ignore

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.domain.timeline import Seconds

_MEASURED: Seconds = 20.0
"""Of the sample answer: two or three pieces, as in a live take."""


def share_of_real_time(
    name: str, folder: Path, *, on_progress: OnProgress = ignore
) -> float:
    """Return in what share of its length some of the sample answer is reviewed.

    Raises:
        VoiceStarError: If the model cannot be used.
        Cancelled: If `on_progress` says so.
    """
    from voice_star.analysis.star import StarJudge
    from voice_star.audio.files import open_take
    from voice_star.domain.samplerate import SAMPLERATE
    from voice_star.pipeline import review_take
    from voice_star.speech.alignment import Aligner
    from voice_star.speech.whisper import WhisperTranscriber

    whole = open_take(sample_take())
    take = replace(whole, pcm=whole.pcm[: round(_MEASURED * SAMPLERATE)])
    transcriber, aligner = WhisperTranscriber(folder, name=name), Aligner()
    transcriber.load()
    judge = StarJudge()
    began = time.perf_counter()
    review_take(
        take,
        transcriber=transcriber,
        aligner=aligner,
        judge=judge,
        on_progress=on_progress,
    )
    return (time.perf_counter() - began) / take.duration
