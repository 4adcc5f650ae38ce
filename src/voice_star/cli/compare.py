"""`voice-star compare A B`: two attempts side by side."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from voice_star.cli.briefing import settings_of
from voice_star.cli.exit_code import ExitCode

if TYPE_CHECKING:
    import argparse

_NARROWEST, _WIDEST = 70, 160
"""Columns. From 120 on blocks stand side by side."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    compare = commands.add_parser(
        "compare",
        help="show two attempts side by side",
        description="Show what is different in the second of two attempts: parts over "
        "time, figures, flags gone and new, and both endings.",
    )
    compare.add_argument("before", metavar="A", help="a number, or last-1, ...")
    compare.add_argument("after", metavar="B", help="a number, or last, ...")
    compare.set_defaults(command=_compare)


def _compare(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.kept import opened_history
    from voice_star.cli.reporting import now, print_text, width_to_fill
    from voice_star.cli.terminal import has_colour
    from voice_star.report.compare import comparison_as_text

    settings = settings_of(options)
    with opened_history() as store:
        before = store.get(store.number_of(options.before))
        after = store.get(store.number_of(options.after))
    print_text(
        comparison_as_text(
            before,
            after,
            now=now(),
            colour=has_colour(sys.stdout),
            width=width_to_fill(_NARROWEST, _WIDEST),
            bands=settings.bands,
        )
    )
    return ExitCode.OK
