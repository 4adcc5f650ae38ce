"""A voice followed through a take: its pitch and its level, frame by frame."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from voice_star.domain.timeline import Seconds, Span

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

    def during(self, spans: Iterable[Span]) -> VoiceTrack:
        """Return the frames within some spans."""
        inside = np.zeros(self.times.shape, np.bool_)
        for span in spans:
            inside |= (self.times >= span.start) & (self.times < span.end)
        return self._chosen(inside)

    def shifted(self, by: Seconds) -> VoiceTrack:
        """Return the same frames, `by` seconds later."""
        return VoiceTrack(self.times + by, self.pitch, self.confidence, self.level_db)

    def _chosen(self, frames: NDArray[np.bool_]) -> VoiceTrack:
        return VoiceTrack(
            self.times[frames],
            self.pitch[frames],
            self.confidence[frames],
            self.level_db[frames],
        )


def joined_tracks(tracks: Sequence[VoiceTrack]) -> VoiceTrack:
    """Return the frames of all tracks, which follow on one another."""
    empty = np.empty(0)
    return VoiceTrack(
        *(
            np.concatenate([empty, *(getattr(track, series.name) for track in tracks)])
            for series in fields(VoiceTrack)
        )
    )


VOICED = 0.5
"""Confidence from which swift-f0, which gives it, itself calls a frame voiced."""
