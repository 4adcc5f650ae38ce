"""The sound of takes on disk, finished or not, as the pipeline takes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from voice_star.audio.files import open_take
from voice_star.audio.livesound import Resampler
from voice_star.audio.takes import KeptTake, TakeState, journal_pieces
from voice_star.domain.take import Take, to_pcm
from voice_star.progress import OnProgress, ignore

if TYPE_CHECKING:
    from numpy.typing import NDArray


def open_kept(kept: KeptTake, *, on_progress: OnProgress = ignore) -> Take:
    """Read the sound of a take, from its journal where there is no more of it yet.

    So a take can be reviewed on a disk that has no room to finish it.

    Raises:
        UnreadableRecordingError: If a finished recording cannot be read.
    """
    if kept.state is TakeState.FINISHED:
        take = open_take(kept.sound, on_progress=on_progress)
        return replace(take, n_dropouts=kept.notes.n_dropouts)
    return Take(
        kept.sound,
        samplerate=kept.samplerate,
        n_channels=1,
        pcm=_journal_pcm(kept),
        clipped=kept.notes.n_clipped / max(1, kept.n_samples),
        n_dropouts=kept.notes.n_dropouts,
    )


def _journal_pcm(kept: KeptTake) -> NDArray[np.int16]:
    resample = Resampler(kept.samplerate)
    made = [to_pcm(resample.feed(piece)) for piece in journal_pieces(kept.sound)]
    return np.concatenate([*made, to_pcm(resample.finish())])
