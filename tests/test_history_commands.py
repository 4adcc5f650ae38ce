"""Attempts are shown, imported, forgotten, backed up and recovered by command."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.calling import call, call_apart
from tests.keeping import NOW, QUESTION, bytes_in, reviewed
from tests.sounds import part_known
from voice_star.audio.journal import Journal
from voice_star.audio.notes import TakeNotes, add_to_notes
from voice_star.audio.takes import finish_take
from voice_star.domain.timeline import Span
from voice_star.domain.wire import review_to_json
from voice_star.store.attempts import AttemptStore
from voice_star.store.layout import Layout

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


def numbers(home: Path) -> list[int]:
    with AttemptStore(home) as store:
        return store.numbers()


def test_an_attempt_is_shown_by_its_number(capsys: Capture, three: Path) -> None:
    done = call(capsys, "show", "2")

    assert numbers(three) == [1, 2, 3]
    assert done.code == 0
    assert done.out.startswith("#2 · 2026-06-10 18:04 · s?[1m\n")
    assert "zanzibar" in done.out
    assert "\x1b" not in done.out


@pytest.mark.usefixtures("three")
def test_an_attempt_is_shown_as_json_by_its_place_from_the_last(
    capsys: Capture,
) -> None:
    done = call(capsys, "show", "last-1", "--json")

    document = json.loads(done.out)
    assert document["words"][1]["text"] == "zanzibar"
    assert document["take"]["path"].endswith(".flac")


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("command", ["show", "forget"])
def test_an_attempt_that_is_not_there_is_one_sentence(
    capsys: Capture, command: str
) -> None:
    done = call(capsys, command, "99", *(["--yes"] if command == "forget" else []))

    assert done.code == 9
    assert done.out == ""
    assert done.err == (
        "voice-star: There is no attempt '99': 3 are kept. List them with: voice-star "
        "history\n"
    )


def test_what_is_forgotten_is_gone(capsys: Capture, three: Path) -> None:
    done = call(capsys, "forget", "2", "2", "--yes")

    assert done.code == 0
    assert done.err == "Deleted for good: 1 attempt (#2), 1 recording.\n"
    assert numbers(three) == [1, 3]
    assert b"zanzibar" not in bytes_in(three)


def test_a_question_is_forgotten_whatever_its_case(
    capsys: Capture, three: Path
) -> None:
    call(capsys, "forget", "--question", f"  {QUESTION.upper()} ", "--yes")

    assert numbers(three) == [2]


def test_a_question_that_was_never_asked_deletes_nothing(
    capsys: Capture, three: Path
) -> None:
    done = call(capsys, "forget", "--question", "What?", "--yes")

    assert done.err == "No attempt is meant; nothing was deleted.\n"
    assert numbers(three) == [1, 2, 3]


def test_all_is_forgotten(capsys: Capture, three: Path) -> None:
    done = call(capsys, "forget", "--all", "--yes")

    assert done.err == "Deleted for good: 3 attempts (#1 to #3), 3 recordings.\n"
    for word in (b"importer", b"zanzibar", b"compiler"):
        assert word not in bytes_in(three)


def test_the_sound_alone_is_forgotten(capsys: Capture, three: Path) -> None:
    done = call(capsys, "forget", "--sound", "--all", "--yes")

    assert done.err == "Deleted for good: 3 recordings of #1 to #3.\n"
    assert numbers(three) == [1, 2, 3]
    assert list((three / "recordings").iterdir()) == []


def test_all_is_forgotten_with_takes_questions_and_jobs_but_not_with_sound(
    capsys: Capture, three: Path, tmp_path: Path
) -> None:
    unheard = leave_take(three, word=None)
    going_on = Journal(three / "takes", notes=TakeNotes(started=NOW), samplerate=16_000)
    going_on.append(np.arange(1600, dtype=np.int16))
    call(capsys, "questions", "add", "Why zanzibar?")
    call(capsys, "backup", tmp_path / "all.zip")

    call(capsys, "forget", "--sound", "--all", "--yes")
    assert unheard.is_dir()
    assert (three / "questions.toml").is_file()

    done = call(capsys, "forget", "--all", "--yes")

    assert "1 take that had not come into the history" in done.err
    assert f"A backup from before may hold it still: {tmp_path / 'all.zip'}" in done.err
    assert not unheard.exists()
    assert going_on.path.is_file()
    going_on.close()
    assert b"zanzibar" not in bytes_in(three)


@pytest.mark.parametrize(
    "arguments", [[], ["1", "--all"], ["--all", "--question", "x"]]
)
def test_forgetting_wants_to_know_what(
    capsys: Capture, three: Path, arguments: list[str]
) -> None:
    done = call(capsys, "forget", *arguments, "--yes")

    assert done.code == 2
    assert numbers(three) == [1, 2, 3]


@pytest.mark.parametrize("arguments", [["forget", "1"], ["restore", "x.zip"]])
def test_nothing_is_done_for_good_without_being_asked_for(
    three: Path, arguments: list[str]
) -> None:
    done = call_apart(*arguments)

    assert done.code == 2
    assert "say --yes" in done.err
    assert numbers(three) == [1, 2, 3]


def test_a_backup_is_made_and_put_back(
    capsys: Capture, three: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "all.zip"

    made = call(capsys, "backup", backup)
    call(capsys, "forget", "2", "--yes")
    done = call(capsys, "restore", backup, "--yes")

    assert made.err == f"3 attempts and 3 recordings in {backup}\n"
    assert done.code == 0
    assert "3 attempts and 3 recordings are back." in done.err
    assert str(three / "set-aside") in done.err
    assert numbers(three) == [1, 2, 3]


@pytest.mark.usefixtures("three")
def test_a_backup_that_is_none_is_refused(capsys: Capture, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.zip"
    wrong.write_bytes(b"no zip")

    done = call(capsys, "restore", wrong, "--yes")

    assert done.code == 9
    assert "cannot be restored, and the history is as it was" in done.err
    assert call(capsys, "backup", wrong).code == 6


@pytest.mark.usefixtures("rehearsed")
def test_a_recording_from_elsewhere_is_kept_with_its_date(
    capsys: Capture, home: Path, spoken: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.wav"
    shutil.copy(spoken, mine)
    moment = datetime(2025, 5, 3, 18, 30, tzinfo=UTC).timestamp()
    os.utime(mine, (moment, moment))

    done = call(
        capsys, "import", mine, tmp_path / "gone.wav", "--question", "What?",
        "--story", "rota",
    )  # fmt: skip

    assert done.code == 1
    assert "is attempt 1, of 2025-05-03" in done.err
    assert "gone.wav" in done.err
    with AttemptStore(home) as store:
        attempt = store.get(1)
        kept = store.recording_of(1)
    assert attempt.moment.timestamp() == moment
    assert (attempt.review.question, attempt.story) == ("What?", "rota")
    assert kept is not None
    assert kept.read_bytes() == mine.read_bytes()


@pytest.mark.usefixtures("rehearsed")
def test_a_date_can_be_given(capsys: Capture, home: Path, spoken: Path) -> None:
    done = call(capsys, "import", spoken, "--date", "2024-02-29T07:05+00:00")

    assert done.code == 0
    with AttemptStore(home) as store:
        assert store.get(1).moment == datetime(2024, 2, 29, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize("date", ["yesterday", "2026-13-01", ""])
def test_a_date_that_is_none_is_told(
    capsys: Capture, home: Path, spoken: Path, date: str
) -> None:
    done = call(capsys, "import", spoken, "--date", date)

    assert done.code == 2
    assert "is no date; write it as 2026-05-03" in done.err
    assert not home.exists()


def leave_take(home: Path, *, word: str | None) -> Path:
    """Leave a take of twelve seconds as a recorder leaves it, reviewed or not."""
    take, _ = part_known("strong", Span(0, 12))
    notes = TakeNotes(started=NOW, question="What?")
    journal = Journal(home / "takes", notes=notes, samplerate=16_000)
    journal.append(take.pcm.astype(np.int16))
    journal.close()
    finish_take(journal.folder)
    if word is not None:
        add_to_notes(journal.folder, review=review_to_json(reviewed(word)))
    return journal.folder


def test_what_was_recorded_since_is_in_the_history(capsys: Capture, home: Path) -> None:
    leave_take(home, word="importer")

    done = call(capsys, "show", "last")

    assert done.code == 0
    assert done.out.startswith("#1 · 2026-06-10")
    assert list((home / "takes").iterdir()) == []


@pytest.mark.usefixtures("rehearsed")
def test_recovering_hears_takes_that_were_not(capsys: Capture, home: Path) -> None:
    leave_take(home, word=None)
    assert "Not heard yet" in call(capsys, "show", "1").err

    done = call(capsys, "recover")

    assert done.code == 0
    assert "A take that had not been heard is #1" in done.err
    assert numbers(home) == [1]


@pytest.mark.usefixtures("rehearsed")
def test_recovering_mends_the_history_and_hears_stray_recordings(
    capsys: Capture, three: Path, spoken: Path
) -> None:
    layout = Layout(three)
    stray = layout.recordings / "2026-02-03-040506-abcdef.wav"
    shutil.copy(spoken, stray)
    data = bytearray(layout.database.read_bytes())
    data[:100] = bytes(100)
    layout.database.write_bytes(data)
    told = call(capsys, "show", "1")
    assert told.code == 9
    assert "voice-star recover" in told.err
    assert "Traceback" not in told.err

    done = call(capsys, "recover")

    assert done.code == 0
    assert "The history was damaged. Recovered: 3 attempts." in done.err
    assert str(three / "set-aside") in done.err
    assert f"{stray.name} belonged to no attempt; heard anew, it is #4" in done.err
    with AttemptStore(three) as store:
        assert f"{store.get(4).moment:%Y-%m-%d %H:%M:%S}" == "2026-02-03 04:05:06"
        assert store.recording_of(4) == stray


def test_recovering_what_is_well_says_so(capsys: Capture, three: Path) -> None:
    done = call(capsys, "recover")

    assert done.code == 0
    assert done.err == "No take was cut off.\n"
    assert numbers(three) == [1, 2, 3]
