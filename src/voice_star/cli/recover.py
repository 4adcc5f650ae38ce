"""`voice-star recover`: takes that were cut off are finished and reviewed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from voice_star.cli.briefing import settings_of
from voice_star.cli.exit_code import ExitCode, code_of_all
from voice_star.cli.mending import mend_history
from voice_star.cli.terminal import complain, note
from voice_star.domain.brief import Brief
from voice_star.errors import VoiceStarError
from voice_star.places import takes_folder
from voice_star.report.plain import clock, counted, printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from voice_star.audio.takes import KeptTake
    from voice_star.cli.engine import Engine
    from voice_star.settings import Settings


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    recover = commands.add_parser(
        "recover",
        help="finish and review takes that were cut off",
        description="Finish and review takes that were cut off by a crash, a full "
        "disk or an empty battery.",
    )
    what = recover.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="only say which there are")
    what.add_argument("--drop", action="store_true", help="throw them away instead")
    recover.add_argument(
        "--yes", action="store_true", help="throw them away without being asked"
    )
    recover.add_argument(
        "--json", action="store_true", help="print one JSON document for a review"
    )
    recover.add_argument(
        "--model",
        metavar="NAME",
        help="a name of `voice-star model list`, or a folder that holds a model",
    )
    recover.set_defaults(command=_recover, fail=recover.error)


def tell_of_cut_off() -> None:
    """Say in one line whether there are takes that were cut off."""
    n_takes = _count_cut_off()
    if n_takes:
        was = "was" if n_takes == 1 else "were"
        note(
            f"{counted(n_takes, 'take')} {was} cut off and can be saved: "
            "voice-star recover"
        )


def _count_cut_off() -> int:
    """Count takes that were cut off. Nothing is imported where there can be none."""
    folder = takes_folder()
    if not folder.is_dir():
        return 0
    from voice_star.audio.takes import cut_off_takes

    return len(cut_off_takes(folder))


def _recover(options: argparse.Namespace) -> ExitCode:
    from voice_star.audio.takes import cut_off_takes

    if options.yes and not options.drop:
        options.fail("--yes goes with --drop")
    settings = settings_of(options)
    takes = cut_off_takes(takes_folder())
    failures: list[VoiceStarError] = []
    if not (options.list or options.drop):
        failures = mend_history(settings)
    if not takes:
        note("No take was cut off.")
        return ExitCode.PARTLY if failures else ExitCode.OK
    if options.list:
        sys.stdout.write("".join(f"{_line(take)}\n" for take in takes))
        return ExitCode.OK
    if options.drop:
        return _drop(takes, options)
    code = _review_all(takes, settings, as_json=options.json)
    return ExitCode.PARTLY if failures and code is ExitCode.OK else code


def _line(take: KeptTake) -> str:
    started = take.notes.started
    moment = "at some time" if started is None else f"{started:%Y-%m-%d %H:%M}"
    question = f"  {take.notes.question}" if take.notes.question else ""
    text = f"{moment}  {clock(take.duration):>7}  {take.folder}{question}"
    return printable(text).replace("\n", "?")


def _drop(takes: Sequence[KeptTake], options: argparse.Namespace) -> ExitCode:
    """Throw takes away, each after asking."""
    from voice_star.audio.takes import drop_take
    from voice_star.cli.desk import is_at_terminal

    if not options.yes and not is_at_terminal():
        options.fail(
            "--drop asks before it throws anything away; without a terminal, say --yes"
        )
    for take in takes:
        note(_line(take))
        if options.yes or _is_agreed():
            drop_take(take)
            note("Thrown away.")
        else:
            note("Kept.")
    return ExitCode.OK


def _is_agreed() -> bool:
    from voice_star.cli.keys import Key, single_keys

    note("Throw this take away?   y yes   any other key no")
    with single_keys() as next_key:
        while (key := next_key(60.0)) is None:
            pass
        return key is Key.YES


def _review_all(
    takes: Sequence[KeptTake], settings: Settings, *, as_json: bool
) -> ExitCode:
    """Finish each take, so that all are safe; then review them one by one."""
    from voice_star.audio.takes import finish_take
    from voice_star.cli.engine import Engine

    finished: list[KeptTake] = []
    failures: list[VoiceStarError] = []
    for take in takes:
        try:
            finished.append(finish_take(take.folder))
            note(f"Saved: {_line(finished[-1])}")
        except VoiceStarError as error:
            complain(str(error))
            failures.append(error)
    engine = Engine(settings.model)
    n_done = 0
    for take in finished:
        try:
            _review(take, engine, settings, as_json=as_json)
            n_done += 1
        except VoiceStarError as error:
            complain(f"{error} It is saved all the same, in {take.folder}")
            failures.append(error)
    return code_of_all(failures, n_done=n_done)


def _review(
    take: KeptTake, engine: Engine, settings: Settings, *, as_json: bool
) -> None:
    from voice_star.cli.reporting import print_review
    from voice_star.studio import keep_review

    brief = Brief(question=take.notes.question or None, bands=settings.bands)
    review = engine.review(take.sound, brief)
    keep_review(take.folder, review)
    print_review(review, brief=brief, as_json=as_json)
