"""The sound of a take that was kept, read when it is wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.domain.take import Take


def reopened(take: Take) -> Take:
    """Return a take with its sound, read from its file where silence stands for it.

    Raises:
        UnreadableRecordingError: If the recording is gone, or cannot be read.
    """
    if take.has_sound:
        return take
    from voice_star.audio.files import open_take

    # What only its recorder knew of it is not in the file.
    return replace(open_take(take.path), n_dropouts=take.n_dropouts)
