"""What an answer is held against, as the command line says it."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from voice_star.domain.brief import Brief
from voice_star.errors import UnreadableTextError
from voice_star.places import config_file
from voice_star.texts import STDIN, read_text

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds
    from voice_star.settings import Settings


def add_brief_to(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what an answer is held against."""
    parser.add_argument("--question", metavar="TEXT", help="what was asked")
    parser.add_argument(
        "--job",
        metavar="FILE",
        help="hold the answer against a job advertisement: a plain text, - for stdin, "
        "or a name of `voice-star jobs`",
    )
    parser.add_argument(
        "--target",
        metavar="TIME",
        type=_target,
        help="the length to aim at: 2m, 90s, 1:30, or seconds (otherwise 2m)",
    )


def brief_of(options: argparse.Namespace, settings: Settings) -> Brief:
    """Return what a command line says of what the answer is held against.

    Raises:
        UnreadableTextError: If the job cannot be read, or says nothing.
    """
    return Brief(
        question=options.question,
        asks=None if options.job is None else _read_asks(options.job),
        bands=settings.bands,
    )


def settings_of(options: argparse.Namespace) -> Settings:
    """Return what is settled: by the command line, the environment, the file.

    A command line without a command has no options that could settle anything.

    Raises:
        SettingsError: If the file or the environment makes no sense.
    """
    from voice_star.settings import read_settings

    return read_settings(
        config_file(),
        environ=os.environ,
        overrides={
            key: getattr(options, key, None)
            for key in ("target", "model", "larger_model")
        },
    )


def _target(text: str) -> Seconds:
    """Read the length of an answer.

    Raises:
        argparse.ArgumentTypeError: If it is none, or no answer lasts that long.
    """
    from voice_star.domain.lengths import length_of_answer

    try:
        return length_of_answer(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _read_asks(source: str) -> tuple[str, ...]:
    from voice_star.analysis.job import read_job
    from voice_star.cli.jobs import job_source

    text = read_text(job_source(source), what="job advertisement")
    if not any(letter.isalnum() for letter in text):
        name = "stdin" if source == STDIN else source
        raise UnreadableTextError(
            f"The job advertisement {name} holds no words. Save its text as it was "
            "published."
        )
    return read_job(text)
