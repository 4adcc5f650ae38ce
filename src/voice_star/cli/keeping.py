"""What is done with a take that has ended: finished, copied, taken into the history."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from voice_star.audio.takes import SOUND
from voice_star.cli.outfile import write_outfile
from voice_star.cli.terminal import complain, note
from voice_star.errors import OutputError, RecordingError, StoreError
from voice_star.places import data_folder
from voice_star.report.plain import counted

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.audio.takes import KeptTake
    from voice_star.domain.brief import Brief
    from voice_star.domain.review import Review
    from voice_star.errors import VoiceStarError
    from voice_star.joining import Told
    from voice_star.studio import Studio


def keep_take(
    studio: Studio, told: Told | None, out: Path | None, *, story: str | None = None
) -> list[VoiceStarError]:
    """Finish the take of a studio, and say what it is now; return what went wrong.

    Args:
        studio: Holds a take that has ended.
        told: What was heard of it, maybe together with one before it.
        out: A file to copy the recording to.
        story: Which story was told.
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
    is_joined = told is not None and told.take.folder != kept.folder
    whole = told.take if told is not None and is_joined else kept
    failures = [] if out is None else _copied(whole.folder / SOUND, out)
    if told is None:
        note(f"Kept in {kept.folder}")
        note(f"Review it with: voice-star review {kept.sound}")
    else:
        failures += _taken_in(whole, told.review, story)
    if is_joined:
        note("Joined with what was said before.")
    return failures


def _taken_in(
    take: KeptTake, review: Review, story: str | None
) -> list[VoiceStarError]:
    """Take a take into the history, and say its number; return what went wrong.

    Where the history cannot be written it is taken in when that is opened next.
    """
    from voice_star.store.attempts import AttemptStore
    from voice_star.taking_in import note_story, take_in_one

    if story is not None:
        with contextlib.suppress(OSError):  # the take is on disk, and matters more
            note_story(take.folder, story)
    try:
        with AttemptStore(data_folder()) as store:
            attempt = take_in_one(store, take, review)
    except StoreError as error:
        note(f"Kept in {take.folder}")
        return [error]
    note(f"Kept as attempt #{attempt.id}. Show it with: voice-star show {attempt.id}")
    return []


def keep_instead(told: Told, review: Review, brief: Brief) -> StoreError | None:
    """Keep another review of a take in place of the first; return what went wrong."""
    from voice_star.analysis.star import StarJudge
    from voice_star.reviewing import ReviewDesk

    desk = ReviewDesk(StarJudge, bands=brief.bands, home=data_folder(), told=told)
    try:
        desk.keep(review)
    except StoreError as error:
        return error
    return None


def _copied(sound: Path, out: Path) -> list[VoiceStarError]:
    """Copy a recording, and return what went wrong."""
    try:
        write_outfile(sound, out)
    except OutputError as error:
        return [error]
    note(f"Copied to {out}")
    return []
