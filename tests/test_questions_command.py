"""Questions are listed, picked, added, edited and retired, and what is kept is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calling import call
from tests.keeping import NOW, QUESTION, reviewed
from tests.practising import questions
from voice_star.cli.questions import _THEMES
from voice_star.domain.question import Question, Theme
from voice_star.ownquestions import all_questions, read_own, write_own
from voice_star.store.attempts import AttemptStore

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shelf") / "deep" / "questions.toml"


@given(kept=st.lists(questions(), max_size=4))
def test_what_is_written_is_read_again(shelf: Path, kept: list[Question]) -> None:
    write_own(shelf, kept)

    assert read_own(shelf) == tuple(kept)
    assert shelf.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in shelf.parent.iterdir()] == [shelf.name]


@pytest.mark.parametrize("letter", ["\x7f", "\x1b", '"', "\\", "\U0001f600", "'''"])
def test_no_letter_breaks_the_file(tmp_path: Path, letter: str) -> None:
    mine = Question("my-1", Theme.OTHER, f"Why {letter}?", letter)
    write_own(tmp_path / "questions.toml", [mine])

    assert read_own(tmp_path / "questions.toml") == (mine,)


def test_the_themes_of_the_command_are_those_there_are() -> None:
    assert tuple(theme.value for theme in Theme) == _THEMES


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[question]", "make no sense"),
        ("question = 3", "must be a list"),
        ("question = [3]", "must be a table"),
        ("other = 3", "'other' beside"),
        ('[[question]]\nid = "a"\ntext = "b"\nhnt = "c"', "the nearest is hint"),
        ('[[question]]\nid = "a"\ntext = 3', "are texts"),
        ('[[question]]\nid = "a b"\ntext = "c"', "is one word"),
        ('[[question]]\nid = "a"\ntext = "b"\ntheme = "x"', "Theme"),
        ('[[question]]\nid = "a"\ntext = "b"\nis_retired = 1', "true or false"),
        ("\xff", "make no sense"),
    ],
)
def test_a_file_that_makes_no_sense_is_told_and_kept(
    capsys: Capture, home: Path, text: str, told: str
) -> None:
    home.mkdir()
    path = home / "questions.toml"
    path.write_text(text, "latin-1")

    for arguments in (["list"], ["next"], ["add", "Why?"], ["retire", "greatest"]):
        done = call(capsys, "questions", *arguments)

        assert done.code == 2
        assert told in done.err
        assert str(path) in done.err
    assert path.read_text("latin-1") == text


def test_the_bank_is_listed(capsys: Capture, home: Path) -> None:
    bare, listed = call(capsys, "questions"), call(capsys, "questions", "list")

    assert bare.code == 0
    assert QUESTION in bare.out
    assert bare.out == listed.out
    assert not (home / "questions.toml").exists()


@pytest.mark.usefixtures("home")
def test_a_theme_is_listed_with_hints_and_ids(capsys: Capture) -> None:
    done = call(capsys, "questions", "list", "--theme", "conflict", "--hints")

    assert done.out.startswith("Conflict\n")
    assert "Accomplishment" not in done.out


def test_a_question_is_added_edited_and_retired(capsys: Capture, home: Path) -> None:
    assert call(capsys, "questions", "add", " Why\nus? ").err == "Added as my-1.\n"
    with AttemptStore(home) as store:
        store.add(reviewed(question="Why us?"), moment=NOW)

    edited = call(capsys, "questions", "edit", "my-1", "--text", "Why our \x1b[1mteam?")
    assert edited.err == "Changed: my-1. Its attempts stay with it.\n"
    listed = call(capsys, "questions", "list", "--theme", "other").out
    assert "Why our ?[1mteam?" in listed
    assert "10 Jun" in listed  # the attempt at the text it had before
    assert "1" in call(capsys, "history", "--question", "my-1").out.split()

    call(capsys, "questions", "retire", "Why our")
    assert call(capsys, "questions", "list", "--theme", "other").out == ""
    assert "retired" in call(capsys, "questions", "list", "--retired").out

    call(capsys, "questions", "retire", "my-1", "--undo")
    assert "team?" in call(capsys, "questions", "list", "--theme", "other").out


def test_a_question_of_the_bank_is_changed_in_its_place(
    capsys: Capture, home: Path
) -> None:
    call(capsys, "questions", "edit", "greatest", "--hint", "Mine.")

    (own,) = read_own(home / "questions.toml")
    assert (own.id, own.text, own.hint) == ("greatest", QUESTION, "Mine.")
    assert own in all_questions(home / "questions.toml")


@pytest.mark.usefixtures("home")
def test_the_next_question_is_one_that_is_not_retired(capsys: Capture) -> None:
    first = call(capsys, "questions", "next").out
    call(capsys, "questions", "retire", first.splitlines()[0])
    second = call(capsys, "questions", "next").out

    assert first
    assert second
    assert first != second


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", "  "], "cannot be empty"),
        (["add", QUESTION.lower()], "That is a question already: greatest."),
        (["add", "x", "--theme", "y"], "invalid choice"),
        (["edit", "greatest"], "say what to change"),
        (["edit", "greatest", "--text", ""], "cannot be empty"),
        (["retire", "no such thing"], "There is no question"),
        (["retire", "accomplishment"], "Name one by its id."),
        (["retire", ""], "There is no question"),
        (["fly"], "invalid choice"),
    ],
)
def test_what_makes_no_sense_is_told(
    capsys: Capture, home: Path, arguments: list[str], told: str
) -> None:
    done = call(capsys, "questions", *arguments)

    assert done.code == 2
    assert told in done.err
    assert not (home / "questions.toml").exists()


def test_questions_that_cannot_be_written_are_told(capsys: Capture, home: Path) -> None:
    home.write_text("no folder")

    done = call(capsys, "questions", "add", "Why?")

    assert done.code == 2
    assert "voice-star: " in done.err
    assert home.read_text() == "no folder"
