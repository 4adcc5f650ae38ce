"""Which attempts a command is about: filters by question, flag and date."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voice_star.domain.question import Question
    from voice_star.domain.record import Record

_DAY = len("2026-05-03")


def add_filters_to(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose attempts."""
    parser.add_argument(
        "--question",
        metavar="TEXT",
        help="attempts at this question: its text, a part of it, or its id",
    )
    parser.add_argument("--story", metavar="NAME", help="attempts that tell this story")
    parser.add_argument(
        "--flag", metavar="NAME", type=_flag, help="attempts with this flag"
    )
    parser.add_argument(
        "--since", metavar="DATE", type=_since, help="from this day or moment on"
    )
    parser.add_argument(
        "--until", metavar="DATE", type=_until, help="up to this day, itself included"
    )


def chosen(
    records: Iterable[Record],
    options: argparse.Namespace,
    *,
    questions: Iterable[Question],
) -> list[Record]:
    """Return the records that all filters let through.

    Args:
        records: In any order; it is kept.
        options: Of a parser that `add_filters_to` was called with.
        questions: All that can be named by their id.
    """
    kept = list(records)
    if options.question is not None:
        kept = at_question(kept, options.question, questions=questions)
    if options.story is not None:
        kept = [one for one in kept if _tells(one, options.story)]
    if options.flag is not None:
        kept = [one for one in kept if _has(one, options.flag)]
    if options.since is not None:
        kept = [one for one in kept if one.moment >= options.since]
    if options.until is not None:
        kept = [one for one in kept if one.moment < options.until]
    return kept


def at_question(
    records: Iterable[Record], said: str, *, questions: Iterable[Question]
) -> list[Record]:
    """Return the attempts at a question, however it was worded over time."""
    from voice_star.domain.question import key_of, named

    key = key_of(said)
    keys = {key for one in named(questions, said) for key in one.keys}
    asked = ((one, key_of(one.question or "")) for one in records)
    return [one for one, text in asked if text and (text in keys or key in text)]


def _tells(record: Record, story: str) -> bool:
    from voice_star.domain.question import key_of

    return record.story is not None and key_of(record.story) == key_of(story)


def _has(record: Record, rule: str) -> bool:
    return any(flag.rule == rule for flag in record.flags)


def _flag(text: str) -> str:
    """Read the name of a flag, as reviews title it or as JSON names it.

    Raises:
        argparse.ArgumentTypeError: If there is none of that name.
    """
    from difflib import get_close_matches

    from voice_star.report.labels import TITLES

    said = text.strip().casefold()
    for rule, title in TITLES.items():
        if said in {rule, title.casefold()}:
            return rule
    (nearest,) = get_close_matches(said, TITLES, n=1, cutoff=0.0)
    raise argparse.ArgumentTypeError(f"{text!r} is no flag; the nearest is {nearest}")


def _since(text: str) -> datetime:
    return moment(text)


def _until(text: str) -> datetime:
    """Read where to stop: after a day that is named, but at a moment."""
    bound = moment(text)
    if len(text.strip()) > _DAY:
        return bound
    try:
        return bound + timedelta(days=1)
    except OverflowError:
        return bound


def moment(text: str) -> datetime:
    """Read a day or a moment, here unless it says where.

    Raises:
        argparse.ArgumentTypeError: If it is none.
    """
    try:
        return datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError, OSError) as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no date; write it as 2026-05-03 or 2026-05-03T18:30"
        ) from error
