"""Stories answer several questions; an advertisement is kept for each application."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest

from tests.calling import call
from tests.keeping import bytes_in
from voice_star.store.attempts import AttemptStore

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


def stories(home: Path) -> list[str | None]:
    with AttemptStore(home) as store:
        return [record.story for record in store.history()]


def test_a_story_is_named_listed_and_cleared(capsys: Capture, three: Path) -> None:
    named = call(capsys, "stories", "name", " The  planner\x1b[1m", "1", "2")
    cleared = call(capsys, "stories", "clear", "last")

    assert named.err == "#1, #2 tell the story 'The planner?[1m'.\n"
    assert cleared.err == "#3 tells no story.\n"
    assert stories(three) == ["The planner?[1m", "The planner?[1m", None]
    listed = call(capsys, "stories")
    assert listed.out == (
        "The planner?[1m: 2 attempts, #1, #2\n"
        "    What is your greatest accomplishment? (1)\n"
        "    Why?[31m us? (1)\n"
    )
    assert call(capsys, "stories", "list").out == listed.out


def test_where_one_of_them_is_not_there_none_is_named(
    capsys: Capture, three: Path
) -> None:
    before = stories(three)

    assert call(capsys, "stories", "name", "x", "1", "9").code == 9
    assert call(capsys, "stories", "name", " ", "1").code == 2
    assert stories(three) == before


@pytest.mark.usefixtures("home")
def test_without_a_story_it_is_said_how_to_name_one(capsys: Capture) -> None:
    done = call(capsys, "stories")

    assert (done.code, done.out) == (0, "")
    assert "voice-star stories name NAME ID" in done.err


@pytest.mark.usefixtures("three")
def test_the_history_of_a_story_is_listed(capsys: Capture) -> None:
    call(capsys, "stories", "name", "The planner", "2")

    done = call(capsys, "history", "--story", "the PLANNER")

    assert "    2  " in done.out
    assert "    1  " not in done.out
    assert "No attempt is like that" in call(capsys, "history", "--story", "x").err


@pytest.fixture
def advertisement(tmp_path: Path) -> Path:
    path = tmp_path / "ad.txt"
    path.write_text("You will lead a team and plan maintenance of zanzibars.\n")
    return path


def test_an_advertisement_is_kept_for_an_application(
    capsys: Capture, home: Path, advertisement: Path
) -> None:
    added = call(capsys, "jobs", "add", "acme", advertisement)
    answer = home.parent / "answer.txt"
    answer.write_text("I led a team of five.\nWe planned all the maintenance.\n" * 6)

    advertisement.unlink()
    done = call(capsys, "review", "--transcript", answer, "--job", "acme", "--json")

    assert added.code == 0
    assert call(capsys, "jobs").out == "acme\n"
    assert '"asks": [{' in done.out
    if sys.platform != "win32":
        kept = home / "jobs" / "acme.txt"
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_an_advertisement_is_removed_for_good(
    capsys: Capture, home: Path, advertisement: Path
) -> None:
    call(capsys, "jobs", "add", "acme", advertisement)

    done = call(capsys, "jobs", "remove", "acme")

    assert done.err == "Deleted for good: acme\n"
    assert b"zanzibar" not in bytes_in(home)
    assert call(capsys, "jobs", "remove", "acme").code == 2
    assert "No job is kept" in call(capsys, "jobs", "list").err


@pytest.mark.parametrize("name", ["../acme", "a b", "", "-x", "ä"])
def test_a_name_that_leads_elsewhere_is_refused(
    capsys: Capture, home: Path, advertisement: Path, name: str
) -> None:
    done = call(capsys, "jobs", "add", "--", name, advertisement)

    assert done.code == 2
    assert not home.exists()


def test_a_job_without_words_is_refused(
    capsys: Capture, home: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n")

    assert call(capsys, "jobs", "add", "acme", empty).code == 3
    assert call(capsys, "jobs", "add", "acme", tmp_path / "none.txt").code == 3
    assert not (home / "jobs").exists()
