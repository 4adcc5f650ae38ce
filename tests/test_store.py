"""What is added to the history is there for good, as it was."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judged import judged_reviews
from tests.keeping import NOW, QUESTION, reviewed, sound_file
from voice_star.domain.record import Raised, record_of
from voice_star.domain.review import Severity
from voice_star.domain.wire import review_to_json
from voice_star.errors import NoSuchAttemptError, StoreError
from voice_star.store.attempts import AttemptStore
from voice_star.store.rows import Entry, columns_of, read_entry, record_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from voice_star.domain.review import Review


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AttemptStore]:
    with AttemptStore(tmp_path / "home") as store:
        yield store


def test_an_attempt_is_read_back_as_it_was_added(store: AttemptStore) -> None:
    added = store.add(reviewed(), moment=NOW, story="importer")

    got = store.get(added.id)

    assert (got.id, got.moment, got.story) == (1, NOW, "importer")
    assert review_to_json(got.review) == review_to_json(reviewed())
    assert review_to_json(added.review) == review_to_json(reviewed())


def test_it_is_there_when_the_history_is_opened_again(tmp_path: Path) -> None:
    with AttemptStore(tmp_path) as store:
        added = store.add(reviewed(), moment=NOW)

    with AttemptStore(tmp_path) as store:
        assert store.get(added.id).moment == NOW


def test_lists_are_given_in_order_of_time_whatever_the_order_of_adding(
    store: AttemptStore,
) -> None:
    later = store.add(reviewed("later"), moment=NOW)
    earlier = store.add(reviewed("earlier"), moment=NOW - timedelta(days=3))

    assert [record.id for record in store.history()] == [earlier.id, later.id]


def test_a_record_tells_what_lists_and_trends_ask(store: AttemptStore) -> None:
    attempt = store.add(reviewed(), moment=NOW, story="importer")

    (record,) = store.history()

    assert record == record_of(attempt)
    assert record.question == QUESTION
    assert record.story == "importer"
    assert record.flags == (
        Raised("no-why", Severity.MAJOR),
        Raised("hedged", Severity.MILD),
    )
    assert record.n_filled_pauses == 1
    assert len(record.seconds) == len(record.words) == 5


FIRST, LATEST = (datetime.fromisoformat(day) for day in ("1990-01-01", "2090-01-01"))

zones = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
moments = st.datetimes(timezones=zones, min_value=FIRST, max_value=LATEST)


@given(judged_reviews(), moments, st.none() | st.text(), st.integers(1, 10**6))
def test_any_attempt_survives_its_document_and_its_columns(
    review: Review, moment: datetime, story: str | None, number: int
) -> None:
    entry = Entry(moment, story, None, json.loads(json.dumps(review_to_json(review))))

    assert read_entry(entry.as_text()) == entry
    columns = columns_of(entry, number)
    row = tuple(columns.values())[:7]
    assert record_from(row) == record_of(entry.as_attempt(number))


def test_ids_go_on_and_are_never_given_twice(store: AttemptStore) -> None:
    numbers = [store.add(reviewed(), moment=NOW).id for _ in range(3)]
    assert numbers == [1, 2, 3]

    with store.database.writing() as connection:
        connection.execute("DELETE FROM attempt WHERE id = 3")

    assert store.add(reviewed(), moment=NOW).id == 4


@pytest.mark.parametrize(
    ("said", "number"),
    [("last", 1), ("LAST", 1), ("last-1", 3), ("last-2", 2), ("3", 3), ("#2", 2)],
)
def test_attempts_are_named_by_number_or_from_the_last(
    store: AttemptStore, said: str, number: int
) -> None:
    for days in (3, 1, 2):
        store.add(reviewed(), moment=NOW + timedelta(days=days))

    assert store.number_of(said) == number


@pytest.mark.parametrize(
    "said",
    [
        "2",
        "0",
        "-1",
        "last-1",
        "last+1",
        "x",
        "",
        "\uff11",
        "9" * 30,
        "last-" + "9" * 30,
    ],
)
def test_a_name_that_means_nothing_is_told(store: AttemptStore, said: str) -> None:
    store.add(reviewed(), moment=NOW)

    with pytest.raises(NoSuchAttemptError, match=r"no attempt .*1 is kept"):
        store.number_of(said)


def test_an_empty_history_says_so(store: AttemptStore) -> None:
    assert store.history() == ()
    with pytest.raises(NoSuchAttemptError, match="nothing is kept yet"):
        store.number_of("last")
    with pytest.raises(NoSuchAttemptError):
        store.get(1)


def test_another_review_takes_the_place_of_the_first(store: AttemptStore) -> None:
    number = store.add(reviewed(), moment=NOW, story="s").id
    anew = replace(reviewed("compiler"), judged_by="judge-2", flags=())

    store.replace_review(number, anew)

    got = store.get(number)
    assert review_to_json(got.review) == review_to_json(anew)
    assert (got.moment, got.story) == (NOW, "s")
    assert store.history()[0].flags == ()


def test_a_story_is_named_afterwards(store: AttemptStore) -> None:
    number = store.add(reviewed(), moment=NOW).id

    store.name_story(number, "importer")

    assert store.get(number).story == store.history()[0].story == "importer"


def test_a_recording_is_kept_beside_and_named_by_the_take(
    store: AttemptStore, tmp_path: Path
) -> None:
    sound = sound_file(tmp_path / "answer.FLAC")

    attempt = store.add(reviewed(), moment=NOW, sound=sound)

    kept = store.recording_of(attempt.id)
    assert kept is not None
    assert kept.read_bytes() == sound.read_bytes()
    assert kept.suffix == ".flac"
    assert attempt.review.take is not None
    assert attempt.review.take.path == kept


def test_the_users_own_file_is_copied_and_not_shared(
    store: AttemptStore, tmp_path: Path
) -> None:
    sound = sound_file(tmp_path / "answer.flac")
    attempt = store.add(reviewed(), moment=NOW, sound=sound)

    sound.write_bytes(b"something else")

    kept = store.recording_of(attempt.id)
    assert kept is not None
    assert kept.read_bytes() != b"something else"


def test_what_was_added_by_the_name_of_its_recording_is_added_once(
    store: AttemptStore, tmp_path: Path
) -> None:
    sound = sound_file(tmp_path / "take.flac")
    name = "2026-06-10-180400-abc123.flac"

    first = store.add(reviewed("importer"), moment=NOW, sound=sound, name=name)
    again = store.add(reviewed("compiler"), moment=NOW, sound=sound, name=name)

    assert again.id == first.id
    assert len(store.history()) == 1
    assert review_to_json(again.review) == review_to_json(first.review)


@pytest.mark.parametrize("name", ["../x.flac", "x", ".x.flac", "a/b.flac", "x.flac\n"])
def test_a_recording_is_never_called_what_leads_elsewhere(
    store: AttemptStore, tmp_path: Path, name: str
) -> None:
    sound = sound_file(tmp_path / "take.flac")

    with pytest.raises(ValueError, match="cannot be called"):
        store.add(reviewed(), moment=NOW, sound=sound, name=name)


def test_a_recording_without_an_attempt_gets_one_where_it_lies(
    store: AttemptStore,
) -> None:
    store.layout.recordings.mkdir(mode=0o700)
    stray = sound_file(store.layout.recordings / "2026-06-10-180400-abc123.flac")
    before = stray.read_bytes()

    attempt = store.add(reviewed(), moment=NOW, sound=stray, name=stray.name)

    assert store.recording_of(attempt.id) == stray
    assert stray.read_bytes() == before
    assert [path.name for path in stray.parent.iterdir()] == [stray.name]


def test_a_recording_that_cannot_be_read_leaves_nothing_behind(
    store: AttemptStore, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="cannot be kept"):
        store.add(reviewed(), moment=NOW, sound=tmp_path / "gone.flac")

    assert store.history() == ()
    assert list(store.layout.recordings.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_may_read_what_is_kept(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        home = tmp_path / "home"
        sound = sound_file(tmp_path / "a.flac")
        sound.chmod(0o644)
        with AttemptStore(home) as store:
            store.add(reviewed(), moment=NOW, sound=sound)
            modes = {
                path: stat.S_IMODE(path.stat().st_mode)
                for path in [home, *home.rglob("*")]
            }
    finally:
        os.umask(old)

    assert len(modes) >= 6
    for path, mode in modes.items():
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_a_name_of_a_file_that_is_no_text_is_kept(store: AttemptStore) -> None:
    odd = os.fsdecode(b"what\xff?")

    store.add(reviewed(question=odd), moment=NOW)

    assert store.get(1).review.question == odd
    assert store.history()[0].question == "what??"


def test_several_threads_may_use_one_history(store: AttemptStore) -> None:
    def work() -> None:
        for _ in range(5):
            store.add(reviewed(), moment=NOW)
            store.history()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [record.id for record in store.history()] == list(range(1, 21))


def test_lists_are_read_without_anything_heavy() -> None:
    program = (
        "import sys; import voice_star.store.attempts; "
        "print(sorted({'numpy', 'av', 'soundfile'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
