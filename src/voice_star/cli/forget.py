"""`voice-star forget`: attempts or their recordings, gone from the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.kept import add_yes_to, is_agreed
from voice_star.cli.terminal import note
from voice_star.domain.question import key_of
from voice_star.report.plain import counted

if TYPE_CHECKING:
    import argparse

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

    ways = bool(options.ids) + (options.question is not None) + options.all
    if ways != 1:
        options.fail("name attempts, or a --question, or --all; one of them")
    with opened_history() as store:
        numbers = _meant(store, options)
        if not numbers and not options.all:
            note("No attempt is meant; nothing was deleted.")
            return ExitCode.OK
        if not is_agreed(_asked(len(numbers), options), options):
            note("Nothing was deleted.")
            return ExitCode.OK
        _tell(_done(store, numbers, options))
    return ExitCode.OK


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


def _asked(n_attempts: int, options: argparse.Namespace) -> str:
    what = counted(n_attempts, "attempt")
    if options.sound:
        return f"Delete the recordings of {what} for good, and keep the reviews?"
    if options.all:
        return f"Delete all {what}, all recordings and all that was set aside for good?"
    return f"Delete {what} for good, words and recordings?"


def _done(
    store: AttemptStore, numbers: list[int], options: argparse.Namespace
) -> Forgotten:
    from voice_star.store.forgetting import forget, forget_all, forget_sound

    if options.sound:
        return forget_sound(store, numbers)
    return forget_all(store) if options.all else forget(store, numbers)


def _tell(done: Forgotten) -> None:
    words = counted(done.n_attempts, "attempt")
    sounds = counted(done.n_recordings, "recording")
    if done.n_attempts:
        note(f"Deleted for good: {words}, {sounds}.")
    else:
        note(f"Deleted for good: {sounds}.")
    for path in done.left:
        note(f"What was set aside earlier may tell of it too: {path}")
    if done.left:
        note("`voice-star forget --all` deletes that as well, with all else.")
