"""Takes that were cut off are listed, saved, reviewed, or thrown away when asked."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.calling import call
from tests.sounds import part_known, silence
from voice_star.audio.journal import Journal
from voice_star.audio.notes import TakeNotes
from voice_star.audio.takes import TakeState, cut_off_takes, list_takes
from voice_star.domain.take import to_pcm
from voice_star.domain.timeline import Span

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

Capture = pytest.CaptureFixture[str]

MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of takes, with one that was cut off in the middle of an answer."""
    monkeypatch.setenv("VOICE_STAR_HOME", str(tmp_path / "data"))
    folder = tmp_path / "data" / "takes"
    take, _ = part_known("strong", Span(0, 12))
    cut_off(folder, take.pcm)
    return folder


def cut_off(takes: Path, pcm: NDArray[np.int16]) -> None:
    notes = TakeNotes(started=MOMENT, question="What did\x1b[31m you do?")
    journal = Journal(takes, notes=notes, samplerate=16_000)
    journal.append(pcm)
    journal.close()


@pytest.mark.usefixtures("rehearsed")
def test_a_take_is_saved_reviewed_and_its_review_kept(
    capsys: Capture, takes: Path
) -> None:
    done = call(capsys, "recover")

    assert done.code == 0
    (take,) = list_takes(takes)
    assert take.state is TakeState.FINISHED
    assert str(take.folder) in done.err
    assert "maintenance planner" in " ".join(done.out.split())
    notes = json.loads((take.folder / "take.json").read_text("utf-8"))
    assert notes["review"]["words"]


@pytest.mark.usefixtures("rehearsed", "takes")
def test_once_saved_there_is_nothing_to_recover(capsys: Capture) -> None:
    call(capsys, "recover")

    done = call(capsys, "recover")

    assert done.code == 0
    assert done.err == "No take was cut off.\n"


def test_listing_changes_nothing(capsys: Capture, takes: Path) -> None:
    (take,) = cut_off_takes(takes)

    done = call(capsys, "recover", "--list")

    assert done.code == 0
    assert done.out.startswith("2026-03-04 05:06")
    assert "0:12" in done.out
    assert str(take.folder) in done.out
    assert "\x1b" not in done.out
    assert cut_off_takes(takes) == (take,)


def test_nothing_is_thrown_away_without_being_asked(
    capsys: Capture, takes: Path
) -> None:
    done = call(capsys, "recover", "--drop")

    assert done.code == 2
    assert len(cut_off_takes(takes)) == 1


def test_what_is_agreed_to_beforehand_is_thrown_away(
    capsys: Capture, takes: Path
) -> None:
    done = call(capsys, "recover", "--drop", "--yes")

    assert done.code == 0
    assert list_takes(takes) == ()


def test_agreeing_to_nothing_is_a_wrong_command_line(
    capsys: Capture, takes: Path
) -> None:
    assert call(capsys, "recover", "--yes").code == 2
    assert len(cut_off_takes(takes)) == 1


@pytest.mark.usefixtures("rehearsed")
def test_one_take_in_which_nobody_speaks_keeps_no_other_from_being_saved(
    capsys: Capture, takes: Path
) -> None:
    cut_off(takes, to_pcm(silence(1)))

    done = call(capsys, "recover")

    assert done.code == 1
    assert "No speech was heard" in done.err
    assert "maintenance planner" in " ".join(done.out.split())
    assert all(take.state is TakeState.FINISHED for take in list_takes(takes))


@pytest.mark.usefixtures("rehearsed", "takes")
def test_the_sample_says_that_a_take_can_be_saved(
    capsys: Capture, spoken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voice_star.cli.review.sample_take", lambda: spoken)

    done = call(capsys)

    assert done.err.splitlines()[0] == (
        "1 take was cut off and can be saved: voice-star recover"
    )
