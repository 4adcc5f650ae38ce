"""`voice-star questions`: what to practise, the bank's and the user's own."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.terminal import note

if TYPE_CHECKING:
    import argparse

    from voice_star.domain.question import Question

_THEMES = (
    "accomplishment", "conflict", "failure", "leadership", "problem-solving", "change",
    "ambiguity", "customer", "other",
)  # fmt: skip
"""Those of `domain.question.Theme`; a test holds them against it."""

_NARROWEST = 70
"""Columns that a row needs."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and those below it to the grammar."""
    questions = commands.add_parser(
        "questions",
        help="list questions, add your own, or have the next one picked",
        description="List the questions to practise, and how each went last. The bank "
        "is yours to add to and to change.",
    )
    questions.set_defaults(command=_list, theme=None, hints=False, retired=False)
    below = questions.add_subparsers(metavar="WHAT")
    _add_reading_to(below)
    _add_changing_to(below)


def _add_reading_to(below: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listing = below.add_parser("list", help="all of them, by theme")
    listing.add_argument(
        "--theme", metavar="THEME", choices=_THEMES, help="of this theme only"
    )
    listing.add_argument(
        "--hints", action="store_true", help="what each looks for, and its id"
    )
    listing.add_argument(
        "--retired", action="store_true", help="those you retired as well"
    )
    listing.set_defaults(command=_list)
    picking = below.add_parser("next", help="the weakest, and longest ago")
    picking.set_defaults(command=_next)


def _add_changing_to(
    below: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    adding = below.add_parser("add", help="add one of your own")
    adding.add_argument("text", metavar="TEXT", help="the question")
    adding.add_argument(
        "--hint", metavar="TEXT", default="", help="what the interviewer looks for"
    )
    adding.add_argument(
        "--theme",
        metavar="THEME",
        choices=_THEMES,
        default="other",
        help=f"{', '.join(_THEMES[:-1])} or other",
    )
    adding.set_defaults(command=_add)
    editing = below.add_parser("edit", help="change one; its attempts stay with it")
    editing.add_argument("which", metavar="QUESTION", help="its id, or part of it")
    editing.add_argument("--text", metavar="TEXT", help="what it is to say")
    editing.add_argument(
        "--hint", metavar="TEXT", help="what the interviewer looks for"
    )
    editing.set_defaults(command=_edit, fail=editing.error)
    retiring = below.add_parser("retire", help="have one no more proposed")
    retiring.add_argument("which", metavar="QUESTION", help="its id, or part of it")
    retiring.add_argument("--undo", action="store_true", help="propose it again")
    retiring.set_defaults(command=_retire)


def _list(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.asked import all_questions
    from voice_star.cli.kept import opened_history
    from voice_star.cli.reporting import now, print_text, width_to_fill
    from voice_star.cli.terminal import has_colour
    from voice_star.domain.practice import practised
    from voice_star.report.questions import hints_as_text, questions_as_text

    shown = [
        question
        for question in all_questions()
        if (options.theme in {None, question.theme.value})
        and (options.retired or not question.is_retired)
    ]
    if not shown:
        note("There is no such question.")
        return ExitCode.OK
    colour, width = has_colour(sys.stdout), width_to_fill(_NARROWEST)
    with opened_history() as store:
        listed = practised(shown, store.history())
    if options.hints:
        print_text(hints_as_text(listed, colour=colour, width=width))
    else:
        print_text(questions_as_text(listed, now=now(), colour=colour, width=width))
    return ExitCode.OK


def _next(_options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.asked import all_questions
    from voice_star.cli.kept import opened_history
    from voice_star.cli.reporting import now, print_text, width_to_fill
    from voice_star.cli.terminal import has_colour
    from voice_star.domain.practice import pick_next
    from voice_star.report.questions import next_as_text

    at, questions = now(), all_questions()
    with opened_history() as store:
        pick = pick_next(questions, store.history(), now=at)
    if pick is None:
        note("All questions are retired. Add one with: voice-star questions add")
        return ExitCode.OK
    colour, width = has_colour(sys.stdout), width_to_fill()
    print_text(next_as_text(pick, now=at, colour=colour, width=width))
    return ExitCode.OK


def _add(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.asked import all_questions
    from voice_star.domain.question import Question, Theme, key_of
    from voice_star.errors import SettingsError

    text, hint = _line(options.text), _line(options.hint)
    if not text:
        raise SettingsError("A question cannot be empty. Write it in quotes.")
    there = all_questions()
    for one in there:
        if key_of(text) == key_of(one.text):
            raise SettingsError(f"That is a question already: {one.id}.")
    ids = {question.id for question in there}
    number = next(n for n in range(1, len(ids) + 2) if f"my-{n}" not in ids)
    _keep(Question(f"my-{number}", Theme(options.theme), text, hint))
    note(f"Added as my-{number}.")
    return ExitCode.OK


def _edit(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.asked import all_questions, the_question
    from voice_star.errors import SettingsError

    if options.text is None and options.hint is None:
        options.fail("say what to change: --text, --hint")
    text = None if options.text is None else _line(options.text)
    hint = None if options.hint is None else _line(options.hint)
    if text == "":
        raise SettingsError("A question cannot be empty. To leave it out, retire it.")
    question = the_question(all_questions(), options.which)
    _keep(question.edited(text=text, hint=hint))
    note(f"Changed: {question.id}. Its attempts stay with it.")
    return ExitCode.OK


def _retire(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.asked import all_questions, the_question

    question = the_question(all_questions(), options.which)
    _keep(replace(question, is_retired=not options.undo))
    what = "Proposed again" if options.undo else "No more proposed"
    note(f"{what}: {question.text}")
    return ExitCode.OK


def _keep(question: Question) -> None:
    """Put a question among the user's own, in place of the one with its id."""
    from voice_star.cli.asked import questions_file
    from voice_star.ownquestions import read_own, write_own

    path = questions_file()
    own = {one.id: one for one in read_own(path)}
    write_own(path, (own | {question.id: question}).values())


def _line(text: str) -> str:
    """Return a text from the command line as one line that steers nothing."""
    from voice_star.report.plain import printable

    return printable(" ".join(text.split()))
