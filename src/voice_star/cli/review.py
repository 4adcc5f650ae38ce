"""`voice-star review`: hear recordings, or read a transcript, and review them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.cli.briefing import add_brief_to, brief_of, settings_of
from voice_star.cli.engine import Engine
from voice_star.cli.exit_code import ExitCode, code_of_all
from voice_star.cli.recover import tell_of_cut_off
from voice_star.cli.reporting import print_review
from voice_star.cli.terminal import complain, note
from voice_star.domain.brief import Brief
from voice_star.errors import VoiceStarError
from voice_star.places import sample_take
from voice_star.texts import STDIN, read_text

if TYPE_CHECKING:
    import argparse

    from voice_star.domain.review import Review


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    review = commands.add_parser(
        "review",
        help="review recordings of answers, or a transcript",
        description="Hear each recording and review it. Keeps nothing.",
    )
    review.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        type=Path,
        help="a recording: wav, flac, mp3, m4a, ogg, opus, webm, mp4, ...",
    )
    _add_options_to(review)
    add_brief_to(review)
    review.set_defaults(command=_review, fail=review.error)


def _add_options_to(review: argparse.ArgumentParser) -> None:
    """Add the options that say what is reviewed, by which model, in which form."""
    review.add_argument(
        "--json",
        action="store_true",
        help="print one JSON document, a line each when there are several files",
    )
    review.add_argument(
        "--model",
        metavar="NAME",
        help="a name of `voice-star model list`, or a folder that holds a model",
    )
    review.add_argument(
        "--transcript",
        metavar="FILE",
        help="review a text instead, a sentence a line; - reads it from stdin",
    )


def review_sample(options: argparse.Namespace) -> ExitCode:
    """Review the sample answer, and say how to review one's own."""
    settings = settings_of(options)
    tell_of_cut_off()
    note("This is the sample answer that comes with voice_star.")
    from voice_star.filereviews import SAMPLE_QUESTION

    brief = Brief(question=SAMPLE_QUESTION, bands=settings.bands)
    review = Engine(settings.model).review(sample_take(), brief)
    print_review(review, brief=brief)
    note("Record your own: voice-star record   (or review one: voice-star review FILE)")
    return ExitCode.OK


def _review(options: argparse.Namespace) -> ExitCode:
    if bool(options.files) == bool(options.transcript):
        options.fail("name recordings, or a text with --transcript; not both, not none")
    if options.transcript == options.job == STDIN:
        options.fail("only one of --transcript and --job can be read from stdin")
    settings = settings_of(options)
    brief = brief_of(options, settings)
    if options.transcript:
        review = _review_text(options.transcript, brief)
        print_review(review, brief=brief, as_json=options.json)
        return ExitCode.OK
    engine = Engine(settings.model)
    failures: list[VoiceStarError] = []
    for path in options.files:
        try:
            review = engine.review(path, brief)
        except VoiceStarError as error:
            complain(str(error))
            failures.append(error)
        else:
            print_review(review, brief=brief, as_json=options.json)
    return code_of_all(failures, n_done=len(options.files) - len(failures))


def _review_text(source: str, brief: Brief) -> Review:
    from voice_star.analysis.star import StarJudge
    from voice_star.pipeline import review_lines

    text = read_text(
        source,
        what="transcript",
        way_out="A recording is reviewed without --transcript. ",
    )
    return review_lines(text.splitlines(), judge=StarJudge(), brief=brief)
