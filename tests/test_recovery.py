"""A damaged history is set aside, what is whole in it is kept, and losses are told."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.keeping import NOW, bytes_in, reviewed, sound_file
from voice_star.domain.wire import review_to_json
from voice_star.errors import StoreDamagedError, StoreError
from voice_star.store import migrations
from voice_star.store.attempts import AttemptStore
from voice_star.store.carving import carve
from voice_star.store.forgetting import forget
from voice_star.store.layout import Layout
from voice_star.store.recovery import orphans, recover
from voice_star.store.rows import document_sum

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

N_ATTEMPTS = 12


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of some attempts, nobody having it open."""
    home = tmp_path_factory.mktemp("whole") / "home"
    with AttemptStore(home) as store:
        for n in range(N_ATTEMPTS):
            sound = sound_file(home.parent / "sound.flac", f"word{n}")
            moment = NOW + timedelta(days=n)
            store.add(reviewed(f"word{n}"), moment=moment, story="s", sound=sound)
    return home


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to do harm to."""
    return shutil.copytree(whole, tmp_path / "home")


def kept_of(home: Path) -> dict[int, object]:
    """Return all attempts of a history, as documents."""
    with AttemptStore(home) as store:
        return {
            record.id: review_to_json(store.get(record.id).review) | {"path": None}
            for record in store.history()
        }


def harm(database: Path, change: Callable[[bytearray], None]) -> None:
    data = bytearray(database.read_bytes())
    change(data)
    database.write_bytes(data)


def blank_page(number: int) -> Callable[[bytearray], None]:
    def change(data: bytearray) -> None:
        data[(number - 1) * 4096 : number * 4096] = bytes(4096)

    return change


def change_word(data: bytearray, word: bytes) -> None:
    """Change a letter of a word where a document has it among those heard."""
    data[data.index(b'"text":"%s' % word) + len(b'"text":"')] ^= 1


def root_of(database: Path, table: str) -> int:
    with contextlib.closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchall()
    return int(rows[0][0])


def test_a_history_that_is_well_is_left_alone(home: Path) -> None:
    before = bytes_in(home)

    assert recover(home, now=NOW) is None
    assert bytes_in(home) == before


def test_where_there_is_no_history_there_is_nothing_to_mend(tmp_path: Path) -> None:
    assert recover(tmp_path / "home", now=NOW) is None


@pytest.mark.parametrize("table", ["attempt", "review", "store", "sqlite_sequence"])
def test_all_is_recovered_where_a_tree_has_lost_its_root(
    home: Path, table: str
) -> None:
    database = Layout(home).database
    whole = kept_of(home)
    root = root_of(database, table)
    harm(database, lambda data: data.__setitem__((root - 1) * 4096, 0))

    done = recover(home, now=NOW)

    assert done is not None
    assert done.n_lost == (None if table == "store" else 0), "the count stands in it"
    assert kept_of(home) == whole
    assert (done.aside / database.name).is_file()


def test_all_is_recovered_from_under_a_header_that_is_gone(home: Path) -> None:
    database, whole = Layout(home).database, kept_of(home)
    harm(database, lambda data: data.__setitem__(slice(0, 100), bytes(100)))
    with pytest.raises(StoreDamagedError, match="voice-star recover"):
        AttemptStore(home)

    done = recover(home, now=NOW)

    assert done is not None
    assert (done.n_attempts, done.n_lost) == (N_ATTEMPTS, 0)
    assert kept_of(home) == whole


def test_a_word_that_has_changed_is_noticed_and_its_attempt_counted_as_lost(
    home: Path,
) -> None:
    harm(Layout(home).database, lambda data: change_word(data, b"word5"))

    with (
        AttemptStore(home) as store,
        pytest.raises(StoreDamagedError, match="attempt 6 is not as it was written"),
    ):
        store.get(6)

    done = recover(home, now=NOW)

    assert done is not None
    assert (done.n_attempts, done.n_lost, done.lost) == (N_ATTEMPTS - 1, 1, (6,))
    with AttemptStore(home) as store:
        (stray,) = orphans(store)
    assert b"word5" in stray.read_bytes()


def test_a_figure_that_has_changed_is_noticed_and_made_again(home: Path) -> None:
    database, whole = Layout(home).database, kept_of(home)
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute(
            "UPDATE attempt SET moment = '2020-01-01T00:00:00+00:00' WHERE id = 4"
        )
        connection.commit()
    with AttemptStore(home) as store, pytest.raises(StoreDamagedError):
        store.history()

    done = recover(home, now=NOW)

    assert done is not None
    assert done.n_lost == 0
    assert kept_of(home) == whole


def test_rows_that_vanish_without_a_word_are_noticed(home: Path) -> None:
    database = Layout(home).database
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TRIGGER counted_out")
        connection.execute("DELETE FROM attempt WHERE id = 3")
        connection.commit()

    with (
        AttemptStore(home) as store,
        pytest.raises(StoreDamagedError, match="attempts are missing"),
    ):
        store.history()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_history_is_told_and_what_is_left_is_recovered(
    home: Path, share: float
) -> None:
    database, whole = Layout(home).database, kept_of(home)
    size = int(database.stat().st_size * share)
    harm(database, lambda data: data.__delitem__(slice(size, None)))

    with pytest.raises(StoreDamagedError):
        kept_of(home)
    done = recover(home, now=NOW)

    assert done is not None
    assert (done.aside / database.name).stat().st_size == size
    kept = kept_of(home)
    assert kept.items() <= whole.items()
    assert len(kept) == done.n_attempts
    if share > 0.1:
        assert done.n_lost == N_ATTEMPTS - len(kept)
    else:  # nobody can know how many there were
        assert done.n_lost is None
    with AttemptStore(home) as store:
        assert len(orphans(store)) == N_ATTEMPTS - len(kept)


def test_a_history_whose_database_is_gone_is_not_taken_for_an_empty_one(
    home: Path,
) -> None:
    Layout(home).database.unlink()

    with pytest.raises(StoreDamagedError, match=r"attempts\.db is missing"):
        AttemptStore(home)
    done = recover(home, now=NOW)

    assert done is not None
    assert kept_of(home) == {}
    with AttemptStore(home) as store:
        assert len(orphans(store)) == N_ATTEMPTS


@pytest.mark.parametrize("seed", range(24))
def test_no_bit_that_flips_costs_an_attempt_without_a_word(
    home: Path, seed: int
) -> None:
    """Where nothing is told, all is as it was; where it is, the rest is recovered."""
    chance = random.Random(seed)  # noqa: S311 - so that it is the same every time
    database, whole = Layout(home).database, kept_of(home)
    place, bit = chance.randrange(database.stat().st_size), chance.randrange(8)
    harm(database, lambda data: data.__setitem__(place, data[place] ^ (1 << bit)))

    try:
        assert kept_of(home) == whole
    except StoreDamagedError:
        done = recover(home, now=NOW)
        assert done is not None
        kept = kept_of(home)
        assert kept.items() <= whole.items()
        # Of the count itself nobody knows, if it is what was hit.
        assert done.n_lost in {len(whole) - len(kept), None}
        assert len(whole) - len(kept) <= 1


def test_what_is_set_aside_is_as_it_was_found(home: Path) -> None:
    database = Layout(home).database
    harm(database, blank_page(1))
    before = database.read_bytes()

    first = recover(home, now=NOW)
    harm(database, blank_page(1))
    second = recover(home, now=NOW)

    assert first is not None
    assert second is not None
    assert (first.aside / database.name).read_bytes() == before
    assert second.aside != first.aside


def test_what_was_in_the_log_alone_is_recovered(home: Path, tmp_path: Path) -> None:
    layout = Layout(home)
    copy = Layout(tmp_path / "copy")
    with AttemptStore(home) as store, contextlib.ExitStack() as reading:
        # Somebody who reads keeps what is written from leaving the log.
        other = reading.enter_context(
            contextlib.closing(sqlite3.connect(layout.database, isolation_level=None))
        )
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM attempt").fetchone()
        added = store.add(reviewed("latest"), moment=NOW)
        shutil.copytree(home, copy.home)
    harm(copy.database, lambda data: change_word(data, b"word5"))

    done = recover(copy.home, now=NOW)

    assert done is not None
    assert (done.n_attempts, done.lost) == (N_ATTEMPTS, (6,))
    with AttemptStore(copy.home) as store:
        text = store.get(added.id).review.answer.transcript.text()
    assert "latest" in text


def test_what_was_forgotten_does_not_come_back(home: Path) -> None:
    with AttemptStore(home) as store:
        forget(store, [2, 3])
    harm(Layout(home).database, lambda data: data.__setitem__(slice(0, 16), bytes(16)))

    done = recover(home, now=NOW)

    assert done is not None
    assert done.n_attempts == N_ATTEMPTS - 2
    assert b"word2" not in bytes_in(home)


def test_carving_finds_all_that_is_there(home: Path) -> None:
    whole = [
        row
        for row in carve(Layout(home).database)
        if len(row.values) == 3
        and isinstance(row.values[1], str)
        and document_sum(row.number, row.values[1]) == row.values[2]
    ]

    assert sorted(row.number for row in whole) == list(range(1, N_ATTEMPTS + 1))
    assert all(row.is_counted for row in whole)


def test_nobody_mends_a_history_that_another_has_open(home: Path) -> None:
    with (
        AttemptStore(home),
        pytest.raises(StoreError, match="Another voice-star has the history"),
    ):
        recover(home, now=NOW, patience=0.05)


def test_a_history_of_a_later_version_is_not_mended(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "LATEST", migrations.LATEST - 1)
    before = bytes_in(home)

    with pytest.raises(StoreError, match="later voice_star"):
        recover(home, now=NOW)
    assert bytes_in(home) == before


@pytest.mark.parametrize("has_old", [False, True])
def test_an_exchange_that_was_cut_off_is_ended(home: Path, *, has_old: bool) -> None:
    """Between its two renamings there is no history, and a complete one waits."""
    layout = Layout(home)
    whole = kept_of(home)
    layout.history.rename(layout.coming)
    if has_old:
        layout.aside.mkdir()

    assert kept_of(home) == whole


def test_recordings_without_an_attempt_are_found(home: Path) -> None:
    layout = Layout(home)
    stray = sound_file(layout.recordings / "2026-01-01-120000-abcdef.flac")
    sound_file(layout.recordings / "2026-01-01-120000-abcdef.flac-012345.new")

    with AttemptStore(home) as store:
        assert orphans(store) == (stray,)
