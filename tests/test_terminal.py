"""The progress bar is for terminals only, fits on a line and leaves nothing behind."""

from __future__ import annotations

import io
import re
import sys
from itertools import count
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from voice_star.cli.terminal import complain, progress_bar
from voice_star.progress import Progress, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

Capture = pytest.CaptureFixture[str]


class Terminal(io.StringIO):
    """A stderr that says what it is."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return self._is_terminal


def drawn(
    *reports: Progress,
    label: str = "a.wav",
    is_terminal: bool = True,
    clock: Iterable[float] | None = None,
) -> str:
    """Return what a job writes to stderr that reports this, a second apart."""
    moments = iter(count() if clock is None else clock)
    stderr = Terminal(is_terminal=is_terminal)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", stderr)
        patch.setattr(
            "voice_star.cli.terminal.time",
            SimpleNamespace(monotonic=lambda: next(moments)),
        )
        with progress_bar(label) as on_progress:
            for report in reports:
                on_progress(report)
    return stderr.getvalue()


def lines_of(text: str) -> list[str]:
    """Return what stood on the line, one after the other."""
    return [line for line in re.split(r"\r\033\[K", text) if line]


def test_no_bar_is_drawn_where_stderr_is_no_terminal() -> None:
    assert drawn(Progress(Stage.HEARING, 5, 10), is_terminal=False) == ""


def test_the_bar_tells_the_stage_and_the_seconds() -> None:
    (line,) = lines_of(drawn(Progress(Stage.HEARING, 65, 130)))

    assert line.startswith("a.wav hearing ")
    assert line.endswith(" 1:05/2:10")
    assert line.count("█") == line.count("░") > 5


def test_the_bar_moves_on_with_the_job() -> None:
    lines = lines_of(drawn(*(Progress(Stage.HEARING, done, 10) for done in range(11))))

    filled = [line.count("█") for line in lines]
    assert filled == sorted(filled)
    assert filled[0] == 0
    assert lines[-1].count("░") == 0


def test_the_bar_is_wiped_when_the_job_is_done() -> None:
    assert drawn(Progress(Stage.HEARING, 1, 2)).endswith("\r\033[K")


def test_the_bar_is_wiped_when_the_job_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = Terminal(is_terminal=True)
    monkeypatch.setattr(sys, "stderr", stderr)
    moments = count()
    monkeypatch.setattr(
        "voice_star.cli.terminal.time", SimpleNamespace(monotonic=lambda: next(moments))
    )

    def fail() -> None:
        with progress_bar("a.wav") as on_progress:
            on_progress(Progress(Stage.HEARING, 1, 2))
            raise ValueError("boom")

    with pytest.raises(ValueError, match="boom"):
        fail()

    assert lines_of(stderr.getvalue())
    assert stderr.getvalue().endswith("\r\033[K")


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("total", [59.0, 3_599.0, 35_999.0])
def test_the_bar_fits_on_a_line_of_eighty(stage: Stage, total: float) -> None:
    report = Progress(stage, total, total)

    (line,) = lines_of(drawn(report, label="a very long name of a recording.wav"))

    assert len(line) < 80


def test_a_length_that_is_not_known_is_a_question_mark() -> None:
    assert "0:05/?" in drawn(Progress(Stage.READING, 5, 0))


def test_a_name_cannot_steer_the_terminal_from_within_the_bar() -> None:
    (line,) = lines_of(drawn(Progress(Stage.READING, 5, 10), label="\033[31m\a.wav"))

    assert line.isprintable()


def test_a_quick_job_draws_no_bar() -> None:
    assert drawn(Progress(Stage.READING, 5, 10), clock=[7.0, 7.3]) == ""


def test_reports_that_come_thick_and_fast_are_not_all_drawn() -> None:
    reports = [Progress(Stage.READING, index, 1_000) for index in range(1_000)]

    text = drawn(*reports, clock=[0.0, *(1 + index / 1_000 for index in range(1_000))])

    assert 5 <= len(lines_of(text)) <= 11


def test_a_complaint_says_who_complains(capsys: Capture) -> None:
    complain("There is no file.")

    assert capsys.readouterr().err == "voice-star: There is no file.\n"


@pytest.mark.parametrize(
    ("done", "total", "share"), [(0, 10, 0), (5, 10, 0.5), (12, 10, 1), (5, 0, 0)]
)
def test_the_share_that_is_done_lies_between_nothing_and_all(
    done: float, total: float, share: float
) -> None:
    assert Progress(Stage.READING, done, total).share == share
