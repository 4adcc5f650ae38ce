"""`voice-star trend`: how speaking has changed over takes and sessions."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from voice_star.cli.briefing import settings_of
from voice_star.cli.exit_code import ExitCode
from voice_star.cli.filtering import add_filters_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.report.series import Series

_PARTS = ("situation", "task", "action", "result")

_NARROWEST = 62
"""Columns that the overview needs."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    trend = commands.add_parser(
        "trend",
        help="show how pace, parts and flags change over time",
        description="Show all figures in a row, at first and now; or a chart of those "
        "that are named.",
    )
    trend.add_argument(
        "figures",
        nargs="*",
        metavar="FIGURE",
        type=_figure,
        help="what to chart: length, speech-rate, fillers, flags, ...",
    )
    trend.add_argument(
        "--part",
        choices=_PARTS,
        action="append",
        default=[],
        help="chart the seconds and the share of this part",
    )
    trend.add_argument(
        "--by-session", action="store_true", help="compare sessions, not takes"
    )
    add_filters_to(trend)
    trend.set_defaults(command=_trend)


def _trend(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.asked import all_questions
    from voice_star.cli.filtering import chosen
    from voice_star.cli.kept import opened_history
    from voice_star.cli.reporting import height_to_fill, now, print_text, width_to_fill
    from voice_star.cli.terminal import has_colour
    from voice_star.report.trendtext import overview_as_text, trends_as_text

    bands = settings_of(options).bands
    questions = () if options.question is None else all_questions()
    with opened_history() as store:
        records = chosen(store.history(), options, questions=questions)
    at, colour, width = now(), has_colour(sys.stdout), width_to_fill(_NARROWEST)
    by_session = options.by_session
    if series := list(dict.fromkeys(_series(options))):
        text = trends_as_text(
            records, series, now=at, colour=colour, width=width,
            height=height_to_fill(), bands=bands, by_session=by_session,
        )  # fmt: skip
    else:
        text = overview_as_text(
            records, now=at, colour=colour, width=width, bands=bands,
            by_session=by_session,
        )  # fmt: skip
    print_text(text)
    return ExitCode.OK


def _series(options: argparse.Namespace) -> Iterator[Series]:
    from voice_star.domain.answer import StarPart
    from voice_star.report.series import series_named, series_of_part

    for name in options.figures:
        if (series := series_named(name)) is not None:
            yield series
    for part in options.part:
        yield from series_of_part(StarPart(part))


def _figure(text: str) -> str:
    """Read the name of a figure.

    Raises:
        argparse.ArgumentTypeError: If there is none of that name.
    """
    from difflib import get_close_matches

    from voice_star.report.series import SERIES

    names = [series.id for series in SERIES]
    if text in names:
        return text
    (nearest,) = get_close_matches(text, names, n=1, cutoff=0.0)
    raise argparse.ArgumentTypeError(f"{text!r} is no figure; the nearest is {nearest}")
