"""Takes on disk are found, told apart, finished and thrown away in any state."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from tests.sounds import noise
from voice_star.audio.flac import write_flac
from voice_star.audio.journal import Journal
from voice_star.audio.keptsound import open_kept
from voice_star.audio.notes import (
    Break,
    Cause,
    TakeNotes,
    add_to_notes,
    read_notes,
    write_notes,
)
from voice_star.audio.takes import (
    KeptTake,
    TakeState,
    cut_off_takes,
    drop_take,
    finish_take,
    list_takes,
    read_kept,
)
from voice_star.domain.take import to_pcm
from voice_star.errors import RecordingError

if TYPE_CHECKING:
    from pathlib import Path

PCM = to_pcm(noise(1.0))

NOTES = TakeNotes(
    started=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    device="Headset",
    question="Why?",
    breaks=(Break(0.5, 2.0, Cause.PAUSED),),
    n_dropouts=1,
    n_clipped=2,
)


def cut_off(parent: Path, *, rate: int = 16_000) -> KeptTake:
    """Leave a take as a recorder does that was killed."""
    journal = Journal(parent, notes=NOTES, samplerate=rate)
    journal.append(PCM)
    journal.close()
    take = read_kept(journal.folder)
    assert take is not None
    return take


def test_every_sample_is_in_the_file_as_soon_as_it_was_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path, notes=NOTES, samplerate=16_000)
    for first in range(0, len(PCM), 320):
        journal.append(PCM[first : first + 320])
        assert journal.path.stat().st_size == 2 * (first + 320)
    journal.drop()


def test_a_take_that_was_cut_off_is_found_with_all_that_is_known(
    tmp_path: Path,
) -> None:
    cut_off(tmp_path, rate=44_100)
    (take,) = list_takes(tmp_path)

    assert take.state is TakeState.CUT_OFF
    assert take.samplerate == 44_100
    assert take.n_samples == len(PCM)
    assert take.duration == pytest.approx(len(PCM) / 44_100)
    assert take.notes == NOTES


def test_a_take_that_is_being_written_is_in_progress(tmp_path: Path) -> None:
    journal = Journal(tmp_path, notes=NOTES, samplerate=16_000)
    journal.append(PCM)

    (take,) = list_takes(tmp_path)
    assert take.state is TakeState.IN_PROGRESS
    assert cut_off_takes(tmp_path) == ()
    with pytest.raises(RecordingError, match="still being recorded"):
        finish_take(take.folder)
    with pytest.raises(RecordingError, match="still being recorded"):
        drop_take(take)
    journal.close()
    assert len(cut_off_takes(tmp_path)) == 1


def test_a_finished_take_holds_the_same_samples(tmp_path: Path) -> None:
    finished = finish_take(cut_off(tmp_path, rate=48_000).folder)

    pcm, rate = soundfile.read(finished.sound, dtype="int16")
    assert np.array_equal(pcm, PCM)
    assert rate == finished.samplerate == 48_000
    assert soundfile.info(finished.sound).subtype == "PCM_16"
    assert finished.notes == NOTES


def test_half_a_sample_at_the_end_is_no_sound(tmp_path: Path) -> None:
    take = cut_off(tmp_path)
    with take.sound.open("ab") as file:
        file.write(b"\x01")

    assert finish_take(take.folder).n_samples == len(PCM)


def test_a_take_is_recovered_without_its_notes(tmp_path: Path) -> None:
    take = cut_off(tmp_path)
    (take.folder / "take.json").write_bytes(b"{\xff")
    (take.folder / "lock").unlink()

    finished = finish_take(take.folder)
    assert finished.n_samples == len(PCM)
    assert finished.notes == TakeNotes()


def test_finishing_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    while_encoding = cut_off(tmp_path)
    (while_encoding.folder / "take.flac.new").write_bytes(b"fLaC half of it")
    before_removing = cut_off(tmp_path)
    write_flac(before_removing.folder / "take.flac", [PCM], samplerate=16_000)

    for take in (while_encoding, before_removing):
        finished = finish_take(take.folder)
        assert finished.n_samples == len(PCM)
        names = {path.name for path in take.folder.iterdir()}
        assert names == {"take.flac", "take.json"}


def test_finishing_twice_changes_nothing(tmp_path: Path) -> None:
    first = finish_take(cut_off(tmp_path).folder)

    assert finish_take(first.folder) == first


def test_a_flac_that_does_not_read_back_costs_no_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = cut_off(tmp_path)
    monkeypatch.setattr(
        "voice_star.audio.takes.write_flac",
        lambda path, _pieces, *, samplerate: write_flac(
            path, [PCM[:-1]], samplerate=samplerate
        ),
    )

    with pytest.raises(RecordingError, match="read back"):
        finish_take(take.folder)
    assert list_takes(tmp_path) == (take,)


def test_a_take_without_a_sample_is_no_take_to_recover(tmp_path: Path) -> None:
    Journal(tmp_path, notes=NOTES, samplerate=16_000).close()

    (take,) = list_takes(tmp_path)
    assert cut_off_takes(tmp_path) == ()
    with pytest.raises(RecordingError, match="no sound"):
        finish_take(take.folder)


def test_a_dropped_take_is_gone(tmp_path: Path) -> None:
    drop_take(cut_off(tmp_path))
    drop_take(finish_take(cut_off(tmp_path).folder))

    assert list(tmp_path.iterdir()) == []


def test_what_is_not_ours_stays_when_a_take_is_dropped(tmp_path: Path) -> None:
    take = cut_off(tmp_path)
    (take.folder / "mine.txt").write_text("keep this")

    drop_take(take)
    assert [path.name for path in take.folder.iterdir()] == ["mine.txt"]


def test_folders_and_files_that_are_no_takes_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "sound-0.pcm").touch()

    assert list_takes(tmp_path) == ()
    assert list_takes(tmp_path / "nowhere") == ()
    with pytest.raises(RecordingError, match="no take"):
        finish_take(tmp_path / "folder")
    with pytest.raises(RecordingError, match="no take"):
        finish_take(tmp_path / "nowhere")


def test_takes_are_listed_by_when_they_were_made(tmp_path: Path) -> None:
    for day in (3, 1, 2):
        started = datetime(2026, 1, day, tzinfo=UTC)
        notes = TakeNotes(started=started)
        Journal(tmp_path, notes=notes, samplerate=16_000).close()

    days = [take.notes.started for take in list_takes(tmp_path)]
    assert [moment and moment.day for moment in days] == [1, 2, 3]


def test_notes_of_others_stay_when_ours_are_written(tmp_path: Path) -> None:
    add_to_notes(tmp_path, review={"flags": []})
    write_notes(tmp_path, NOTES)
    add_to_notes(tmp_path, review={"flags": ["x"]})

    document = json.loads((tmp_path / "take.json").read_text("utf-8"))
    assert document["review"] == {"flags": ["x"]}
    assert read_notes(tmp_path) == NOTES


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_notes_that_make_no_sense_are_no_notes(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    folder = tmp_path_factory.mktemp("take")
    keys = ("started", "device", "question", "breaks", "n_dropouts", "n_clipped")
    (folder / "take.json").write_text(json.dumps(dict.fromkeys(keys, value)), "utf-8")

    notes = read_notes(folder)
    assert isinstance(notes.device, str)
    assert notes.n_dropouts >= 0


@pytest.mark.parametrize("rate", [16_000, 48_000])
def test_the_pipeline_reads_a_take_alike_before_and_after_it_is_finished(
    tmp_path: Path, rate: int
) -> None:
    cut = cut_off(tmp_path, rate=rate)
    before = open_kept(cut)
    after = open_kept(finish_take(cut.folder))

    assert before.duration == pytest.approx(len(PCM) / rate, abs=0.001)
    assert before.n_dropouts == after.n_dropouts == 1
    n_both = min(len(before.pcm), len(after.pcm))
    assert abs(len(before.pcm) - len(after.pcm)) <= 64
    assert np.corrcoef(before.pcm[:n_both], after.pcm[:n_both])[0, 1] > 0.98
