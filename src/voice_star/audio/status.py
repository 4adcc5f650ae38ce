"""How a recording goes, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.audio.notices import Notice
    from voice_star.domain.timeline import Seconds
    from voice_star.errors import RecordingError


class RecorderState(StrEnum):
    """What a recorder is doing."""

    CLOSED = "closed"
    READY = "ready"
    """The stream is open, and nothing is kept."""
    RECORDING = "recording"
    PAUSED = "paused"
    STOPPING = "stopping"
    """The last key was pressed; the tail of the last word is still kept."""
    STOPPED = "stopped"
    """All is on disk, and not yet finished."""


@dataclass(frozen=True, slots=True)
class RecorderStatus:
    """How a recording goes, at one moment.

    Attributes:
        state: What is being done.
        elapsed: Seconds of sound kept.
        level: Peak of the last moments, 0 to 1.
        is_clipping: Whether a sample was at full scale in the last moments.
        is_lost: Whether the device is gone, and looked out for.
        n_dropouts: Gaps in the take in which samples were lost.
        notices: What the speaker should know, in order, since the stream was opened.
        failure: Why the take ended early, if it did.
    """

    state: RecorderState = RecorderState.CLOSED
    elapsed: Seconds = 0.0
    level: float = 0.0
    is_clipping: bool = False
    is_lost: bool = False
    n_dropouts: int = 0
    notices: tuple[Notice, ...] = ()
    failure: RecordingError | None = None
