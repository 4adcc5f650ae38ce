"""A history of any earlier version is brought to the latest, and none of it is lost.

`tests/stores/` keeps a database of each earlier version as the SQL that makes it.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path

import pytest

from tests.keeping import NOW, reviewed
from voice_star.domain.wire import review_to_json
from voice_star.errors import StoreDamagedError, StoreError
from voice_star.store import migrations
from voice_star.store.attempts import AttemptStore
from voice_star.store.checking import problems_in
from voice_star.store.layout import Layout
from voice_star.store.migrations import LATEST, MIGRATIONS

OLD = {
    int(re.findall(r"\d+", path.name)[0]): path
    for path in (Path(__file__).parent / "stores").glob("version*.sql")
}


def old_store(home: Path, version: int) -> Path:
    """Make a database of an earlier version in a data folder; return its path."""
    layout = Layout(home)
    layout.history.mkdir(mode=0o700, parents=True)
    with contextlib.closing(sqlite3.connect(layout.database)) as connection:
        connection.executescript(OLD[version].read_text("utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    layout.database.chmod(0o600)
    return layout.database


def test_there_is_an_old_file_of_every_earlier_version() -> None:
    assert sorted(OLD) == list(range(1, LATEST))


@pytest.mark.parametrize("version", sorted(OLD))
def test_an_old_history_is_read_and_written_to(tmp_path: Path, version: int) -> None:
    database = old_store(tmp_path, version)

    with AttemptStore(tmp_path) as store:
        assert [record.id for record in store.history()] == [2, 1]
        first = store.get(1)
        added = store.add(reviewed(), moment=NOW)

    assert first.story == "importer"
    assert review_to_json(first.review) == review_to_json(reviewed())
    assert added.id == 4, "3 was forgotten, and is not given again"
    assert problems_in(database) == []


@pytest.mark.parametrize("version", sorted(OLD))
def test_an_old_history_has_the_shape_of_a_new_one_then(
    tmp_path: Path, version: int
) -> None:
    def shape(database: Path) -> list[tuple[str, str]]:
        with contextlib.closing(sqlite3.connect(database)) as connection:
            return connection.execute(
                "SELECT name, sql FROM sqlite_master ORDER BY name"
            ).fetchall()

    old = old_store(tmp_path / "old", version)
    AttemptStore(tmp_path / "old").close()
    AttemptStore(tmp_path / "new").close()

    assert shape(old) == shape(Layout(tmp_path / "new").database)


def test_a_step_that_fails_leaves_the_history_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = old_store(tmp_path, 1)
    wrong = (MIGRATIONS[0], ("CREATE TABLE half (x)", "no SQL at all"))
    monkeypatch.setattr(migrations, "MIGRATIONS", wrong)

    with pytest.raises(StoreError):
        AttemptStore(tmp_path)

    monkeypatch.undo()
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert ("half",) not in names
    with AttemptStore(tmp_path) as store:
        assert len(store.history()) == 2


def set_version(home: Path, version: int) -> None:
    with contextlib.closing(sqlite3.connect(Layout(home).database)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("UPDATE store SET version = ?", (version,))
        connection.commit()


def test_a_history_of_a_later_version_is_refused_and_not_touched(
    tmp_path: Path,
) -> None:
    with AttemptStore(tmp_path) as store:
        store.add(reviewed(), moment=NOW)
    set_version(tmp_path, LATEST + 1)
    before = Layout(tmp_path).database.read_bytes()

    with pytest.raises(StoreError, match="written by a later voice_star") as raised:
        AttemptStore(tmp_path)

    assert not isinstance(raised.value, StoreDamagedError)
    assert Layout(tmp_path).database.read_bytes() == before


def test_a_later_version_that_comes_while_it_is_open_is_noticed_before_writing(
    tmp_path: Path,
) -> None:
    with AttemptStore(tmp_path) as store:
        set_version(tmp_path, LATEST + 1)

        with pytest.raises(StoreError, match="written by a later voice_star"):
            store.add(reviewed(), moment=NOW)


def test_another_database_is_not_taken_for_a_history(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.history.mkdir()
    with contextlib.closing(sqlite3.connect(layout.database)) as connection:
        connection.execute("CREATE TABLE notes (text)")

    with pytest.raises(StoreDamagedError, match="is no history of voice_star"):
        AttemptStore(tmp_path)
