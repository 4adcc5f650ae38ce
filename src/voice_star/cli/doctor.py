"""`voice-star doctor`: whether everything that recording needs is in order."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.terminal import write_to_stderr
from voice_star.report.plain import counted, printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from voice_star.checkup import Finding
    from voice_star.settings import Settings


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    doctor = commands.add_parser(
        "doctor",
        help="see whether everything is in order",
        description="See whether everything that recording needs is in order: each "
        "line is ok, or says how to mend it. Listens for 2 s and keeps nothing.",
    )
    doctor.add_argument(
        "--device",
        metavar="NAME",
        help="a microphone of `voice-star devices`, or part of its name",
    )
    doctor.add_argument(
        "--model",
        metavar="NAME",
        help="a name of `voice-star model list`, or a folder that holds a model",
    )
    doctor.set_defaults(command=_doctor)


def _doctor(options: argparse.Namespace) -> ExitCode:
    from voice_star.checkup import Patient, examine

    settled = _settled()
    patient = Patient(
        options.device or settled.microphone, options.model or settled.model, _say
    )
    n_mends = 0
    try:
        for finding in examine(patient):
            _say("")
            sys.stdout.write("".join(f"{line}\n" for line in _lines(finding)))
            sys.stdout.flush()
            n_mends += bool(finding.mend)
    finally:
        _say("")
    if n_mends:
        sys.stdout.write(f"{counted(n_mends, 'thing')} to mend.\n")
        return ExitCode.PARTLY
    sys.stdout.write("All is well.\n")
    return ExitCode.OK


def _settled() -> Settings:
    """Return the settings; of broken ones, which a doctor looks at, the usual ones."""
    import os

    from voice_star.errors import SettingsError
    from voice_star.places import config_file
    from voice_star.settings import Settings, read_settings

    with contextlib.suppress(SettingsError):
        return read_settings(config_file(), environ=os.environ)
    return Settings()


def _lines(finding: Finding) -> Iterator[str]:
    """Yield what was found, and below it what to do; broken where a terminal ends."""
    head = "mend" if finding.mend else "ok"
    yield from _wrapped(finding.text, f"{head:<5} {finding.subject:<11} ")
    if finding.mend:
        yield from _wrapped(finding.mend, f"{'':<18}-> ")


def _wrapped(text: str, lead: str) -> Iterator[str]:
    import shutil
    import textwrap

    width = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 999
    yield from textwrap.wrap(
        printable(text),
        max(60, width),
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _say(text: str) -> None:
    """Say on a terminal what is going on, in place of what was said before."""
    if sys.stderr.isatty():
        write_to_stderr(f"\r\033[K{text}")
