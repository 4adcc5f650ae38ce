"""The history as commands open it, and what they ask before they change it for good."""

from __future__ import annotations

import contextlib
import os
from datetime import datetime
from typing import TYPE_CHECKING

from voice_star.cli.terminal import complain, note
from voice_star.errors import SettingsError, StoreError
from voice_star.places import config_file, data_folder, takes_folder
from voice_star.report.plain import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from voice_star.store.attempts import AttemptStore


def add_yes_to(parser: argparse.ArgumentParser) -> None:
    """Add the option that answers what would be asked."""
    parser.add_argument("--yes", action="store_true", help="do it without asking")


@contextlib.contextmanager
def opened_history(*, says_unheard: bool = True) -> Iterator[AttemptStore]:
    """Open the history; what was recorded and reviewed since is taken into it.

    Args:
        says_unheard: Whether to say how many takes are still to be heard.

    Raises:
        StoreError: If it cannot be opened, is damaged, or of a later version.
    """
    from voice_star.store.attempts import AttemptStore

    with AttemptStore(data_folder()) as store:
        _take_in(store, says_unheard=says_unheard)
        _drop_old(store)
        yield store


def drop_old_sound() -> None:
    """Delete recordings that are older than the settings have them kept.

    Nothing is opened where the settings say nothing of it, as they usually do; and
    whoever calls has something else to do, so what cannot be done now is said only.
    """
    if _oldest() is None or not data_folder().is_dir():
        return
    from voice_star.store.attempts import AttemptStore

    try:
        with AttemptStore(data_folder()) as store:
            _drop_old(store)
    except StoreError as error:
        complain(str(error))


def is_agreed(question: str, options: argparse.Namespace) -> bool:
    """Ask before something is done for good; `--yes` has answered already."""
    from voice_star.cli.desk import is_at_terminal
    from voice_star.cli.keys import Key, single_keys

    if options.yes:
        return True
    if not is_at_terminal():
        options.fail("it asks before it does this; without a terminal, say --yes")
    note(f"{question}   y yes   any other key no")
    with single_keys() as next_key:
        while (key := next_key(60.0)) is None:
            pass
    return key is Key.YES


def _drop_old(store: AttemptStore) -> None:
    """Delete recordings that are too old; say so once, as they are gone then."""
    oldest = _oldest()
    if oldest is None:
        return
    from voice_star.store.forgetting import forget_old_sound

    done = forget_old_sound(store, before=oldest)
    if done.n_recordings:
        were = "was" if done.n_recordings == 1 else "were"
        note(
            f"{counted(done.n_recordings, 'recording')} from before {oldest:%Y-%m-%d} "
            f"{were} deleted, as keep.sound_days says; the reviews stay."
        )


def _oldest() -> datetime | None:
    """Return the moment from which on recordings are kept; None where all are.

    Settings that make no sense delete nothing. Whoever needs them tells of that.
    """
    from voice_star.settings import read_settings

    with contextlib.suppress(SettingsError):
        keep = read_settings(config_file(), environ=os.environ).keep
        return keep.oldest(datetime.now().astimezone())
    return None


def _take_in(store: AttemptStore, *, says_unheard: bool) -> None:
    """Take in what is in the folder of takes. Nothing is loaded where nothing is."""
    folder = takes_folder()
    if not folder.is_dir() or next(folder.iterdir(), None) is None:
        return
    from voice_star.taking_in import take_in

    done = take_in(store, folder)
    for error in done.failures:
        complain(f"{error} The take is kept in {folder}.")
    if done.unheard and says_unheard:
        takes = counted(len(done.unheard), "take")
        note(f"Not heard yet, and so not in the history: {takes}. voice-star recover")
