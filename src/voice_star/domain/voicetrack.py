"""A voice followed through a take: its pitch and its level, frame by frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME_PERIOD = 0.016
"""Seconds from one frame to the next."""


@dataclass(frozen=True, slots=True, eq=False)
class VoiceTrack:
    """Frames of a take in order of time; stretches that were not followed are left out.

    Attributes:
        times: When each frame is, in seconds of the take, shape ``(n,)``.
        pitch: In Hz; says nothing where the frame is not voiced.
        confidence: How sure it is that a voice sounds at this pitch, 0 to 1.
        level_db: Loudness of the 32 ms around the frame, in dB of full scale.

    Raises:
        ValueError: If the four are not of one length.
    """

    times: NDArray[np.float64]
    pitch: NDArray[np.float64]
    confidence: NDArray[np.float64]
    level_db: NDArray[np.float64]

    def __post_init__(self) -> None:
        others = (self.pitch, self.confidence, self.level_db)
        if any(other.shape != self.times.shape for other in others):
            raise ValueError("a voice is followed by its four series frame by frame")

    @property
    def is_voiced(self) -> NDArray[np.bool_]:
        """Where a voice sounds at a pitch."""
        voiced: NDArray[np.bool_] = self.confidence >= VOICED
        return voiced


VOICED = 0.5
"""Confidence from which swift-f0, which gives it, itself calls a frame voiced."""
