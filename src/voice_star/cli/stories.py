"""`voice-star stories`: which story was told, and which questions it has answered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.terminal import note
from voice_star.report.plain import counted, named, printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from voice_star.domain.record import Record


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and those below it to the grammar."""
    stories = commands.add_parser(
        "stories",
        help="list your stories, or say which one was told",
        description="List your stories, each with the attempts that tell it and the "
        "questions it has answered. One story can answer several questions.",
    )
    stories.set_defaults(command=_list)
    below = stories.add_subparsers(metavar="WHAT")
    listing = below.add_parser("list", help="all of them")
    listing.set_defaults(command=_list)
    naming = below.add_parser("name", help="say which story attempts tell")
    naming.add_argument("story", metavar="NAME", help="such as 'the planner'")
    naming.add_argument("ids", nargs="+", metavar="ID", help="a number, or last")
    naming.set_defaults(command=_name)
    clearing = below.add_parser("clear", help="say that attempts tell none")
    clearing.add_argument("ids", nargs="+", metavar="ID", help="a number, or last")
    clearing.set_defaults(command=_name, story=None)


def _list(_options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.kept import opened_history
    from voice_star.cli.reporting import print_text

    with opened_history() as store:
        records = store.history()
    told: dict[str, list[Record]] = {}
    for record in records:
        if record.story is not None:
            told.setdefault(record.story, []).append(record)
    if not told:
        note("No story is named. Name one with: voice-star stories name NAME ID")
        return ExitCode.OK
    lines = [line for story in sorted(told) for line in _lines(story, told[story])]
    print_text("\n".join(map(printable, lines)))
    return ExitCode.OK


def _lines(story: str, records: Sequence[Record]) -> Iterator[str]:
    ids = named([record.id for record in records])
    yield f"{_one_line(story)}: {counted(len(records), 'attempt')}, {ids}"
    for question, n_times in Counter(_asked(records)).items():
        yield f"    {_one_line(question)} ({n_times})"


def _asked(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield record.question or "no question"


def _name(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.kept import opened_history
    from voice_star.errors import SettingsError

    story = options.story if options.story is None else _one_line(options.story)
    if story == "":
        raise SettingsError("A story cannot be without a name. Write it in quotes.")
    with opened_history() as store:
        # All that are meant are looked for before any is changed.
        numbers = sorted({store.number_of(said) for said in options.ids})
        for number in numbers:
            store.name_story(number, story)
    what = "no story" if story is None else f"the story {story!r}"
    tells = "tells" if len(numbers) == 1 else "tell"
    note(f"{named(numbers)} {tells} {what}.")
    return ExitCode.OK


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))
