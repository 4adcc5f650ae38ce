"""`voice-star history`: the attempts that are kept, the latest first."""

from __future__ import annotations

import argparse
import re
import sys

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.filtering import add_filters_to

_LIMIT = 30
"""Attempts that are listed unless told otherwise: more than a screen nobody reads."""

_NARROWEST = 70
"""Columns that a row needs."""

_NUMBER = re.compile("[1-9][0-9]{0,8}")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    history = commands.add_parser(
        "history",
        help="list the attempts that are kept",
        description="List the attempts that are kept, session by session, the latest "
        "first.",
    )
    add_filters_to(history)
    history.add_argument(
        "--limit",
        metavar="N",
        type=_limit,
        default=_LIMIT,
        help=f"how many, or all (otherwise {_LIMIT})",
    )
    history.set_defaults(command=_history)


def _history(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.asked import all_questions
    from voice_star.cli.filtering import chosen
    from voice_star.cli.kept import opened_history
    from voice_star.cli.reporting import now, print_text, width_to_fill
    from voice_star.cli.terminal import has_colour, note
    from voice_star.report.history import history_as_text

    questions = () if options.question is None else all_questions()
    with opened_history() as store:
        records = store.history()
    found = chosen(records, options, questions=questions)
    if records and not found:
        note("No attempt is like that. Ask for fewer things at once.")
        return ExitCode.OK
    print_text(
        history_as_text(
            found,
            now=now(),
            colour=has_colour(sys.stdout),
            width=width_to_fill(_NARROWEST),
            limit=options.limit,
        )
    )
    return ExitCode.OK


def _limit(text: str) -> int | None:
    """Read how many.

    Raises:
        argparse.ArgumentTypeError: If it is no number above 0, nor "all".
    """
    said = text.strip().lower()
    if said == "all":
        return None
    if _NUMBER.fullmatch(said):
        return int(said)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of attempts; write 30")
