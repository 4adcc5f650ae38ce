"""What `voice-star recover` does for the history: mends it, and hears what was lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from voice_star.cli.engine import Engine
from voice_star.cli.kept import opened_history
from voice_star.cli.terminal import complain, note
from voice_star.domain.brief import Brief
from voice_star.errors import VoiceStarError
from voice_star.places import data_folder, takes_folder
from voice_star.report.plain import counted

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.settings import Settings
    from voice_star.store.attempts import AttemptStore
    from voice_star.store.recovery import Recovered

_PATIENCE = 2.0
"""Seconds. Whoever has the history open is an app that stays: waiting helps little."""

_STARTED = "%Y-%m-%d-%H%M%S"
"""How the name of a recording begins: with the moment its take was begun at."""


def mend_history(settings: Settings) -> list[VoiceStarError]:
    """Mend the history; hear recordings that belong to no attempt; return failures.

    Raises:
        StoreError: If the history cannot be mended.
    """
    from voice_star.store.recovery import orphans, recover

    done = recover(data_folder(), now=datetime.now().astimezone(), patience=_PATIENCE)
    if done is not None:
        _tell(done)
    failures: list[VoiceStarError] = []
    engine = Engine(settings.model)
    with opened_history(says_unheard=False) as store:
        for path in orphans(store):
            try:
                _adopt(path, store, engine, settings)
            except VoiceStarError as error:
                complain(f"{error} The recording is kept.")
                failures.append(error)
        failures += _hear_takes(store, engine, settings)
    return failures


def _tell(done: Recovered) -> None:
    note(f"The history was damaged. Recovered: {counted(done.n_attempts, 'attempt')}.")
    ids = ", ".join(f"#{number}" for number in done.lost)
    if done.n_lost is None:
        note(f"There may have been more: their count is damaged too. {ids}".rstrip())
    elif done.n_lost:
        note(f"Could not be read: {counted(done.n_lost, 'attempt')} {ids}".rstrip())
    note(f"The damaged history is kept in {done.aside}")


def _adopt(path: Path, store: AttemptStore, engine: Engine, settings: Settings) -> None:
    """Hear a recording that belongs to no attempt, and make one of it."""
    review = engine.review(path, Brief(bands=settings.bands))
    attempt = store.add(review, moment=_moment(path), sound=path, name=path.name)
    note(f"{path.name} belonged to no attempt; heard anew, it is #{attempt.id}")


def _moment(path: Path) -> datetime:
    """Return when a recording of ours was begun: its name says so, or its file."""
    text = path.stem[: len("2026-01-01-120000")]
    try:
        return datetime.strptime(text, _STARTED).astimezone()
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()


def _hear_takes(
    store: AttemptStore, engine: Engine, settings: Settings
) -> list[VoiceStarError]:
    """Hear takes that were finished and never reviewed, and take them in."""
    from voice_star.taking_in import take_in, take_in_one

    failures: list[VoiceStarError] = []
    for take in take_in(store, takes_folder()).unheard:
        brief = Brief(question=take.notes.question or None, bands=settings.bands)
        try:
            attempt = take_in_one(store, take, engine.review(take.sound, brief))
        except VoiceStarError as error:
            complain(f"{error} The take is kept in {take.folder}")
            failures.append(error)
        else:
            note(f"A take that had not been heard is #{attempt.id}")
    return failures
