"""The command `voice-star`, and `python -m voice_star`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from voice_star.cli.main import run
from voice_star.thrift import be_thrifty

if TYPE_CHECKING:
    import argparse

    from voice_star.cli.exit_code import ExitCode


_BY_SIGNAL = 128
"""Added to the number of the signal that ended a process, as shells do."""


def main() -> None:
    """Run the command line and exit with its code."""
    be_thrifty()
    sys.exit(run(sys.argv[1:], bare=open_app))


def open_app(options: argparse.Namespace) -> ExitCode:
    """Open the app; review the sample where there is no terminal to open it on.

    Raises:
        SettingsError: If the settings make no sense.
    """
    from voice_star.cli.briefing import settings_of
    from voice_star.cli.exit_code import ExitCode
    from voice_star.cli.review import review_sample

    if not _has_screen():
        return review_sample(options)
    settings = settings_of(options)
    from voice_star.cli.kept import drop_old_sound

    drop_old_sound()
    from voice_star.tui.start import start

    signal = start(settings)
    return ExitCode.OK if signal is None else ExitCode(_BY_SIGNAL + signal)


def _has_screen() -> bool:
    """Tell whether keys come in, and what is drawn is seen: textual draws on stderr."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(one.isatty() for one in streams) and os.environ.get("TERM") != "dumb"


if __name__ == "__main__":
    main()
