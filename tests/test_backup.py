"""A backup holds all, and is put back only once all of it has been found well."""

from __future__ import annotations

import json
import random
import stat
import sys
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.keeping import NOW, bytes_in, reviewed, sound_file
from voice_star.domain.wire import review_to_json
from voice_star.errors import OutputError, StoreError
from voice_star.store.attempts import AttemptStore
from voice_star.store.backup import MANIFEST, back_up
from voice_star.store.forgetting import forget
from voice_star.store.layout import DATABASE, Layout
from voice_star.store.recovery import orphans
from voice_star.store.restoring import restore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def add(store: AttemptStore, word: str, *, name: str | None = None) -> int:
    sound = sound_file(store.layout.home.parent / f"{word}.flac", word)
    return store.add(reviewed(word), moment=NOW, sound=sound, name=name).id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AttemptStore]:
    """A history of three attempts, numbered 1, 3 and 4; the last without sound."""
    with AttemptStore(tmp_path / "home") as store:
        for word in ("importer", "gone", "compiler"):
            add(store, word)
        store.add(reviewed("scheduler"), moment=NOW + timedelta(days=1))
        forget(store, [2])
        yield store


def kept_in(home: Path) -> dict[int, tuple[object, bytes | None]]:
    """Return all attempts of a history with the bytes of their recordings."""
    with AttemptStore(home) as store:
        kept: dict[int, tuple[object, bytes | None]] = {}
        for record in store.history():
            document = review_to_json(store.get(record.id).review)
            del document["take"]["path"]
            sound = store.recording_of(record.id)
            kept[record.id] = document, sound.read_bytes() if sound else None
    return kept


def test_all_comes_back_on_another_machine(store: AttemptStore, tmp_path: Path) -> None:
    backup = tmp_path / "all.zip"

    done = back_up(store, backup, now=NOW)
    restored = restore(tmp_path / "other", backup, now=NOW)

    assert (done.n_attempts, done.n_recordings, done.missing) == (3, 2, ())
    assert (restored.n_attempts, restored.n_recordings) == (3, 2)
    assert restored.aside is None
    assert sorted(kept_in(tmp_path / "other")) == [1, 3, 4]
    assert kept_in(tmp_path / "other") == kept_in(store.layout.home)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_owner_may_read_a_backup(store: AttemptStore, tmp_path: Path) -> None:
    backup = tmp_path / "all.zip"

    back_up(store, backup, now=NOW)

    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if "new" in path.name] == []


def test_a_backup_replaces_no_file(store: AttemptStore, tmp_path: Path) -> None:
    mine = tmp_path / "mine.zip"
    mine.write_bytes(b"mine")

    with pytest.raises(OutputError, match="already there"):
        back_up(store, mine, now=NOW)
    assert mine.read_bytes() == b"mine"


def test_a_backup_that_cannot_be_written_leaves_nothing(
    store: AttemptStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OutputError, match="No such file"):
        back_up(store, tmp_path / "nowhere" / "all.zip", now=NOW)

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("voice_star.store.backup.shutil.copyfileobj", fail)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(OutputError, match="disk is full"):
        back_up(store, tmp_path / "all.zip", now=NOW)
    assert sorted(tmp_path.iterdir()) == before


def test_a_recording_that_is_missing_is_named(
    store: AttemptStore, tmp_path: Path
) -> None:
    sound = store.recording_of(3)
    assert sound is not None
    sound.unlink()

    assert back_up(store, tmp_path / "all.zip", now=NOW).missing == (3,)

    restore(tmp_path / "other", tmp_path / "all.zip", now=NOW)
    assert kept_in(tmp_path / "other")[3][1] is None


def test_what_was_there_is_set_aside_with_its_recordings(
    store: AttemptStore, tmp_path: Path
) -> None:
    home, backup = store.layout.home, tmp_path / "all.zip"
    back_up(store, backup, now=NOW)
    add(store, "zanzibar")
    before = kept_in(home)
    store.close()

    done = restore(home, backup, now=NOW)

    assert done.aside is not None
    assert sorted(kept_in(home)) == [1, 3, 4]
    assert b"zanzibar" in bytes_in(done.aside / "recordings")
    with AttemptStore(home) as again:
        assert orphans(again) == ()
    # It can be put back by hand: it is a data folder but for the folder's name.
    (tmp_path / "back").mkdir()
    done.aside.rename(tmp_path / "back" / "history")
    recordings = tmp_path / "back" / "history" / "recordings"
    shared = home / "recordings"
    for path in shared.iterdir():
        (recordings / path.name).write_bytes(path.read_bytes())
    recordings.rename(tmp_path / "back" / "recordings")
    assert kept_in(tmp_path / "back") == before


def test_a_recording_of_the_same_name_is_not_written_over(
    store: AttemptStore, tmp_path: Path
) -> None:
    name = "2026-01-01-120000-abcdef.flac"
    add(store, "mine", name=name)
    back_up(store, tmp_path / "all.zip", now=NOW)
    with AttemptStore(tmp_path / "other") as other:
        add(other, "yours", name=name)

    done = restore(tmp_path / "other", tmp_path / "all.zip", now=NOW)

    assert kept_in(tmp_path / "other") == kept_in(store.layout.home)
    assert done.aside is not None
    assert b"yours" in (done.aside / "recordings" / name).read_bytes()


def test_a_restored_history_goes_on_counting(
    store: AttemptStore, tmp_path: Path
) -> None:
    back_up(store, tmp_path / "all.zip", now=NOW)
    restore(tmp_path / "other", tmp_path / "all.zip", now=NOW)

    with AttemptStore(tmp_path / "other") as other:
        assert add(other, "next") == 5


@pytest.fixture
def backup(store: AttemptStore, tmp_path: Path) -> Path:
    path = tmp_path / "all.zip"
    back_up(store, path, now=NOW)
    return path


def refused(home: Path, backup: Path) -> str:
    """Return why a backup is refused; nothing of the history changes by that."""
    before = bytes_in(home)
    with pytest.raises(StoreError) as raised:
        restore(home, backup, now=NOW, patience=0.05)
    assert bytes_in(home) == before
    return str(raised.value)


@pytest.mark.parametrize("seed", range(24))
def test_a_damaged_backup_is_refused_and_nothing_is_touched(
    backup: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - so that it is the same every time
    data = bytearray(backup.read_bytes())
    if seed % 4 == 0:
        del data[chance.randrange(len(data)) :]
    else:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    backup.write_bytes(data)
    with AttemptStore(tmp_path / "other") as other:
        add(other, "yours")
    before = kept_in(tmp_path / "other")
    try:
        restore(tmp_path / "other", backup, now=NOW)
    except StoreError:
        assert kept_in(tmp_path / "other") == before
    else:  # a bit that says nothing: a date of a member, say
        assert kept_in(tmp_path / "other") == kept_in(tmp_path / "home")


@pytest.mark.parametrize("text", [b"", b"PK", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused(
    store: AttemptStore, tmp_path: Path, text: bytes
) -> None:
    store.close()
    wrong = tmp_path / "wrong"
    wrong.write_bytes(text)

    assert "cannot be restored" in refused(store.layout.home, wrong)


def test_a_backup_that_is_not_there_is_told(
    store: AttemptStore, tmp_path: Path
) -> None:
    store.close()

    assert "No such file" in refused(store.layout.home, tmp_path / "gone.zip")


def remade(backup: Path, **changed: bytes | None) -> None:
    """Write a backup anew with some of its members changed, added or left out."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    merged = members | changed
    with zipfile.ZipFile(backup, "w") as archive:
        for name, data in merged.items():
            if data is not None:
                archive.writestr(name, data)


def test_names_that_lead_elsewhere_are_refused(
    store: AttemptStore, backup: Path, tmp_path: Path
) -> None:
    store.close()
    for name in ("../evil.flac", "recordings/../../evil.flac", "/tmp/evil", "x.db"):  # noqa: S108
        remade(backup, **{name: b"evil"})

        assert "does not belong" in refused(store.layout.home, backup)
        assert not list(tmp_path.rglob("evil*"))
        remade(backup, **{name: None})


def test_a_backup_without_its_database_or_a_recording_is_refused(
    store: AttemptStore, backup: Path
) -> None:
    store.close()
    whole = backup.read_bytes()
    with zipfile.ZipFile(backup) as archive:
        sound = next(name for name in archive.namelist() if name.endswith(".flac"))
    for name in (DATABASE, sound, MANIFEST):
        remade(backup, **{name: None})
        assert "cannot be restored" in refused(store.layout.home, backup)
        backup.write_bytes(whole)


def test_a_recording_that_no_attempt_names_is_refused(
    store: AttemptStore, backup: Path
) -> None:
    store.close()
    manifest = {"format": 1, "n_recordings": 3}
    remade(
        backup,
        **{
            "recordings/stray.flac": b"stray",
            MANIFEST: json.dumps(manifest).encode(),
        },
    )

    assert "no attempt names" in refused(store.layout.home, backup)


def test_a_backup_of_a_later_version_is_refused(
    store: AttemptStore, backup: Path
) -> None:
    store.close()
    remade(backup, **{MANIFEST: b'{"format": 3}'})

    assert "later voice_star" in refused(store.layout.home, backup)


def test_nobody_restores_over_a_history_that_another_has_open(
    store: AttemptStore, backup: Path
) -> None:
    assert "Another voice-star" in refused(store.layout.home, backup)
    assert Layout(store.layout.home).database.is_file()


def test_what_users_write_themselves_is_in_a_backup_and_comes_back(
    store: AttemptStore, tmp_path: Path
) -> None:
    layout = store.layout
    layout.questions.write_text("# mine")
    layout.jobs.mkdir()
    (layout.jobs / "acme.txt").write_text("a planner")
    (layout.jobs / "a note.doc").write_text("none of ours")
    back_up(store, tmp_path / "own.zip", now=NOW)
    store.close()
    layout.questions.write_text("# other")
    (layout.jobs / "acme.txt").write_text("a baker")

    done = restore(layout.home, tmp_path / "own.zip", now=NOW)

    assert layout.questions.read_text() == "# mine"
    assert [path.name for path in layout.jobs.iterdir()] == ["acme.txt"]
    assert (layout.jobs / "acme.txt").read_text() == "a planner"
    assert done.aside is not None
    assert (done.aside / "questions.toml").read_text() == "# other"
    assert (done.aside / "jobs" / "acme.txt").read_text() == "a baker"
    assert not layout.coming_own.exists()


def test_a_backup_without_questions_leaves_those_that_are_there(
    store: AttemptStore, backup: Path
) -> None:
    store.close()
    store.layout.questions.write_text("# mine")

    restore(store.layout.home, backup, now=NOW)

    assert store.layout.questions.read_text() == "# mine"
