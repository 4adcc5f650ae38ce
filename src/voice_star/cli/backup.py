"""`voice-star backup` and `restore`: all that is kept as one file, and back again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.kept import add_yes_to, is_agreed, opened_history
from voice_star.cli.terminal import note
from voice_star.places import data_folder
from voice_star.report.plain import counted

if TYPE_CHECKING:
    import argparse

_PATIENCE = 2.0
"""Seconds. Whoever has the history open is an app that stays: waiting helps little."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands to the grammar."""
    backup = commands.add_parser(
        "backup",
        help="write all that is kept to one file",
        description="Write all attempts, reviews and recordings to one new zip file.",
    )
    backup.add_argument("file", metavar="FILE", type=Path)
    backup.set_defaults(command=_backup)
    restore = commands.add_parser(
        "restore",
        help="put back what a backup holds",
        description="Put a backup in place of the history, once all of it has been "
        "checked. What is there now is set aside, not deleted.",
    )
    restore.add_argument("file", metavar="FILE", type=Path)
    add_yes_to(restore)
    restore.set_defaults(command=_restore, fail=restore.error)


def _backup(options: argparse.Namespace) -> ExitCode:
    from voice_star.store.backup import back_up
    from voice_star.store.backups import note_backup

    with opened_history() as store:
        done = back_up(store, options.file, now=_now())
        note_backup(store.layout, options.file)
    attempts = counted(done.n_attempts, "attempt")
    note(f"{attempts} and {counted(done.n_recordings, 'recording')} in {options.file}")
    if not done.missing:
        return ExitCode.OK
    missing = ", ".join(map(str, done.missing))
    note(f"The recordings of these attempts are not where they were kept: {missing}")
    return ExitCode.PARTLY


def _restore(options: argparse.Namespace) -> ExitCode:
    from voice_star.store.restoring import restore

    home = data_folder()
    question = f"Put {options.file} in place of the history in {home}?"
    if not is_agreed(question, options):
        note("Nothing was changed.")
        return ExitCode.OK
    done = restore(home, options.file, now=_now(), patience=_PATIENCE)
    attempts = counted(done.n_attempts, "attempt")
    note(f"{attempts} and {counted(done.n_recordings, 'recording')} are back.")
    if done.aside is not None:
        note(f"What was there before is set aside in {done.aside}")
    return ExitCode.OK


def _now() -> datetime:
    return datetime.now().astimezone()
