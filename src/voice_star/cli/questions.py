"""`voice-star questions`: what to practise, the bank's and the user's own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.terminal import note

if TYPE_CHECKING:
    import argparse

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
    from voice_star.cli.asked import questions_file
    from voice_star.domain.question import Theme
    from voice_star.ownquestions import add_question

    theme = Theme(options.theme)
    added = add_question(questions_file(), options.text, hint=options.hint, theme=theme)
    note(f"Added as {added.id}.")
    return ExitCode.OK


def _edit(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.asked import all_questions, questions_file, the_question
    from voice_star.ownquestions import edit_question

    if options.text is None and options.hint is None:
        options.fail("say what to change: --text, --hint")
    question = the_question(all_questions(), options.which)
    edit_question(questions_file(), question, text=options.text, hint=options.hint)
    note(f"Changed: {question.id}. Its attempts stay with it.")
    return ExitCode.OK


def _retire(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.asked import all_questions, questions_file, the_question
    from voice_star.ownquestions import retire_question

    question = the_question(all_questions(), options.which)
    retire_question(questions_file(), question, undo=options.undo)
    what = "Proposed again" if options.undo else "No more proposed"
    note(f"{what}: {question.text}")
    return ExitCode.OK
