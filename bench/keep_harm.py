"""Histories that were harmed, and whether that is told."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.keep_work import BEGAN, made_up
from bench.recordings import ROOT
from voice_star.domain.wire import review_to_json
from voice_star.errors import StoreDamagedError, StoreError, VoiceStarError
from voice_star.store.attempts import AttemptStore
from voice_star.store.layout import Layout
from voice_star.store.migrations import LATEST
from voice_star.store.recovery import recover

if TYPE_CHECKING:
    from voice_star.domain.wire import Json

_N_ATTEMPTS = 25
_NOBODY = 65_534
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Harm:
    """What harming histories has come to.

    Attributes:
        n_tries: Histories that were harmed.
        n_noticed: Of these, told to be damaged.
        n_lost: Attempts that could not be recovered, all told.
        n_attempts: Attempts in those that were noticed.
        n_miscounted: Histories of which another number of losses was told.
        silent: Losses and changes that nothing was said of.
        tracebacks: Whatever was raised that is no sentence.
    """

    n_tries: int = 0
    n_noticed: int = 0
    n_lost: int = 0
    n_attempts: int = 0
    n_miscounted: int = 0
    silent: list[str] = field(default_factory=list)
    tracebacks: list[str] = field(default_factory=list)


def harm_often(n_tries: int, *, seed: int = 0) -> Harm:
    """Flip a bit of a history, or cut it short, at so many places."""
    harm = Harm()
    chance = random.Random(seed)  # noqa: S311 - the same places every time
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole")
        with AttemptStore(whole) as store:
            for n in range(_N_ATTEMPTS):
                store.add(made_up(f"word{n}", n_words=60), moment=BEGAN)
        promised = _kept_in(whole)
        size = Layout(whole).database.stat().st_size
        for n in range(n_tries):
            home = shutil.copytree(whole, Path(folder, f"harmed{n}"))
            _damage(Layout(home).database, chance, size=size, cuts=n % 5 == 0)
            _try(home, promised, harm)
            shutil.rmtree(home)
    return harm


def _damage(database: Path, chance: random.Random, *, size: int, cuts: bool) -> None:
    data = bytearray(database.read_bytes())
    place = chance.randrange(size)
    if cuts:
        del data[place:]
    else:
        data[place] ^= 1 << chance.randrange(8)
    database.write_bytes(data)


def _kept_in(home: Path) -> dict[int, Json]:
    with AttemptStore(home) as store:
        return {
            record.id: review_to_json(store.get(record.id).review)
            for record in store.history()
        }


def _try(home: Path, promised: dict[int, Json], harm: Harm) -> None:
    """Read a history that was harmed, and mend it if it is told to be."""
    harm.n_tries += 1
    try:
        if _kept_in(home) != promised:
            harm.silent.append("something is not as it was, and nothing is said of it")
    except StoreDamagedError:
        harm.n_noticed += 1
        harm.n_attempts += len(promised)
        _mend(home, promised, harm)
    except VoiceStarError as error:
        harm.silent.append(f"told, but not as damage: {error}")
    except Exception as error:  # noqa: BLE001 - that there is none is what is measured
        harm.tracebacks.append(repr(error))


def _mend(home: Path, promised: dict[int, Json], harm: Harm) -> None:
    try:
        done = recover(home, now=_MOMENT)
        kept = _kept_in(home)
    except Exception as error:  # noqa: BLE001 - likewise
        harm.tracebacks.append(repr(error))
        return
    if done is None or not kept.items() <= promised.items():
        harm.silent.append("what was recovered is not what was kept")
        return
    missing = len(promised) - len(kept)
    harm.n_lost += missing
    if not (done.aside / "attempts.db").is_file():
        harm.silent.append("what was damaged is not kept")
    if missing and done.n_lost == 0:
        harm.silent.append(f"{missing} attempts are lost, and nothing is said of it")
    harm.n_miscounted += done.n_lost not in {None, missing}


def refuse_often() -> Harm:
    """Try what cannot be: a later version, folders and disks that cannot be written."""
    harm = Harm()
    for attempt in (_later_version, _no_folder, _no_space, _other_file, _read_only):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder, "home")
            with AttemptStore(home) as store:
                store.add(made_up("kept", n_words=60), moment=BEGAN)
            harm.n_tries += 1
            try:
                attempt(home)
                harm.silent.append(f"{attempt.__name__} was not refused")
            except VoiceStarError:
                harm.n_noticed += 1
            except Exception as error:  # noqa: BLE001 - likewise
                harm.tracebacks.append(repr(error))
    return harm


def _later_version(home: Path) -> None:
    with contextlib.closing(sqlite3.connect(Layout(home).database)) as connection:
        connection.execute(f"PRAGMA user_version = {LATEST + 1}")
        connection.execute("UPDATE store SET version = version + 1")
        connection.commit()
    AttemptStore(home)


def _no_folder(home: Path) -> None:
    """Name a file where the folder should be."""
    AttemptStore(Layout(home).database)


def _other_file(home: Path) -> None:
    Layout(home).database.write_bytes(b"a letter to somebody\n" * 400)
    AttemptStore(home)


def _read_only(home: Path) -> None:
    """Keep something where nothing may be written. Root may write anywhere."""
    for path in [*home.rglob("*"), home]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    home.parent.chmod(0o755)
    if os.geteuid() == 0:
        _as_nobody(home)
    else:
        _save(home)


def _save(home: Path) -> None:
    with AttemptStore(home) as store:
        store.add(made_up("late", n_words=60), moment=BEGAN)


def _as_nobody(home: Path) -> None:
    """Do so in a process without rights, and raise here what was raised there."""
    child = os.fork()
    if child == 0:
        os.setuid(_NOBODY)
        try:
            _save(home)
        except VoiceStarError:
            os._exit(1)
        except BaseException:  # noqa: BLE001 - the parent raises it
            os._exit(2)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    match os.waitstatus_to_exitcode(status):
        case 1:
            raise StoreError("it was refused with a sentence")
        case 2:
            raise RuntimeError("it was refused without a sentence")


def _no_space(home: Path) -> None:
    """Keep something where files may not grow; what was kept must be there after."""
    before = _kept_in(home)
    limit = Layout(home).database.stat().st_size
    done = subprocess.run(
        [sys.executable, "-m", "bench.keep_work", "save", home, "3", "0"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    if not before.items() <= _kept_in(home).items():
        raise RuntimeError("what was kept before is gone")
    if "Traceback" in done.stderr:
        raise RuntimeError(done.stderr)
    if done.returncode:
        raise StoreError(done.stdout)
