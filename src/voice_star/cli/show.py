"""`voice-star show ID`: the review of an attempt that was kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from voice_star.cli.briefing import settings_of
from voice_star.cli.exit_code import ExitCode
from voice_star.domain.brief import Brief
from voice_star.report.plain import printable

if TYPE_CHECKING:
    import argparse

    from voice_star.domain.attempt import Attempt


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    show = commands.add_parser(
        "show",
        help="show the review of an attempt that was kept",
        description="Show the review of an attempt that was kept.",
    )
    show.add_argument("id", metavar="ID", help="its number, or last, last-1, ...")
    show.add_argument(
        "--json", action="store_true", help="print one JSON document for a review"
    )
    show.set_defaults(command=_show)


def _show(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.kept import opened_history
    from voice_star.cli.reporting import print_review

    settings = settings_of(options)
    with opened_history() as store:
        attempt = store.get(store.number_of(options.id))
    if not options.json:
        sys.stdout.write(f"{_head(attempt)}\n\n")
    brief = Brief(question=attempt.review.question, bands=settings.bands)
    print_review(attempt.review, brief=brief, as_json=options.json)
    return ExitCode.OK


def _head(attempt: Attempt) -> str:
    story = "" if attempt.story is None else f" · {attempt.story}"
    text = f"#{attempt.id} · {attempt.moment:%Y-%m-%d %H:%M}{story}"
    return printable(text).replace("\n", "?")
