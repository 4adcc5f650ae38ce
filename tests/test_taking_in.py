"""Takes that were recorded and reviewed go into the history, each once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.keeping import NOW, bytes_in, reviewed
from voice_star.audio.journal import Journal
from voice_star.audio.notes import NOTES, TakeNotes, add_to_notes
from voice_star.audio.takes import finish_take
from voice_star.domain.wire import review_to_json
from voice_star.errors import StoreError
from voice_star.store.attempts import AttemptStore
from voice_star.store.forgetting import Forgotten, forget, forget_sound
from voice_star.taking_in import take_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AttemptStore]:
    with AttemptStore(tmp_path) as store:
        yield store


def record(
    store: AttemptStore,
    word: str | None = "importer",
    *,
    days: int = 0,
    finished: bool = True,
) -> Path:
    """Leave a take as a recorder leaves it, with the review of a word, or none."""
    notes = TakeNotes(started=NOW + timedelta(days=days), question="What?")
    journal = Journal(store.layout.takes, notes=notes, samplerate=16_000)
    journal.append(np.arange(1600, dtype=np.int16))
    journal.close()
    if finished:
        finish_take(journal.folder)
    if word is not None:
        add_to_notes(journal.folder, review=review_to_json(reviewed(word)))
    return journal.folder


def test_takes_are_attempts_of_their_moments_then(store: AttemptStore) -> None:
    folders = [record(store, "importer"), record(store, "compiler", days=1)]
    sounds = [(folder / "take.flac").read_bytes() for folder in folders]

    done = take_in(store, store.layout.takes)

    assert [attempt.moment for attempt in done.attempts] == [
        NOW,
        NOW + timedelta(days=1),
    ]
    assert (done.unheard, done.failures) == ((), ())
    kept = [store.recording_of(attempt.id) for attempt in done.attempts]
    assert [path.read_bytes() for path in kept if path] == sounds
    assert list(store.layout.takes.iterdir()) == []


def test_takes_in_progress_cut_off_or_unheard_stay(store: AttemptStore) -> None:
    cut_off = record(store, "importer", finished=False)
    unheard = record(store, None, days=1)
    notes = TakeNotes(started=NOW)
    going_on = Journal(store.layout.takes, notes=notes, samplerate=16_000)
    going_on.append(np.arange(1600, dtype=np.int16))

    done = take_in(store, store.layout.takes)

    going_on.close()
    assert done.attempts == ()
    assert [take.folder for take in done.unheard] == [unheard]
    assert (cut_off / "sound-16000.pcm").is_file()
    assert going_on.path.is_file()


def test_a_review_that_makes_no_sense_is_as_none(store: AttemptStore) -> None:
    folder = record(store, None)
    add_to_notes(folder, review={"format": 1, "words": "none"})

    assert len(take_in(store, store.layout.takes).unheard) == 1


def test_a_take_joined_from_others_tells_what_they_tell(store: AttemptStore) -> None:
    part = record(store, None)
    joined = record(store, "importer", days=1)
    add_to_notes(joined, joined=[part.name])

    done = take_in(store, store.layout.takes)

    assert len(done.attempts) == 1
    assert done.unheard == ()
    assert part.is_dir()
    again = take_in(store, store.layout.takes)
    assert (again.attempts, again.unheard) == ((), ())


def joined_take(store: AttemptStore, *parts: Path, days: int) -> Path:
    """Leave a take that was joined from others, with a review."""
    folder = record(store, "zanzibar", days=days)
    add_to_notes(folder, joined=[part.name for part in parts])
    return folder


@pytest.mark.parametrize("way", [forget, forget_sound])
def test_the_parts_of_what_is_forgotten_go_with_it(
    store: AttemptStore, way: Callable[[AttemptStore, list[int]], Forgotten]
) -> None:
    first, added = record(store, "importer"), record(store, None, days=1)
    joined_take(store, first, added, days=2)
    other = record(store, None, days=3)
    told, whole = take_in(store, store.layout.takes).attempts

    way(store, [whole.id])

    assert not added.exists()
    assert other.is_dir()
    # What was said first is an attempt of its own.
    assert store.recording_of(told.id) is not None


def test_a_part_that_another_take_needs_stays_as_long(store: AttemptStore) -> None:
    added = record(store, None)
    joined_take(store, added, days=1)
    joined_take(store, added, days=2)
    one, other = take_in(store, store.layout.takes).attempts

    forget(store, [one.id])
    assert (added / "take.flac").is_file()

    forget(store, [other.id])
    assert not added.exists()
    assert b"fLaC" not in bytes_in(store.layout.home)


def test_removing_a_part_that_was_cut_off_is_ended_later(
    store: AttemptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = record(store, None)
    joined_take(store, added, days=1)
    (attempt,) = take_in(store, store.layout.takes).attempts

    def stop(_path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("voice_star.store.parts.wipe_folder", stop)
    with pytest.raises(KeyboardInterrupt):
        forget(store, [attempt.id])
    assert added.is_dir()
    assert not (added / "take.flac").exists()
    monkeypatch.undo()

    with AttemptStore(store.layout.home):
        assert not added.exists()


def test_what_was_cut_off_in_taking_in_is_done_over_once(
    store: AttemptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = record(store)

    def stop(_path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("voice_star.taking_in.wipe", stop)
    with pytest.raises(KeyboardInterrupt):
        take_in(store, store.layout.takes)
    assert folder.is_dir()
    assert len(store.history()) == 1

    monkeypatch.undo()
    done = take_in(store, store.layout.takes)

    assert [attempt.id for attempt in done.attempts] == [1]
    assert len(store.history()) == 1
    assert not folder.exists()


def test_a_take_that_cannot_be_taken_in_stays_where_it_is(
    store: AttemptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = record(store)
    before = bytes_in(folder)

    def fail(*_arguments: object, **_options: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr("voice_star.store.recordings.keep", fail)
    done = take_in(store, store.layout.takes)

    assert [str(error) for error in done.failures] == ["The disk is full."]
    assert bytes_in(folder) == before


def test_what_was_taken_in_and_forgotten_is_nowhere(store: AttemptStore) -> None:
    record(store, "zanzibar")
    (attempt,) = take_in(store, store.layout.takes).attempts

    forget(store, [attempt.id])

    assert b"zanzibar" not in bytes_in(store.layout.home)
    assert b"fLaC" not in bytes_in(store.layout.home)


def test_a_take_without_a_moment_has_that_of_its_file(store: AttemptStore) -> None:
    folder = record(store)
    add_to_notes(folder, started=None)
    written = (folder / "take.flac").stat().st_mtime

    (attempt,) = take_in(store, store.layout.takes).attempts

    assert attempt.moment.timestamp() == pytest.approx(written)
    assert not (folder / NOTES).exists()
