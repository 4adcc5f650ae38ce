"""What is done with a take that has ended: finished, copied, and said where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.audio.takes import SOUND
from voice_star.cli.outfile import write_outfile
from voice_star.cli.terminal import complain, note
from voice_star.errors import OutputError, RecordingError
from voice_star.report.plain import counted

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.errors import VoiceStarError
    from voice_star.joining import Told
    from voice_star.studio import Studio


def keep_take(
    studio: Studio, told: Told | None, out: Path | None
) -> list[VoiceStarError]:
    """Finish the take of a studio, and say where it is; return what went wrong.

    Args:
        studio: Holds a take that has ended.
        told: What was heard of it, maybe together with one before it.
        out: A file to copy the recording to.
    """
    n_dropouts = studio.view().recorder.n_dropouts
    try:
        kept = studio.finish()
    except RecordingError as error:
        return [error]
    except KeyboardInterrupt:
        complain("The take is kept; finish it with: voice-star recover")
        raise
    if n_dropouts:
        note(f"Sound was lost on the way: {counted(n_dropouts, 'dropout')}.")
    note(f"Kept in {kept.folder}")
    if told is None:
        note(f"Review it with: voice-star review {kept.sound}")
    whole = kept.folder if told is None else told.take.folder
    if whole != kept.folder:
        note(f"Joined with what was said before in {whole}")
    return [] if out is None else _copied(whole / SOUND, out)


def _copied(sound: Path, out: Path) -> list[VoiceStarError]:
    """Copy a recording, and return what went wrong."""
    try:
        write_outfile(sound, out)
    except OutputError as error:
        return [error]
    note(f"Copied to {out}")
    return []
