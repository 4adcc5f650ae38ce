"""`voice-star jobs`: the advertisement of each application, kept under a short name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.terminal import note
from voice_star.places import data_folder
from voice_star.store.layout import Layout

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and those below it to the grammar."""
    jobs = commands.add_parser(
        "jobs",
        help="keep a job advertisement for each application",
        description="Keep the advertisement of each application under a short name, "
        "so that `--job NAME` holds an answer against it.",
    )
    jobs.set_defaults(command=_list)
    below = jobs.add_subparsers(metavar="WHAT")
    listing = below.add_parser("list", help="the names of all")
    listing.set_defaults(command=_list)
    adding = below.add_parser("add", help="keep one, in place of one of that name")
    adding.add_argument("name", metavar="NAME", help="letters, digits, - and _")
    adding.add_argument("file", metavar="FILE", help="a plain text; - is stdin")
    adding.set_defaults(command=_add)
    removing = below.add_parser("remove", help="delete one for good")
    removing.add_argument("name", metavar="NAME")
    removing.set_defaults(command=_remove)


def job_source(said: str) -> str:
    """Return what `--job` means: a file as it is named, or else a job that is kept."""
    from pathlib import Path

    path = _place(said)
    is_kept = path is not None and path.is_file() and not Path(said).exists()
    return str(path) if is_kept else said


def _list(_options: argparse.Namespace) -> ExitCode:
    from voice_star.store.own import job_files

    names = [path.stem for path in job_files(Layout(data_folder()))]
    if not names:
        note("No job is kept. Keep one with: voice-star jobs add NAME FILE")
    sys.stdout.write("".join(f"{name}\n" for name in names))
    return ExitCode.OK


def _add(options: argparse.Namespace) -> ExitCode:
    from voice_star.errors import OutputError, SettingsError, UnreadableTextError
    from voice_star.safefiles import make_private_folder, why_not
    from voice_star.texts import read_text
    from voice_star.wholefiles import write_whole

    path = _place(options.name)
    if path is None:
        raise SettingsError(
            f"{options.name!r} is no name of a job: use letters, digits, - and _."
        )
    text = read_text(options.file, what="job advertisement")
    if not any(letter.isalnum() for letter in text):
        raise UnreadableTextError(
            "The job advertisement holds no words. Save its text as it was published."
        )
    try:
        make_private_folder(path.parent)
    except OSError as error:
        raise OutputError(
            f"{why_not(error)}: the folder {path.parent}. See that you may write there."
        ) from error
    write_whole(path, text.encode("utf-8"))
    note(f"Kept. Hold an answer against it with: --job {options.name}")
    return ExitCode.OK


def _remove(options: argparse.Namespace) -> ExitCode:
    from voice_star.errors import OutputError, SettingsError
    from voice_star.safefiles import why_not
    from voice_star.store.recordings import wipe

    path = _place(options.name)
    if path is None or not path.is_file():
        raise SettingsError(
            f"No job {options.name!r} is kept. List them with: voice-star jobs"
        )
    try:
        wipe(path)
    except OSError as error:
        raise OutputError(
            f"{why_not(error)}: {path} is still there. See that you may write there."
        ) from error
    note(f"Deleted for good: {options.name}")
    return ExitCode.OK


def _place(name: str) -> Path | None:
    """Return where a job of this name is kept; None where none can be called so."""
    from voice_star.store.own import is_job_file

    file = f"{name}.txt"
    return Layout(data_folder()).jobs / file if is_job_file(file) else None
