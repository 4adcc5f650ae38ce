"""What is forgotten is gone from the disk, to the last byte; the rest is as it was."""

from __future__ import annotations

import os
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.keeping import NOW, bytes_in, reviewed, sound_file
from voice_star.errors import NoSuchAttemptError, StoreError
from voice_star.store import forgetting, recordings
from voice_star.store.attempts import AttemptStore
from voice_star.store.checking import problems_in
from voice_star.store.forgetting import (
    forget,
    forget_all,
    forget_old_sound,
    forget_sound,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


SEED = 4
"""One with which a copy of a row stays behind unless the database is rewritten."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AttemptStore]:
    with AttemptStore(tmp_path / "home") as store:
        yield store


def add(store: AttemptStore, word: str, *, days: float = 0, length: int = 1) -> int:
    """Keep an attempt in which a word is in everything there is of it."""
    sound = sound_file(store.layout.home.parent / "sound.flac", word)
    return store.add(
        reviewed(word, question=f"{word}? " * length),
        moment=NOW + timedelta(days=days),
        story=word * length,
        sound=sound,
    ).id


def test_no_byte_of_the_folder_tells_of_what_was_forgotten(store: AttemptStore) -> None:
    first = add(store, "zanzibar")
    second = add(store, "quagmire")
    assert b"zanzibar" in bytes_in(store.layout.home)

    done = forget(store, [first])

    assert (done.n_attempts, done.n_recordings) == (1, 1)
    left = bytes_in(store.layout.home)
    assert b"zanzibar" not in left
    assert b"quagmire" in left
    with pytest.raises(NoSuchAttemptError):
        store.get(first)
    assert store.get(second).story == "quagmire"


def test_no_byte_tells_of_it_however_rows_have_moved_about(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - so that it is the same every time
    with AttemptStore(tmp_path) as store:
        words: dict[int, str] = {}
        for n in range(60):
            word = f"zq{n:05}x"
            asked = word + "y" * chance.randint(0, 400)
            told = word * chance.randint(1, 9)
            number = store.add(reviewed(word, question=asked), moment=NOW, story=told)
            words[number.id] = word
            if chance.random() < 0.3:
                changed = chance.choice(list(words))
                longer = "t" * chance.randint(0, 900) + words[changed]
                store.name_story(changed, longer)
        gone = chance.sample(list(words), 25)

        forget(store, gone)

        left = bytes_in(tmp_path).decode("latin-1")
        assert {n for n in words if words[n] in left} == set(words) - set(gone)
        assert problems_in(store.database.path) == []


def test_words_of_a_review_that_was_replaced_go_with_it(store: AttemptStore) -> None:
    number = add(store, "zanzibar")
    store.replace_review(number, reviewed("quagmire"))

    forget(store, [number])

    left = bytes_in(store.layout.home)
    assert b"zanzibar" not in left
    assert b"quagmire" not in left


def test_the_recording_alone_goes_and_the_review_stays(store: AttemptStore) -> None:
    number = add(store, "zanzibar")
    kept = store.recording_of(number)
    assert kept is not None

    done = forget_sound(store, [number])

    assert (done.n_attempts, done.n_recordings) == (0, 1)
    assert not kept.exists()
    assert store.recording_of(number) is None
    assert "zanzibar" in store.get(number).review.answer.transcript.text()
    assert forget_sound(store, [number]).n_recordings == 0


def test_only_old_recordings_go_by_their_age(store: AttemptStore) -> None:
    old, new = add(store, "old", days=-31), add(store, "new", days=-29)

    done = forget_old_sound(store, before=NOW - timedelta(days=30))

    assert done.n_recordings == 1
    assert store.recording_of(old) is None
    assert store.recording_of(new) is not None
    assert len(store.history()) == 2


def test_all_goes_with_what_was_set_aside_and_what_nobody_names(
    store: AttemptStore,
) -> None:
    add(store, "zanzibar")
    store.layout.questions.write_text("zanzibar")
    store.layout.jobs.mkdir()
    (store.layout.jobs / "acme.txt").write_text("zanzibar")
    store.layout.backups.write_text("zanzibar")
    aside = store.layout.aside / "2026-01-01-damaged"
    aside.mkdir(parents=True)
    (aside / "attempts.db").write_bytes(b"zanzibar")
    sound_file(store.layout.recordings / "stray file.flac", "zanzibar")

    done = forget_all(store)

    assert (done.n_attempts, done.n_recordings) == (1, 2)
    assert b"zanzibar" not in bytes_in(store.layout.home)
    assert not store.layout.aside.exists()
    assert store.history() == ()
    assert add(store, "again") == 2


def test_what_was_set_aside_is_named_since_it_may_tell_of_it_too(
    store: AttemptStore,
) -> None:
    number = add(store, "zanzibar")
    aside = store.layout.aside / "2026-01-01-damaged"
    aside.mkdir(parents=True)

    assert forget(store, [number]).left == (aside,)


def test_nothing_is_forgotten_if_one_of_them_is_not_there(store: AttemptStore) -> None:
    number = add(store, "zanzibar")

    with pytest.raises(NoSuchAttemptError):
        forget(store, [number, 99])

    assert store.get(number).id == number
    assert store.recording_of(number) is not None


def test_what_a_cut_off_copy_and_the_take_left_goes_too(store: AttemptStore) -> None:
    number = add(store, "zanzibar")
    kept = store.recording_of(number)
    assert kept is not None
    sound_file(kept.with_name(f"{kept.name}-0a1b2c.new"), "zanzibar")
    take = store.layout.takes / kept.stem
    take.mkdir(parents=True)
    sound_file(take / "take.flac", "zanzibar")
    scratch = store.layout.home / "history.new-0a1b2c"
    scratch.mkdir()
    sound_file(scratch / "attempts.db", "zanzibar")

    forget(store, [number])

    assert b"zanzibar" not in bytes_in(store.layout.home)


def test_a_file_with_another_name_elsewhere_only_loses_this_one(
    store: AttemptStore, tmp_path: Path
) -> None:
    number = add(store, "zanzibar")
    kept = store.recording_of(number)
    assert kept is not None
    os.link(kept, tmp_path / "mine.flac")

    forget(store, [number])

    assert b"zanzibar" in (tmp_path / "mine.flac").read_bytes()


def test_what_was_begun_is_ended_when_the_history_is_opened_next(
    store: AttemptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = add(store, "zanzibar")

    def fail(_path: Path) -> None:
        raise PermissionError(13, "Permission denied", "that file")

    monkeypatch.setattr(forgetting, "wipe", fail)
    with pytest.raises(StoreError, match="forgotten, but that file could not be"):
        forget(store, [number])
    assert store.history() == ()
    assert b"zanzibar" in bytes_in(store.layout.home)

    monkeypatch.setattr(forgetting, "wipe", recordings.wipe)
    AttemptStore(store.layout.home).close()

    assert b"zanzibar" not in bytes_in(store.layout.home)


def test_traces_that_a_reader_holds_are_told_and_go_later(store: AttemptStore) -> None:
    number = add(store, "zanzibar")
    with AttemptStore(store.layout.home, patience=0.1) as other:
        with store.database.reading() as connection:
            connection.execute("SELECT count(*) FROM attempt").fetchone()
            with pytest.raises(StoreError, match=r"traces may be left|being written"):
                forget(other, [number])
        forgetting.end_leaving(other)

    assert b"zanzibar" not in bytes_in(store.layout.home)
