"""`voice-star forget`: attempts or their recordings, gone from the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.kept import add_yes_to, is_agreed
from voice_star.cli.terminal import note
from voice_star.domain.question import key_of
from voice_star.places import takes_folder
from voice_star.report.plain import counted, named

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from voice_star.store.attempts import AttemptStore
    from voice_star.store.forgetting import Forgotten


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    forget = commands.add_parser(
        "forget",
        help="delete attempts for good, words and recordings",
        description="Delete attempts for good: the review, every word and the "
        "recording are gone from the disk. With --sound the review stays.",
    )
    forget.add_argument(
        "ids", nargs="*", metavar="ID", help="a number, or last, last-1, ..."
    )
    forget.add_argument(
        "--question", metavar="TEXT", help="all attempts at this question"
    )
    forget.add_argument("--all", action="store_true", help="everything that is kept")
    forget.add_argument(
        "--sound", action="store_true", help="the recordings only; reviews stay"
    )
    add_yes_to(forget)
    forget.set_defaults(command=_forget, fail=forget.error)


def _forget(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.kept import opened_history
    from voice_star.store.backups import known_backups

    ways = bool(options.ids) + (options.question is not None) + options.all
    if ways != 1:
        options.fail("name attempts, or a --question, or --all; one of them")
    with opened_history() as store:
        numbers = _meant(store, options)
        if not numbers and not options.all:
            note("No attempt is meant; nothing was deleted.")
            return ExitCode.OK
        if not is_agreed(_asked(numbers, options), options):
            note("Nothing was deleted.")
            return ExitCode.OK
        backups = known_backups(store.layout)
        n_takes = _takes_dropped() if options.all and not options.sound else 0
        _tell(_done(store, numbers, options), numbers, n_takes)
        _tell_of_backups(backups, n_attempts=len(numbers))
    return ExitCode.OK


def _takes_dropped() -> int:
    """Delete the takes that are not in the history, too; return how many."""
    from voice_star.taking_in import drop_takes

    return drop_takes(takes_folder())


def _meant(store: AttemptStore, options: argparse.Namespace) -> list[int]:
    if options.ids:
        return sorted({store.number_of(said) for said in options.ids})
    if options.all:
        return store.numbers()
    key = key_of(options.question)
    return [
        record.id
        for record in store.history()
        if record.question is not None and key_of(record.question) == key
    ]


def _asked(numbers: Sequence[int], options: argparse.Namespace) -> str:
    what = f"{counted(len(numbers), 'attempt')} ({named(numbers)})"
    if options.sound:
        return f"Delete the recordings of {what} for good, and keep the reviews?"
    if options.all:
        all_ = f"all {what}" if numbers else "all that is left"
        return (
            f"Delete {all_} for good, all recordings and takes, your own questions and "
            "jobs, and all that was set aside?"
        )
    return f"Delete {what} for good, words and recordings?"


def _done(
    store: AttemptStore, numbers: list[int], options: argparse.Namespace
) -> Forgotten:
    from voice_star.store.forgetting import forget, forget_all, forget_sound

    if options.sound:
        return forget_sound(store, numbers)
    return forget_all(store) if options.all else forget(store, numbers)


def _tell(done: Forgotten, numbers: Sequence[int], n_takes: int) -> None:
    said = [counted(done.n_recordings, "recording")]
    if done.n_attempts:
        attempts = counted(done.n_attempts, "attempt")
        said.insert(0, f"{attempts} ({named(numbers)})" if numbers else attempts)
    elif done.n_recordings and numbers:
        said = [f"{said[0]} of {named(done.silenced)}"]
    if n_takes:
        said.append(f"{counted(n_takes, 'take')} that had not come into the history")
    note(f"Deleted for good: {', '.join(said)}.")
    for path in done.left:
        note(f"What was set aside earlier may tell of it too: {path}")
    if done.left:
        note("`voice-star forget --all` deletes that as well, with all else.")


def _tell_of_backups(paths: Sequence[Path], *, n_attempts: int) -> None:
    """Say which backups may hold what is deleted: they are the user's to delete."""
    if n_attempts:
        for path in paths:
            note(f"A backup from before may hold it still: {path}")
