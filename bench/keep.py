"""How quickly, and how surely, attempts are kept."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import Figure
from bench.keep_exports import N_FORMATS, misread
from bench.keep_harm import harm_often, refuse_often
from bench.keep_kills import kill_often
from bench.keep_work import BEGAN, made_up
from bench.recordings import ROOT
from voice_star.domain.wire import review_to_json
from voice_star.report.series import SERIES
from voice_star.report.trendtext import overview_as_text, trends_as_text
from voice_star.store import entries
from voice_star.store.attempts import AttemptStore
from voice_star.store.forgetting import forget
from voice_star.store.rows import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from voice_star.domain.timeline import Seconds

_MANY = 10_000
"""330 hours of practice: answers of two minutes."""

_SOUND = 6_000_000
"""Bytes of a FLAC of two minutes at 48 kHz."""


def figures(*, is_quick: bool) -> list[Figure]:
    """Return every figure of keeping."""
    few = is_quick
    return [
        *_many(repeats=3 if few else 15),
        *_kills(15 if few else 200),
        *_both(50 if few else 500),
        *_harm(40 if few else 200),
        *_exports(),
    ]


def fill(home: Path, n_attempts: int) -> None:
    """Keep so many attempts at once, half an hour or a day apart."""
    documents = [review_to_json(made_up(f"word{n}")) for n in range(7)]
    moment = BEGAN
    with AttemptStore(home) as store, store.database.writing() as connection:
        for number in range(1, n_attempts + 1):
            moment += timedelta(hours=0.2 if number % 5 else 20)
            entry = Entry(moment, f"story {number % 9}", None, documents[number % 7])
            entries.insert(connection, entry, number)


def _many(*, repeats: int) -> list[Figure]:
    """Time what is done with a history of ten thousand attempts."""
    with tempfile.TemporaryDirectory() as folder:
        home, sound = Path(folder, "home"), Path(folder, "take.flac")
        fill(home, _MANY)
        sound.write_bytes(bytes(_SOUND))
        sound.chmod(0o600)

        def read() -> None:
            with AttemptStore(home) as store:
                assert len(store.history()) >= _MANY

        reading = _median(read, repeats)
        listing = _median(lambda: _list(home), min(repeats, 7))
        with AttemptStore(home) as store:
            records = store.history()
        now = records[-1].moment
        overview = _median(
            lambda: overview_as_text(records, now=now, colour=False), repeats
        )
        charts = _median(
            lambda: trends_as_text(records, SERIES[:1], now=now, colour=False), repeats
        )
        with AttemptStore(home) as store:
            review = made_up("saved")

            def save(name: str | None) -> None:
                store.add(review, moment=BEGAN, sound=sound, name=name)

            names = iter(f"take{n}.flac" for n in range(repeats))
            own = _median(lambda: save(next(names)), repeats)
            copied = _median(lambda: save(None), repeats)
            began = time.perf_counter()
            forget(store, [store.number_of("last")])
            forgetting = time.perf_counter() - began
    return [
        _ms("open the history and read it, 10,000 attempts", reading, "<= 150"),
        _ms("`voice-star history`, 10,000 attempts", listing, "<= 400"),
        _ms("trend of every figure over 10,000 attempts", overview, "<= 300"),
        _ms("the same, one figure with its chart", charts, "<= 300"),
        _ms("save an attempt with its take of two minutes, on the disk", own, "<= 50"),
        _ms("the same with a copy of a recording from elsewhere", copied),
        Figure("forget an attempt of 10,000, without a trace", forgetting, "s"),
    ]


def _list(home: Path) -> None:
    """List the history as a user does, from the start of the process to its end."""
    environ = os.environ | {
        "VOICE_STAR_HOME": str(home),
        "VOICE_STAR_CONFIG": str(home / "no-settings.toml"),
    }
    subprocess.run(
        [sys.executable, "-m", "voice_star", "history"],
        env=environ,
        stdout=subprocess.DEVNULL,
        check=True,
        cwd=ROOT,
    )


def _median(deed: Callable[[], object], repeats: int) -> Seconds:
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        deed()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _ms(name: str, seconds: Seconds, bound: str = "") -> Figure:
    return Figure(name, 1000 * seconds, "ms", bound, places=0)


def _kills(n_kills: int) -> list[Figure]:
    toll = kill_often(n_kills)
    what = (
        f"killed {toll.n_kills} times while saving, judging anew, migrating, forgetting"
    )
    _tell(*toll.unreadable, *toll.lost, *toll.returned)
    return [
        Figure(f"{what}: things done until then", toll.n_done, places=0),
        _count(f"{what}: unreadable", toll.unreadable),
        _count(f"{what}: attempts lost that were reported saved", toll.lost),
        _count(f"{what}: attempts back that were reported forgotten", toll.returned),
    ]


def _both(n_attempts: int) -> list[Figure]:
    """Let two processes save at once."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.keep_work", "save", folder]
        both = [
            subprocess.Popen(
                [*command, str(n_attempts), seed],
                stdout=subprocess.DEVNULL,
                cwd=ROOT,
            )
            for seed in ("1", "2")
        ]
        failed = [str(code) for code in [one.wait() for one in both] if code]
        with AttemptStore(Path(folder)) as store:
            kept = len(store.history())
    what = f"two processes that save {n_attempts} attempts each at once"
    return [
        Figure(f"{what}: kept", kept, "", f"== {2 * n_attempts}", places=0),
        _count(f"{what}: errors", failed),
    ]


def _harm(n_tries: int) -> list[Figure]:
    harm, refused = harm_often(n_tries), refuse_often()
    _tell(*harm.silent, *harm.tracebacks, *refused.silent, *refused.tracebacks)
    what = (
        f"{harm.n_tries} damaged histories, 1 in 5 cut short, others with a bit flipped"
    )
    saved = 1 - harm.n_lost / max(1, harm.n_attempts)
    other = "later version, read-only, no space, no folder, another file"
    return [
        _count(f"{what}: silent losses", harm.silent),
        _count(f"{what}: tracebacks", harm.tracebacks),
        Figure(f"{what}: share of the attempts recovered", saved),
        Figure(f"{what}: losses told, but miscounted", harm.n_miscounted, places=0),
        _count(f"{other}: not refused", refused.silent),
        _count(f"{other}: tracebacks", refused.tracebacks),
    ]


def _exports() -> list[Figure]:
    """Have every export with a reader of its own read back by that."""
    wrong = misread()
    _tell(*wrong)
    return [
        _count(f"{N_FORMATS} exports read back by their own tools: misread", wrong),
    ]


def _count(name: str, cases: list[str]) -> Figure:
    return Figure(name, len(cases), "", "== 0", places=0)


def _tell(*cases: str) -> None:
    for case in cases:
        print(f"  {case}")
