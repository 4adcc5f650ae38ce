"""What an answer is held against: a job, and the length that is aimed at."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voice_star.cli.texts import STDIN, read_text
from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.errors import UnreadableTextError

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds

_SHORTEST: Seconds = 10.0
_LONGEST: Seconds = 3600.0
"""Beyond these nobody means the length of an answer: a unit was left out."""

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_CLOCK = re.compile(r"(?P<minutes>[0-9]+):(?P<seconds>[0-5][0-9])")
_UNITS = re.compile(
    rf"(?:(?P<minutes>{_NUMBER}) ?m(?:in)?)? ?(?:(?P<seconds>{_NUMBER}) ?s?(?:ec)?)?"
)


@dataclass(frozen=True, slots=True)
class Aims:
    """What an answer is held against.

    Attributes:
        job: The text of a job advertisement; None where none was named.
        bands: The length of the whole, and what each part has of it.
    """

    job: str | None = None
    bands: Bands = DEFAULT_BANDS


def add_aims_to(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what an answer is held against."""
    parser.add_argument(
        "--job",
        metavar="FILE",
        help="hold the answer against a job advertisement, a plain text; - is stdin",
    )
    parser.add_argument(
        "--target",
        metavar="TIME",
        type=length_of_answer,
        help="the length to aim at: 2m, 90s, 1:30, or seconds (otherwise 2m)",
    )


def aims_of(options: argparse.Namespace) -> Aims:
    """Return the aims that a command line names.

    Raises:
        UnreadableTextError: If the job cannot be read, or says nothing.
    """
    target: Seconds | None = options.target
    return Aims(
        job=None if options.job is None else _read_job(options.job),
        bands=DEFAULT_BANDS
        if target is None
        else replace(DEFAULT_BANDS, target=target),
    )


def length_of_answer(text: str) -> Seconds:
    """Read a length such as ``2m``, ``90s``, ``1m30s``, ``1:30`` or ``120``.

    Raises:
        argparse.ArgumentTypeError: If it is none, or no answer lasts that long.
    """
    stripped = text.strip().lower()
    found = _CLOCK.fullmatch(stripped) or _UNITS.fullmatch(stripped)
    if not stripped or found is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no length of time; write 2m, 90s, 1:30, or seconds: 120"
        )
    seconds = 60 * float(found["minutes"] or 0) + float(found["seconds"] or 0)
    if not _SHORTEST <= seconds <= _LONGEST:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no length of an answer: aim at 10 seconds to an hour"
        )
    return seconds


def _read_job(source: str) -> str:
    text = read_text(source, what="job advertisement")
    if not any(letter.isalnum() for letter in text):
        name = "stdin" if source == STDIN else source
        raise UnreadableTextError(
            f"The job advertisement {name} holds no words. Save its text as it was "
            "published."
        )
    return text
