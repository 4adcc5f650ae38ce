"""The command line's grammar, and what happens to whatever goes wrong in a command.

Nothing heavy is imported here: `voice-star --help` must answer at once.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeAlias

from voice_star import __version__
from voice_star.cli import (
    backup,
    compare,
    devices,
    doctor,
    export,
    forget,
    history,
    importing,
    jobs,
    model,
    play,
    questions,
    record,
    recover,
    rejudge,
    review,
    settings,
    show,
    stories,
    trend,
)
from voice_star.cli.exit_code import ExitCode, code_of
from voice_star.cli.terminal import complain
from voice_star.errors import VoiceStarError

Command: TypeAlias = Callable[[argparse.Namespace], ExitCode]

_COMMANDS = (
    record,
    review,
    history,
    show,
    play,
    compare,
    trend,
    questions,
    stories,
    jobs,
    export,
    importing,
    rejudge,
    forget,
    backup,
    recover,
    devices,
    doctor,
    settings,
    model,
)

_EPILOG = """\
exit codes: 0 done, 1 some of several failed or the doctor found something to
mend, 2 wrong usage, 3 a file could not be read, 4 nobody speaks in it, 5 the
speech model is missing or damaged, 6 the result could not be written, 7 a take
could not be recorded, 8 there is no microphone, 9 the history could not be read
or written, 129 the terminal was closed, 130 interrupted, 143 told to end.
Nothing leaves your machine.
"""


def parser(bare: Command = review.review_sample) -> argparse.ArgumentParser:
    """Return the grammar of all commands.

    Args:
        bare: What is done where no command is named.
    """
    top = argparse.ArgumentParser(
        prog="voice-star",
        description="A coach for spoken interview answers. Without a command it\n"
        "opens the app, or reviews its sample answer where there is no terminal.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"voice-star {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for command in _COMMANDS:
        command.add_to(commands)
    top.set_defaults(command=bare)
    return top


def run(arguments: Sequence[str], *, bare: Command = review.review_sample) -> ExitCode:
    """Run one command line; every failure becomes a sentence and an exit code.

    Args:
        arguments: Without the name of the program.
        bare: What is done where no command is named.
    """
    _settle_streams()
    try:
        options = _parsed(arguments, bare)
        command: Command = options.command
        code = command(options)
        if code is ExitCode.HUNG_UP:
            # Python would try once more to write what nobody can read.
            _leave_at_once(code)
        sys.stdout.flush()
    except VoiceStarError as error:
        complain(str(error))
        return code_of(error)
    except BrokenPipeError:
        # Whoever read our output has seen enough: `voice-star review x | head`.
        return _stop_writing(ExitCode.OK)
    except OSError as error:
        if not _is_about_output(error):
            raise
        complain(f"The result could not be written: {error.strerror}.")
        return _stop_writing(ExitCode.OUTPUT)
    except KeyboardInterrupt:
        complain("Stopped.")
        _leave_at_once(ExitCode.INTERRUPTED)
    return code


def _parsed(arguments: Sequence[str], bare: Command) -> argparse.Namespace:
    """Read a command line; help, too, is a result that must reach its reader."""
    try:
        return parser(bare).parse_args(arguments)
    finally:
        sys.stdout.flush()


def _settle_streams() -> None:
    """Make sure that there are streams, and that no odd name of a file stops them."""
    # Python has none of those that were closed before it started: `voice-star x 2>&-`.
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115 - open until the end
    if sys.stdout is None:
        # Open for reading: a call that has nothing to write is no failure, and any
        # other fails as it would on a full disk.
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _is_about_output(error: OSError) -> bool:
    """Tell an error of writing stdout from one of a file: those we name ourselves."""
    return error.filename is None


def _stop_writing(code: ExitCode) -> ExitCode:
    """Keep the interpreter from trying to write again as it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _leave_at_once(code: ExitCode) -> None:
    """End the process without waiting for the speech model to finish its piece."""
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
