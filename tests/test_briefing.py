"""What an answer is held against is read from the command line, or refused."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calling import call
from voice_star.cli.briefing import brief_of, settings_of
from voice_star.cli.main import parser
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.domain.brief import Brief
from voice_star.domain.lengths import length_of_answer

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


def briefed(*options: str) -> Brief:
    """Return the brief of a command line."""
    parsed = parser().parse_args(["review", "a.wav", *options])
    return brief_of(parsed, settings_of(parsed))


# The length


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2m", 120),
        ("2 min", 120),
        ("1.5m", 90),
        ("90s", 90),
        ("90 sec", 90),
        ("1:30", 90),
        ("0:45", 45),
        ("12:00", 720),
        ("120", 120),
        ("1m30s", 90),
        ("1m30", 90),
        ("1m 30s", 90),
        (" 2M ", 120),
        ("10", 10),
        ("60m", 3600),
    ],
)
def test_a_length_is_read_however_people_write_it(text: str, seconds: float) -> None:
    assert length_of_answer(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "2h",
        "-90",
        "1:5",
        "1:75",
        "1:30:00",
        "2m2m",
        "1e3",
        "nan",
        "٢m",
    ],
)
def test_what_is_no_length_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="write 2m, 90s, 1:30"):
        length_of_answer(text)


@pytest.mark.parametrize("text", ["0", "2", "0:09", "61m", "99:00", "9" * 400])
def test_a_length_that_no_answer_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="10 seconds to an hour"):
        length_of_answer(text)


@given(st.text(max_size=12))
def test_any_other_text_is_a_length_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert 10 <= length_of_answer(text) <= 3600


def test_the_target_is_all_that_changes_in_the_bands() -> None:
    bands = briefed("--target", "1:30").bands

    assert bands.target == 90
    assert bands.action == DEFAULT_BANDS.action
    assert briefed() == Brief(asks=None, bands=DEFAULT_BANDS)


def test_a_wrong_length_is_a_wrong_command_line(capsys: Capture) -> None:
    done = call(capsys, "review", "a.wav", "--target", "\033[31msoon")

    assert done.code == 2
    assert done.out == ""
    assert "argument --target: '\\x1b[31msoon' is no length of time" in done.err


def test_the_report_aims_at_the_target(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = Mock(return_value="")
    monkeypatch.setattr("voice_star.report.text.review_as_text", report)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"I led it.\n")))

    call(capsys, "review", "--transcript", "-", "--target", "90s")

    assert report.call_args.kwargs["bands"].target == 90


# The job


def stdin_of(data: bytes) -> io.TextIOWrapper:
    """Return a stdin that holds some bytes."""
    return io.TextIOWrapper(io.BytesIO(data))


def test_a_job_is_read_without_what_would_steer(tmp_path: Path) -> None:
    job = tmp_path / "job.txt"
    job.write_bytes(b"\xef\xbb\xbf- Lead\x1b a team of nurses\r\n- Write the rota\n")

    assert briefed("--job", str(job)).asks == (
        "Lead a team of nurses",
        "Write the rota",
    )


def test_a_job_may_come_from_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin_of(b"- Lead a team of nurses"))

    assert briefed("--job", "-").asks == ("Lead a team of nurses",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "holds no words"),
        (b" \n--\n", "holds no words"),
        (b"Wir suchen eine Person, die den Einkauf leitet und plant.", "no English"),
        (b"Friday is a nice day for all of us in the town.", "does not say what"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "no text in UTF-8"),
        ("Café".encode("latin-1"), "no text in UTF-8"),
        (b"You lead. " * 300_000, "longer than any job advertisement"),
    ],
    ids=["nothing", "no words", "German", "no asks", "a PDF", "latin-1", "too much"],
)
def test_a_job_that_says_nothing_is_refused_before_anything_is_heard(
    capsys: Capture, tmp_path: Path, data: bytes, why: str
) -> None:
    job = tmp_path / "job"
    job.write_bytes(data)

    done = call(capsys, "review", tmp_path / "nowhere.wav", "--job", job)

    assert done.code == 3
    assert done.out == ""
    assert why in done.err
    assert done.err.count("\n") == 1
    assert "nowhere" not in done.err


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "", "x" * 300, "\033[31m"])
def test_a_job_that_cannot_be_opened_is_refused_in_a_sentence(
    capsys: Capture, tmp_path: Path, name: str
) -> None:
    done = call(capsys, "review", "a.wav", "--job", tmp_path / name)

    assert done.code == 3
    assert "The job advertisement" in done.err
    assert "cannot be read" in done.err
    assert done.err.strip().isprintable()


def test_a_job_of_no_name_is_refused_as_such(capsys: Capture) -> None:
    done = call(capsys, "review", "a.wav", "--job", "")

    assert done.code == 3
    assert "No file is named for the job advertisement." in done.err
    assert "directory" not in done.err


def test_stdin_cannot_be_both_the_transcript_and_the_job(capsys: Capture) -> None:
    done = call(capsys, "review", "--transcript", "-", "--job", "-")

    assert done.code == 2
    assert "only one of --transcript and --job" in done.err
