"""What was reported saved is there, whoever is killed and whatever is in the way.

Small versions of what bench/keep.py measures.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from bench.keep_harm import harm_often, refuse_often
from bench.keep_kills import Promised, kill_often
from bench.recordings import ROOT

from tests.keeping import NOW, reviewed
from voice_star.errors import StoreError
from voice_star.store.attempts import AttemptStore
from voice_star.store.guard import Guard

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")


def test_no_kill_costs_what_was_reported_saved() -> None:
    toll = kill_often(8)

    assert toll.n_kills == 8
    assert toll.unreadable == []
    assert toll.lost == []
    assert toll.returned == []


def test_what_a_process_reports_is_taken_down() -> None:
    promised = Promised()

    promised.hear(["saved 1 a", "saved 2 b", "changing 1 c", "forgetting 2", "ready"])

    assert promised.words == {1: ["a", "c"], 2: ["b"]}
    assert promised.doubtful == {2}
    promised.hear(["changed 1 c", "forgotten 2"])
    assert promised.words[1] == ["c"]
    assert promised.gone == {2}


def test_two_processes_that_save_at_once_wait_for_each_other(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.keep_work", "save", str(tmp_path), "15"]

    both = [
        subprocess.Popen([*command, seed], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for seed in "12"
    ]
    said = [one.communicate(timeout=120)[0].splitlines() for one in both]

    assert [one.returncode for one in both] == [0, 0]
    saved = [line.split() for lines in said for line in lines if "saved" in line]
    with AttemptStore(tmp_path) as store:
        records = store.history()
        kept = {
            str(record.id): store.get(record.id).review.answer.transcript.words[0].text
            for record in records
        }
    assert sorted(kept.items()) == sorted((number, word) for _, number, word in saved)
    assert len(kept) == 30


def test_no_damage_is_silent_and_none_ends_in_a_traceback() -> None:
    harm = harm_often(15)

    assert harm.n_noticed > 0
    assert harm.silent == []
    assert harm.tracebacks == []


def test_what_cannot_be_is_refused_with_a_sentence() -> None:
    refused = refuse_often()

    assert refused.n_noticed == refused.n_tries == 5
    assert refused.silent == []
    assert refused.tracebacks == []


def test_a_writer_that_hangs_is_told_after_a_while(tmp_path: Path) -> None:
    with (
        AttemptStore(tmp_path) as hangs,
        AttemptStore(tmp_path, patience=0.05) as waits,
        hangs.database.writing(),
        pytest.raises(StoreError, match="written to by another voice-star"),
    ):
        waits.add(reviewed(), moment=NOW)


def test_a_second_writer_waits_until_the_first_has_done(tmp_path: Path) -> None:
    with AttemptStore(tmp_path) as first, AttemptStore(tmp_path) as second:
        ids: list[int] = []
        with first.database.writing():
            waiting = threading.Thread(
                target=lambda: ids.append(second.add(reviewed(), moment=NOW).id)
            )
            waiting.start()
            waiting.join(0.1)
            assert ids == []
        waiting.join(20)

    assert ids == [1]


def test_a_hold_that_is_alone_excludes_others_and_is_excluded(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with (
        Guard(path, alone=False, patience=0),
        Guard(path, alone=False, patience=0),
        pytest.raises(StoreError, match="open"),
    ):
        Guard(path, alone=True, patience=0.03)
    with Guard(path, alone=True, patience=0):
        for alone in (True, False):
            with pytest.raises(StoreError, match="open"):
                Guard(path, alone=alone, patience=0)


def test_many_who_open_a_new_history_at_once_find_the_same(tmp_path: Path) -> None:
    ids: list[int] = []

    def work() -> None:
        with AttemptStore(tmp_path / "home") as store:
            ids.append(store.add(reviewed(), moment=NOW).id)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ids) == list(range(1, 9))
