"""Processes that keep attempts, killed at any moment; what they leave behind."""

from __future__ import annotations

import contextlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.keep_work import JUDGE
from bench.recordings import ROOT
from voice_star.errors import VoiceStarError
from voice_star.store.attempts import AttemptStore
from voice_star.store.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voice_star.domain.timeline import Seconds

_LONGEST: Seconds = 0.4
"""Until when a process is killed, counted from when it opens the history: it has done
some twenty things by then."""

_A_HOME = 20
"""Processes that work on one history, one after the other, before it is begun anew."""

_WORD = re.compile(r"\b(?:word\w+|importer|compiler)\b")

_DONE = re.compile("saved|changed|judged|forgotten")

OLD = ROOT / "tests" / "stores" / "version1.sql"


@dataclass(slots=True)
class Promised:
    """What was reported of a history: words by the id of their attempt.

    Attributes:
        words: What each attempt may tell of, the last that was reported first.
        doubtful: Ids of attempts that may be gone.
        gone: Ids of attempts that were reported forgotten.
        with_sound: Ids of attempts that were saved with a recording.
        judged: Ids of attempts that were reported judged anew.
    """

    words: dict[int, list[str]] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    with_sound: set[int] = field(default_factory=set)
    judged: set[int] = field(default_factory=set)

    def hear(self, lines: Iterable[str]) -> None:
        """Take down what a process said."""
        for line in lines:
            match line.split():
                case ["saved", number, word]:
                    self.words[int(number)] = [word]
                    self.with_sound.add(int(number))
                case ["changed", number, word]:
                    self.words[int(number)] = [word]
                case ["judged", number]:
                    self.judged.add(int(number))
                case ["changing", number, word]:
                    self.judged.discard(int(number))
                    self.words.setdefault(int(number), []).append(word)
                case ["forgetting", number]:
                    self.doubtful.add(int(number))
                case ["forgotten", number]:
                    self.gone.add(int(number))


@dataclass(slots=True)
class Toll:
    """What killing has cost.

    Attributes:
        n_kills: Processes that were killed while they worked.
        n_done: Things that they had reported done.
        unreadable: Why histories could not be read afterwards.
        lost: Attempts that were reported saved, and are not there or not the same.
        returned: Attempts that were reported forgotten, and are there.
    """

    n_kills: int = 0
    n_done: int = 0
    unreadable: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)


def kill_often(n_kills: int, *, seed: int = 0) -> Toll:
    """Kill so many processes while they save, judge anew, migrate and forget."""
    toll = Toll()
    chance = random.Random(seed)  # noqa: S311 - the same moments every time
    while toll.n_kills < n_kills:
        with tempfile.TemporaryDirectory() as folder:
            promised = _begin(Path(folder))
            for _ in range(min(_A_HOME, n_kills - toll.n_kills)):
                if toll.n_kills % 3 == 0:
                    _make_old(Path(folder))
                lines = _killed(Path(folder), chance, seed=toll.n_kills)
                promised.hear(lines)
                toll.n_done += sum(_DONE.match(line) is not None for line in lines)
                toll.n_kills += 1
                _compare(Path(folder), promised, toll)
    return toll


def _begin(home: Path) -> Promised:
    """Make a history of version 1 that holds two attempts."""
    layout = Layout(home)
    layout.history.mkdir(mode=0o700)
    with contextlib.closing(sqlite3.connect(layout.database)) as connection:
        connection.executescript(OLD.read_text("utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    return Promised({1: ["importer"], 2: ["compiler"]})


def _make_old(home: Path) -> None:
    """Take the history back to version 1, so that the next process migrates it."""
    path = Layout(home).database
    with contextlib.closing(sqlite3.connect(path)) as connection:
        left = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name = 'leaving'"
        ).fetchone()
        if left == (1,) and not connection.execute("SELECT * FROM leaving").fetchall():
            connection.execute("BEGIN")
            connection.execute("DROP TABLE leaving")
            connection.execute("UPDATE store SET version = 1")
            connection.execute("PRAGMA user_version = 1")
            connection.commit()


def _killed(home: Path, chance: random.Random, *, seed: int) -> list[str]:
    """Let a process work for a moment, kill it, and return what it said."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.keep_work", "all", home, "500", str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, _LONGEST))
        process.kill()
        # A line that was cut off reports nothing.
        return [line for line in process.stdout if line.endswith("\n")]


def _compare(home: Path, promised: Promised, toll: Toll) -> None:
    """Hold what is there against what was reported."""
    try:
        with AttemptStore(home) as store:
            kept = [store.get(record.id) for record in store.history()]
            there = {one.id: one.review.answer.transcript.text() for one in kept}
            toll.lost += [
                f"attempt {one.id} is not judged anew, as it was told to be"
                for one in kept
                if one.id in promised.judged
                and not (one.review.made_by or "").startswith(JUDGE)
            ]
            toll.lost += [
                f"the recording of attempt {number}"
                for number in promised.with_sound & set(there)
                if store.recording_of(number) is None
            ]
    except VoiceStarError as error:
        toll.unreadable.append(str(error))
        return
    for number, words in promised.words.items():
        text = there.get(number)
        if text is None:
            if number not in promised.doubtful:
                toll.lost.append(f"attempt {number}")
        elif number in promised.gone:
            toll.returned.append(f"attempt {number}")
        elif not any(re.search(rf"\b{word}\b", text) for word in words):
            toll.lost.append(f"attempt {number} tells of none of {words}")
    # Whatever is there, reported or not, is there from now on.
    promised.words = {n: [_WORD.findall(text)[0]] for n, text in there.items()}
    promised.doubtful.clear()
