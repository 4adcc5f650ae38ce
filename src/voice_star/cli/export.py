"""`voice-star export ID... --to FILE`: attempts for other people and programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.cli.briefing import settings_of
from voice_star.cli.exit_code import ExitCode
from voice_star.cli.terminal import note
from voice_star.errors import StoreError
from voice_star.report.plain import counted

if TYPE_CHECKING:
    import argparse

    from voice_star.store.attempts import AttemptStore


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    export = commands.add_parser(
        "export",
        help="write an attempt to a file for a mentor or another program",
        description="Write attempts to a file: .html for a mentor, with the recording "
        "in it, .md, .json, .csv for many of them, .srt, .vtt, .TextGrid for Praat, or "
        ".labels.txt for Audacity.",
    )
    export.add_argument(
        "ids", nargs="*", metavar="ID", help="a number, or last, last-1, ..."
    )
    export.add_argument("--all", action="store_true", help="all attempts; for .csv")
    export.add_argument(
        "--to", metavar="FILE", type=Path, required=True, help="the file to write"
    )
    export.add_argument(
        "--force", action="store_true", help="replace the file if it is there"
    )
    export.add_argument(
        "--no-sound", action="store_true", help="leave the recording out of .html"
    )
    export.set_defaults(command=_export, fail=export.error)


def _export(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.kept import opened_history
    from voice_star.cli.writing import check_place
    from voice_star.report.export import exporter_for
    from voice_star.report.export.exporter import Extras
    from voice_star.wholefiles import write_whole

    if bool(options.ids) == options.all:
        options.fail("name attempts, or --all; one of them")
    exporter = exporter_for(options.to)
    check_place(options.to, may_replace=options.force)
    settings = settings_of(options)
    with opened_history() as store:
        numbers = _meant(store, options)
        attempts = [store.get(number) for number in numbers]
        takes_sound = exporter.takes_sound and not options.no_sound
        sound = _sound(store, numbers) if takes_sound else None
    data = exporter.export(attempts, Extras(bands=settings.bands, sound=sound))
    write_whole(options.to, data)
    note(f"{counted(len(attempts), 'attempt')} in {options.to}")
    return ExitCode.OK


def _meant(store: AttemptStore, options: argparse.Namespace) -> list[int]:
    if options.all:
        return store.numbers()
    return list(dict.fromkeys(store.number_of(said) for said in options.ids))


def _sound(store: AttemptStore, numbers: list[int]) -> bytes | None:
    """Return the recording of the one attempt; None where there is none."""
    if len(numbers) != 1:
        return None
    path = store.recording_of(numbers[0])
    try:
        return None if path is None else path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"The recording {path} cannot be read ({error.strerror}). Mend its "
            "permissions, or leave it out with --no-sound."
        ) from error
