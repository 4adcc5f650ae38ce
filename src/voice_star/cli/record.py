"""`voice-star record`: record an answer, hear it while it is spoken, review it."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.cli.briefing import add_brief_to, brief_of, settings_of
from voice_star.cli.outfile import check_outfile
from voice_star.errors import MicrophoneError

if TYPE_CHECKING:
    from voice_star.cli.exit_code import ExitCode
    from voice_star.cli.sitting import Sitting
    from voice_star.domain.timeline import Seconds


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    record = commands.add_parser(
        "record",
        help="record an answer and review it",
        description="Record an answer, hear it while it is spoken, and review it. "
        "space starts and pauses, enter stops, escape throws away. Every take is kept.",
    )
    add_brief_to(record)
    record.add_argument("--story", metavar="NAME", help="which story is told")
    record.add_argument(
        "--device",
        metavar="NAME",
        help="a microphone of `voice-star devices`, or part of its name",
    )
    record.add_argument(
        "--max", metavar="TIME", type=_time, help="stop after so much: 5m, 90s, 1:30"
    )
    _add_output_to(record)
    record.add_argument(
        "--model",
        metavar="NAME",
        help="a name of `voice-star model list`, or a folder that holds a model",
    )
    record.add_argument(
        "--larger-model",
        metavar="NAME",
        help="who hears the answer again after its review, where it is a larger model "
        "than the first; none for nobody",
    )
    record.add_argument(
        "--no-cues", action="store_true", help="say nothing while I speak"
    )
    record.set_defaults(command=_record)


def _add_output_to(record: argparse.ArgumentParser) -> None:
    record.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help="copy the recording to a file as well, as flac or wav",
    )
    record.add_argument(
        "--force", action="store_true", help="replace what is in the file of --out"
    )
    record.add_argument(
        "--json", action="store_true", help="print one JSON document for a review"
    )


def _record(options: argparse.Namespace) -> ExitCode:
    from voice_star.cli.desk import Desk, is_at_terminal
    from voice_star.cli.kept import drop_old_sound
    from voice_star.cli.recover import tell_of_cut_off
    from voice_star.cli.signals import noted_signals

    sitting = _sitting_of(options)
    tell_of_cut_off()
    drop_old_sound()
    with noted_signals() as ending:
        desk = Desk(ending, has_terminal=is_at_terminal())
        try:
            return sitting.hold(desk)
        except MicrophoneError as error:
            raise MicrophoneError(f"{error} {_way_out()}") from error


def _sitting_of(options: argparse.Namespace) -> Sitting:
    """Return what a command line asks for.

    Raises:
        VoiceStarError: If any of it cannot be had.
    """
    from voice_star.audio.microphone import Microphone
    from voice_star.cli.sitting import Sitting
    from voice_star.loading import larger_model, load_ahead
    from voice_star.places import takes_folder
    from voice_star.studio import Studio

    settings = settings_of(options)
    brief = brief_of(options, settings)
    if options.out is not None:
        check_outfile(options.out, may_replace=options.force)
    studio = Studio(
        Microphone(options.device or settings.microphone),
        folder=takes_folder(),
        load=partial(load_ahead, settings.model),
        brief=brief,
        cues=replace(settings.cues, show=settings.cues.show and not options.no_cues),
        larger=larger_model(settings.model, settings.larger_model),
    )
    return Sitting(
        studio,
        brief,
        options.max,
        options.out,
        as_json=options.json,
        story=options.story,
    )


def _way_out() -> str:
    """Say what can be done without a microphone."""
    if os.environ.get("SSH_CONNECTION"):
        return (
            "Over SSH it is the other machine that listens: record on your own, copy "
            "the file over, and review it with: voice-star review FILE"
        )
    return "A recording made elsewhere is reviewed with: voice-star review FILE"


def _time(text: str) -> Seconds:
    """Read how long a take may be.

    Raises:
        argparse.ArgumentTypeError: If it is no length of time.
    """
    from voice_star.domain.lengths import length_of_time

    try:
        return length_of_time(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
