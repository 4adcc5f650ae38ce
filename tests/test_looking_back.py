"""Attempts are listed, charted, compared and exported by command."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.calling import call
from tests.keeping import NOW, QUESTION, reviewed
from voice_star.report.history import NOTHING
from voice_star.store.attempts import AttemptStore

if TYPE_CHECKING:
    from pathlib import Path

    from tests.calling import Done

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def week(home: Path) -> Path:
    """A data folder with seven attempts, one a day, long enough for figures."""
    with AttemptStore(home) as store:
        for day in range(7):
            long = " ".join([f"day{day}"] * 10)
            store.add(reviewed(long), moment=NOW + timedelta(days=day))
    return home


def listed(done: Done) -> list[int]:
    """Return the numbers of the attempts in a list."""
    starts = (line.split()[:1] for line in done.out.splitlines())
    return [int(start[0]) for start in starts if start and start[0].isdigit()]


# History


@pytest.mark.usefixtures("three")
def test_the_history_lists_all_and_steers_nothing(capsys: Capture) -> None:
    done = call(capsys, "history")

    assert done.code == 0
    assert sorted(listed(done)) == [1, 2, 3]
    assert "\x1b" not in done.out


@pytest.mark.usefixtures("home")
def test_a_history_without_attempts_says_so(capsys: Capture) -> None:
    assert call(capsys, "history").out == f"{NOTHING}\n"


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (["--question", "greatest"], [1, 3]),
        (["--question", f" {QUESTION.upper()}"], [1, 3]),
        (["--question", "no such question"], []),
        (["--flag", "no-why"], [1, 2, 3]),
        (["--flag", "No why"], [1, 2, 3]),
        (["--flag", "too-slow"], []),
        (["--since", "2026-06-12"], []),
        (["--until", "2026-06-12"], [1, 2, 3]),
        (["--until", "2026-06-08"], []),
    ],
)
def test_a_history_is_filtered(
    capsys: Capture, arguments: list[str], numbers: list[int]
) -> None:
    done = call(capsys, "history", *arguments)

    assert done.code == 0
    assert sorted(listed(done)) == numbers
    assert bool(done.err) is not bool(numbers)


@pytest.mark.usefixtures("week")
def test_a_day_is_meant_from_its_beginning_to_its_end(capsys: Capture) -> None:
    day = f"{(NOW + timedelta(days=2)).astimezone():%Y-%m-%d}"

    assert listed(call(capsys, "history", "--since", day, "--until", day)) == [3]


@pytest.mark.usefixtures("week")
def test_a_history_is_limited_to_the_latest(capsys: Capture) -> None:
    done = call(capsys, "history", "--limit", "2")

    assert listed(done)[:2] == [7, 6]
    assert "5 earlier takes not shown" in done.out
    assert sorted(listed(call(capsys, "history", "--limit", "all"))) == [
        1, 2, 3, 4, 5, 6, 7,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["history", "--limit", "0"], "no number of attempts"),
        (["history", "--limit", "9" * 5000], "no number of attempts"),
        (["history", "--since", "soon"], "no date"),
        (["history", "--until", "9999-99-99"], "no date"),
        (["history", "--flag", "no-wy"], "the nearest is no-why"),
        (["trend", "lenght"], "the nearest is length"),
        (["trend", "--part", "ending"], "invalid choice"),
        (["compare", "1"], "required: B"),
        (["export", "1"], "required: --to"),
        (["export", "--to", "x.md"], "name attempts, or --all"),
        (["export", "1", "--all", "--to", "x.csv"], "name attempts, or --all"),
    ],
)
def test_what_makes_no_sense_is_told(
    capsys: Capture, home: Path, arguments: list[str], told: str
) -> None:
    done = call(capsys, *arguments)

    assert done.code == 2
    assert told in done.err
    assert done.out == ""
    assert not home.exists()


# Trends and comparing


@pytest.mark.usefixtures("week")
def test_all_figures_are_told_in_a_row(capsys: Capture) -> None:
    done = call(capsys, "trend")

    assert done.code == 0
    assert "7 takes" in done.out
    assert "Flags" in done.out
    assert done.err == ""


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["flags"], "Flags"),
        (["flags", "--by-session", "--question", "greatest"], "Flags"),
        (["--part", "result"], "Results"),
        (["fillers", "--since", "2030-01-01"], "No take tells this yet"),
    ],
)
def test_a_figure_is_charted(capsys: Capture, arguments: list[str], told: str) -> None:
    done = call(capsys, "trend", *arguments)

    assert done.code == 0
    assert told in done.out
    assert done.err == ""


@pytest.mark.usefixtures("three")
def test_two_attempts_are_compared(capsys: Capture) -> None:
    done = call(capsys, "compare", "1", "last")

    assert done.code == 0
    assert "take 1" in done.out
    assert "take 3" in done.out
    assert "\x1b" not in done.out


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    "arguments", [["compare", "1", "9"], ["export", "last-7", "--to", "x.md"]]
)
def test_what_is_not_there_is_one_sentence(
    capsys: Capture, arguments: list[str]
) -> None:
    done = call(capsys, *arguments)

    assert done.code == 9
    assert done.err.startswith("voice-star: There is no attempt")
    assert done.err.count("\n") == 1


# Export


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    "ending", ["html", "md", "json", "csv", "srt", "vtt", "TextGrid", "labels.txt"]
)
def test_an_attempt_is_exported_by_the_ending(
    capsys: Capture, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"mine.{ending}"

    done = call(capsys, "export", "2", "--to", path)

    assert done.err == f"1 attempt in {path}\n"
    text = path.read_text("utf-8")
    assert any(told in text for told in ("zanzibar", "31m us", "A Actions"))
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("three")
def test_the_recording_goes_into_the_page_unless_it_must_not(
    capsys: Capture, tmp_path: Path
) -> None:
    with_sound, without = tmp_path / "a.html", tmp_path / "b.html"

    call(capsys, "export", "1", "--to", with_sound)
    call(capsys, "export", "1", "--to", without, "--no-sound")

    assert "data:audio/flac;base64," in with_sound.read_text("utf-8")
    assert "data:audio" not in without.read_text("utf-8")


@pytest.mark.usefixtures("three")
def test_all_attempts_fit_in_a_table(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "all.csv"

    assert call(capsys, "export", "--all", "--to", path).code == 0
    assert call(capsys, "export", "--all", "--to", tmp_path / "x.md").code == 6

    assert len(path.read_text("utf-8-sig").strip().splitlines()) == 4
    assert not (tmp_path / "x.md").exists()


@pytest.mark.usefixtures("three")
def test_a_file_is_replaced_only_when_that_is_said(
    capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_text("before")

    refused = call(capsys, "export", "1", "--to", path)
    assert refused.code == 6
    assert "is there already" in refused.err
    assert path.read_text() == "before"

    assert call(capsys, "export", "1", "--to", path, "--force").code == 0
    assert json.loads(path.read_text("utf-8"))["attempt"]["id"] == 1
    assert [one.name for one in tmp_path.glob(".voice-star-*")] == []


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("none/mine.md", "could not be written"),
        ("mine.doc", "End its name in"),
        ("folder.md", "is a folder"),
        ("x" * 300 + ".md", "could not be written"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_told(
    capsys: Capture, tmp_path: Path, place: str, told: str
) -> None:
    (tmp_path / "folder.md").mkdir()

    done = call(capsys, "export", "1", "--to", tmp_path / place)

    assert done.code == 6
    assert told in done.err
    assert done.err.count("\n") == 1


def test_the_history_is_listed_without_anything_that_listens(home: Path) -> None:
    heavy = ("av", "faster_whisper", "pocketsphinx", "sounddevice", "textual")
    code = f"""
import sys
from voice_star.cli.main import run
run(["history"])
print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stderr == "[]\n"
    assert done.stdout == f"{NOTHING}\n"
    assert home.exists()
