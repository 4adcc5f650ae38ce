"""Takes that were recorded and reviewed, taken into the history.

A take lies in a folder of its own until the history has it. The recording becomes the
history's by a second name for the same file, then the attempt is written, and only then
the take's folder goes. Cut off between any two of these, it is done over, and once.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from voice_star.audio.journal import remove_take
from voice_star.audio.notes import NOTES, add_to_notes
from voice_star.audio.takes import TakeState, list_takes
from voice_star.domain.wire_reader import review_from_json
from voice_star.errors import StoreError
from voice_star.safefiles import read_json, why_not
from voice_star.store.parts import PART_OF, is_part, note_parts
from voice_star.store.recordings import wipe, wipe_folder

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.audio.takes import KeptTake
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.review import Review
    from voice_star.store.attempts import AttemptStore


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking in came to.

    Attributes:
        attempts: What is in the history now, the oldest take first.
        unheard: Takes that are finished and have no review; they stay where they are.
        failures: Why others could not be taken in; they stay too.
    """

    attempts: tuple[Attempt, ...] = ()
    unheard: tuple[KeptTake, ...] = ()
    failures: tuple[StoreError, ...] = ()


def take_in(store: AttemptStore, folder: Path) -> TakenIn:
    """Take all takes that are finished and reviewed into the history.

    Those in progress, and those that were cut off, are left alone.
    """
    attempts: list[Attempt] = []
    unheard: list[KeptTake] = []
    failures: list[StoreError] = []
    finished = [take for take in list_takes(folder) if take.state is TakeState.FINISHED]
    parts = {name for take in finished for name in _parts_of(take)}
    for take in finished:
        review = _review_of(take)
        if review is None:
            if take.folder.name not in parts and not is_part(take.folder):
                unheard.append(take)
            continue
        try:
            attempts.append(take_in_one(store, take, review))
        except StoreError as error:
            failures.append(error)
    return TakenIn(tuple(attempts), tuple(unheard), tuple(failures))


def take_in_one(store: AttemptStore, take: KeptTake, review: Review) -> Attempt:
    """Take a finished take into the history with its review; its folder goes.

    Raises:
        StoreError: If it cannot be kept. The take is where it was.
    """
    name = f"{take.folder.name}{take.sound.suffix}"
    attempt = store.add(
        review,
        moment=moment_of(take),
        story=_story_of(take),
        sound=take.sound,
        name=name,
        notes=noted(take.folder),
    )
    with contextlib.suppress(OSError):  # once more, it is found to be taken in already
        # While the take is there it tells what it was joined from; then its parts do.
        note_parts(store.layout, _parts_of(take), recording=name)
        wipe(take.folder / NOTES)
        wipe(take.folder / PART_OF)
        remove_take(take.folder)
    return attempt


def note_story(folder: Path, story: str) -> None:
    """Note which story is told in a take, for when it is taken in.

    Raises:
        OSError: If it cannot be written.
    """
    add_to_notes(folder, story=story)


def drop_takes(folder: Path) -> int:
    """Remove all takes that nobody is recording; return how many were no attempts.

    Raises:
        StoreError: If one cannot be removed.
    """
    n_takes = 0
    for take in list_takes(folder):
        if take.state is TakeState.IN_PROGRESS:
            continue
        n_takes += not is_part(take.folder)
        try:
            wipe_folder(take.folder)
        except OSError as error:
            raise StoreError(
                f"{why_not(error)}: the take {take.folder} is not deleted. See that "
                "you may write there, then try again."
            ) from error
    return n_takes


def moment_of(take: KeptTake) -> datetime:
    """Return when a take was begun; if that was not noted, when it was written."""
    if take.notes.started is not None:
        return take.notes.started
    return datetime.fromtimestamp(take.sound.stat().st_mtime, UTC).astimezone()


def noted(folder: Path) -> str:
    """Return what the user noted of a take that lies in a folder."""
    notes = read_json(folder / NOTES).get("notes")
    return notes if isinstance(notes, str) else ""


def _review_of(take: KeptTake) -> Review | None:
    """Return the review beside a take; None without one that makes sense."""
    document = read_json(take.folder / NOTES).get("review")
    if not isinstance(document, dict):
        return None
    try:
        return review_from_json(document)
    except ValueError:
        return None


def _story_of(take: KeptTake) -> str | None:
    story = read_json(take.folder / NOTES).get("story")
    return story if isinstance(story, str) else None


def _parts_of(take: KeptTake) -> tuple[str, ...]:
    """Return the takes that one was joined from; it tells all that they tell."""
    joined = read_json(take.folder / NOTES).get("joined")
    return tuple(map(str, joined)) if isinstance(joined, list) else ()
