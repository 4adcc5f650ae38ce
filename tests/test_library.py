"""What the app asks of what is kept: nothing is lost, and nothing is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.keeping import NOW, QUESTION, reviewed
from voice_star.audio.takes import list_takes
from voice_star.domain.question import Theme
from voice_star.errors import (
    NoSuchAttemptError,
    SettingsError,
    UnreadableTextError,
)
from voice_star.library import Library
from voice_star.pairing import pair_of, pair_with_other
from voice_star.settling import (
    Job,
    keep_job,
    kept_job,
    read_advertisement,
    target_of,
)
from voice_star.store.attempts import AttemptStore

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path, tmp_path / "takes", lambda: NOW)


def keep(library: Library, *days: float, question: str = QUESTION) -> None:
    """Keep an attempt made so many days ago, for each."""
    with AttemptStore(library.home) as store:
        for one in days:
            moment = NOW - timedelta(days=one)
            store.add(reviewed(question=question), moment=moment)


# How things stand


def test_an_empty_home_has_the_bank_and_something_to_begin_with(
    library: Library,
) -> None:
    overview = library.overview()

    assert overview.n_takes == 0
    assert overview.pick is not None
    assert overview.pick.last is None
    assert not overview.complaints
    assert list_takes(library.takes) == ()


def test_takes_are_counted_from_what_is_kept(library: Library) -> None:
    keep(library, 0.01, 0.02, 3.0)
    overview = library.overview()

    assert (overview.n_takes, overview.n_today) == (3, 2)
    (record, *_) = library.records()
    assert overview.spoken_today == pytest.approx(2 * (record.duration or 0))
    (one,) = [one for one in overview.practised if one.records]
    assert one.question.text == QUESTION
    assert len(one.records) == 3


def test_each_flag_has_its_advice(library: Library) -> None:
    advice = library.overview().advice

    assert advice["no-why"].startswith("Close with your reason")


def test_a_history_that_cannot_be_read_is_told_and_questions_are_there(
    library: Library,
) -> None:
    keep(library, 1.0)
    (library.home / "history" / "attempts.db").write_bytes(b"not a database" * 99)
    library.own_questions.write_text("[[question]]\nid = 3\n")
    overview = library.overview()

    assert len(overview.complaints) == 2
    assert len(overview.practised) > 20


# What was read once


def test_records_are_read_once_until_something_changes(library: Library) -> None:
    keep(library, 2.0)
    first = library.records()
    assert library.records() is first

    keep(library, 1.0)
    second = library.records()
    assert [one.id for one in second] == [1, 2]

    library.forget(1)
    assert [one.id for one in library.records()] == [2]
    assert [one.id for one in Library(library.home, library.takes).records()] == [2]


# Another take of a question


def test_the_take_before_is_what_one_is_held_against(library: Library) -> None:
    keep(library, 5.0, 3.0, 1.0)
    keep(library, 2.0, question="Why?")
    review = reviewed()

    def pair(number: int | None) -> tuple[int, int]:
        found = pair_with_other(library, review, moment=NOW, number=number)
        assert (found.name is None) == (number is not None)
        return found.before.id, found.after.id

    assert pair(3) == (2, 3)
    assert pair(1) == (1, 2)
    assert pair(None)[0] == 3
    with pytest.raises(NoSuchAttemptError, match="no other take"):
        pair_with_other(library, replace(review, question="Why?"), moment=NOW, number=4)
    with pytest.raises(NoSuchAttemptError, match="There is no attempt 9"):
        pair_of(library, 1, 9)


def test_a_take_is_found_though_its_question_was_worded_otherwise(
    library: Library,
) -> None:
    keep(library, 5.0)
    (question,) = [one for one in library.questions() if one.text == QUESTION]
    library.edit_question(question, text="What are you proud of?", hint="")
    review = reviewed(question="What are you proud of?")

    pair = pair_with_other(library, review, moment=NOW, number=None)
    assert pair.before.id == 1


# Own questions


def test_a_question_is_added_changed_and_retired(library: Library) -> None:
    added = library.add_question(" Why\n us? ", hint="", theme=Theme.CHANGE)
    assert (added.text, added.theme) == ("Why us?", Theme.CHANGE)
    with pytest.raises(SettingsError, match="already"):
        library.add_question("why us?", hint="", theme=Theme.OTHER)

    changed = library.edit_question(added, text="Why here?", hint="Facts.")
    assert changed.former == ("Why us?",)
    retired = library.retire_question(changed, undo=False)
    assert retired in library.questions()
    assert not library.retire_question(retired, undo=True).is_retired
    with pytest.raises(SettingsError, match="empty"):
        library.edit_question(changed, text=" ", hint="")


# What is settled


def test_a_target_is_a_length_of_an_answer() -> None:
    assert target_of("90s") == target_of("1:30") == 90
    assert target_of("3m") == 180
    with pytest.raises(SettingsError, match="no length"):
        target_of("soon")


ADVERTISEMENT = """# Charge nurse, ward 5

Your profile:
- You have led a team through a change.
- You keep calm when two things go wrong at once.
"""


def test_a_job_is_read_kept_and_left(tmp_path: Path) -> None:
    path = tmp_path / "ad.txt"
    path.write_text(ADVERTISEMENT)
    job = read_advertisement(path)
    assert job.name == "Charge nurse, ward 5"
    assert len(job.asks) == 2

    kept = tmp_path / "home" / "job.json"
    keep_job(kept, job)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept_job(kept) == job
    keep_job(kept, None)
    assert kept_job(kept) is None


@pytest.mark.parametrize("data", [b"", b" \n-\n", b"\xff\xfe\x00", b"a" * 2_000_001])
def test_what_is_no_advertisement_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ad.txt"
    path.write_bytes(data)

    with pytest.raises(UnreadableTextError, match=r"ad\.txt"):
        read_advertisement(path)
    with pytest.raises(UnreadableTextError, match="cannot be read"):
        read_advertisement(tmp_path / "nowhere.txt")


@pytest.mark.parametrize("text", ["", "[]", '{"name": 3}', '{"name": "a", "asks": 1}'])
def test_a_job_that_makes_no_sense_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "job.json"
    path.write_text(text)

    assert kept_job(path) is None
    assert Job("a", ()) != kept_job(path)
