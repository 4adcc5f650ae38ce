"""`voice-star settings`: what is settled, shown and changed."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

from voice_star.cli.briefing import settings_of
from voice_star.cli.exit_code import ExitCode
from voice_star.cli.terminal import note
from voice_star.errors import SettingsError
from voice_star.places import config_file

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and those below it to the grammar."""
    settings = commands.add_parser(
        "settings",
        help="show or change the settings",
        description="Show the settings that hold, or change the file they are in.",
    )
    settings.set_defaults(command=_get, key=None)
    below = settings.add_subparsers(metavar="WHAT")
    getting = below.add_parser("get", help="show one, or all")
    getting.add_argument("key", nargs="?", metavar="KEY", help="such as bands.pace")
    getting.set_defaults(command=_get)
    setting = below.add_parser("set", help="write one to the file")
    setting.add_argument("key", metavar="KEY", help="such as target or bands.pace")
    setting.add_argument("value", metavar="VALUE", help='such as 90s or "[120, 180]"')
    setting.set_defaults(command=_set)
    unsetting = below.add_parser("unset", help="take one out of the file")
    unsetting.add_argument("key", metavar="KEY", help="such as target or bands.pace")
    unsetting.set_defaults(command=_unset)
    editing = below.add_parser("edit", help="open the file in your editor")
    editing.set_defaults(command=_edit)
    placing = below.add_parser("path", help="print where the file is")
    placing.set_defaults(command=_path)


def _get(options: argparse.Namespace) -> ExitCode:
    from voice_star.report.plain import printable
    from voice_star.settingsfile import as_toml, known_key, values_of

    wanted = None if options.key is None else known_key(options.key)
    values = values_of(settings_of(options))
    if wanted is not None:
        value = values[wanted]
        shown = "" if value is None else as_toml(value)
        sys.stdout.write(f"{printable(shown)}\n")
        return ExitCode.OK
    table = ""
    for key, value in values.items():
        within, _, name = key.rpartition(".")
        if within != table:
            table = within
            sys.stdout.write(f"\n[{table}]\n")
        if value is None:
            sys.stdout.write(f"# {name} is the usual one\n")
        else:
            sys.stdout.write(f"{name} = {printable(as_toml(value))}\n")
    return ExitCode.OK


def _set(options: argparse.Namespace) -> ExitCode:
    from voice_star.settings import VARIABLES
    from voice_star.settingsfile import as_toml, known_key, value_of
    from voice_star.settingskeeper import SettingsKeeper

    key, value = known_key(options.key), value_of(options.value)
    path = config_file()
    SettingsKeeper(path).change(key, value)
    note(f"{key} = {as_toml(value)} in {path}")
    if os.environ.get(VARIABLES.get(key, "")):
        note(f"{VARIABLES[key]} says otherwise, and goes before it.")
    if key == "keep.sound_days" and value:
        note(
            f"Recordings older than {value:g} days are deleted from now on, when "
            "voice-star is started next."
        )
    return ExitCode.OK


def _unset(options: argparse.Namespace) -> ExitCode:
    from voice_star.settings import VARIABLES
    from voice_star.settingsfile import known_key
    from voice_star.settingskeeper import SettingsKeeper

    key, path = known_key(options.key), config_file()
    SettingsKeeper(path).remove(key)
    note(f"{key} is the usual one again: it is no more in {path}")
    if os.environ.get(VARIABLES.get(key, "")):
        note(f"{VARIABLES[key]} says otherwise, and goes before it.")
    return ExitCode.OK


def _edit(_options: argparse.Namespace) -> ExitCode:
    import subprocess

    from voice_star.settings import read_settings
    from voice_star.settingsfile import TEMPLATE
    from voice_star.settingskeeper import write_settings

    path = config_file()
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise SettingsError(
            f"No editor is named. Set EDITOR to one, or open {path} yourself."
        )
    try:
        command = [*shlex.split(editor), str(path)]
        if not path.exists():
            write_settings(path, TEMPLATE)
        done = subprocess.run(command, check=False)  # noqa: S603 - the user's own
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"The editor {editor!r} could not be started ({error}). Set EDITOR to "
            f"another one, or open {path} yourself."
        ) from error
    if done.returncode:
        raise SettingsError(f"The editor {editor!r} ended with {done.returncode}.")
    read_settings(path)
    note(f"The settings in {path} make sense.")
    return ExitCode.OK


def _path(_options: argparse.Namespace) -> ExitCode:
    from voice_star.report.plain import printable

    sys.stdout.write(f"{printable(str(config_file()))}\n")
    return ExitCode.OK
