"""The file of settings: one value changed, and all else as the user wrote it."""

from __future__ import annotations

import json
import re
import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from voice_star.errors import SettingsError
from voice_star.settings import KEYS, check_document

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.settings import Settings

TEMPLATE = """\
# Settings of voice_star; all of them are optional. `voice-star settings` shows what
# holds, and docs/command-line.md says what each one means.

# target = "2m"
# model = "base"
# microphone = "USB"

[app]
# theme = "dark"

[bands]
# pace = [110, 190]

[cues]
# show = true

[keep]
# sound_days = 90
"""
"""What stands in a new file."""

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?")


def known_key(said: str) -> str:
    """Return a key as the file has it, ``bands.pace`` for instance.

    Raises:
        SettingsError: If there is none of that name.
    """
    if said in KEYS:
        return said
    inner = [key for key in KEYS if key.partition(".")[2] == said]
    if len(inner) == 1:
        return inner[0]
    (nearest,) = get_close_matches(said, KEYS, n=1, cutoff=0.0)
    raise SettingsError(f"{said!r} is no setting; the nearest is {nearest}.")


def value_of(text: str) -> Any:  # noqa: ANN401 - whatever TOML knows
    """Return what a user means by a value: what TOML reads it as, or else a text."""
    try:
        document = tomllib.loads(f"value = {text}\n")
    except (ValueError, RecursionError):
        return text
    return document["value"] if set(document) == {"value"} else text


def as_toml(value: object) -> str:
    """Return a value as it is written in the file.

    Raises:
        SettingsError: If no setting has such a value.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if abs(value) < 1e6 else repr(value)  # noqa: PLR2004
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(as_toml, value))}]"
    raise SettingsError(f"{value!r} is no value of a setting.")


def values_of(settings: Settings) -> dict[str, Any]:
    """Return what holds, by key; None for a model that nobody named."""
    values: dict[str, Any] = {}
    for key in KEYS:
        table, _, name = key.rpartition(".")
        if key == "target":
            values[key] = settings.bands.target
        else:
            values[key] = getattr(getattr(settings, table) if table else settings, name)
    return values


def with_value(
    text: str,
    key: str,
    value: Any,  # noqa: ANN401 - whatever TOML knows
    *,
    path: Path,
) -> str:
    """Return a file with one value changed.

    Args:
        text: What is in the file.
        key: One that `known_key` returned.
        value: What `value_of` returned.
        path: Of the file, for what is said.

    Raises:
        SettingsError: If the value makes no sense, or the file is written in a way
            that only a person should change.
    """
    before = _loaded(text, path)
    table, _, name = key.rpartition(".")
    wanted = before | {
        table or name: {**before.get(table, {}), name: value} if table else value
    }
    check_document(wanted, source=str(path))
    line = f"{name} = {as_toml(value)}"
    return _checked(_changed(text, table, name, line), wanted, path)


def _checked(changed: str, wanted: dict[str, Any], path: Path) -> str:
    """Return a file that was changed, if it says now what it was to say.

    Raises:
        SettingsError: If it does not.
    """
    try:
        is_right = tomllib.loads(changed) == tomllib.loads(_dumped(wanted))
    except ValueError:
        is_right = False
    if not is_right:
        raise SettingsError(
            f"{path} is written in a way that only you should change. Do so with: "
            "voice-star settings edit"
        )
    return changed


def says(text: str, key: str, *, path: Path) -> bool:
    """Tell whether a file says anything of a key.

    Raises:
        SettingsError: If it makes no sense.
    """
    document = _loaded(text, path)
    table, _, name = key.rpartition(".")
    return name in (document.get(table, {}) if table else document)


def without_value(text: str, key: str, *, path: Path) -> str:
    """Return a file in which nothing is said of one key, so that the usual holds.

    Args:
        text: What is in the file.
        key: One that `known_key` returned.
        path: Of the file, for what is said.

    Raises:
        SettingsError: If the file says nothing of it, makes no sense without it, or is
            written in a way that only a person should change.
    """
    wanted = _loaded(text, path)
    table, _, name = key.rpartition(".")
    inner = wanted.get(table, {}) if table else wanted
    if name not in inner:
        raise SettingsError(f"{path} says nothing of {key}: the usual holds already.")
    rest = {one: value for one, value in inner.items() if one != name}
    wanted = wanted | {table: rest} if table else rest
    check_document(wanted, source=str(path))
    return _checked(_changed(text, table, name, None), wanted, path)


def _loaded(text: str, path: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path} is not TOML: {error}.") from error
    check_document(document, source=str(path))
    return document


def _dumped(document: dict[str, Any]) -> str:
    """Return a document without a comment, to hold others against."""
    top = [
        f"{key} = {as_toml(value)}"
        for key, value in document.items()
        if not isinstance(value, dict)
    ]
    for key, table in document.items():
        if isinstance(table, dict):
            top.append(f"[{key}]")
            top += [f"{name} = {as_toml(value)}" for name, value in table.items()]
    return "\n".join(top)


def _changed(text: str, table: str, name: str, line: str | None) -> str:
    """Return a file with a line in place of the one with its name, or put in anew.

    None takes the line out that has the name; there is one then.
    """
    lines = text.split("\n")
    begin, end = _bounds(lines, table)
    if begin is None:
        if line is None:
            return text
        return f"{text.rstrip()}\n\n[{table}]\n{line}\n".lstrip("\n")
    assigned = re.compile(rf"\s*{re.escape(name)}\s*=")
    for index in range(begin, end):
        if assigned.match(lines[index]):
            put = [] if line is None else [line]
            return "\n".join([*lines[:index], *put, *lines[index + 1 :]])
    if line is None:
        return text
    last = end
    while last > begin and not lines[last - 1].strip():
        last -= 1
    return "\n".join([*lines[:last], line, *lines[last:]])


def _bounds(lines: list[str], table: str) -> tuple[int | None, int]:
    """Return the lines within a table, "" for those before the first; None if none."""
    begin, end = (0 if not table else None), len(lines)
    for index, line in enumerate(lines):
        found = _TABLE.fullmatch(line)
        if found is None:
            continue
        if begin is not None:
            return begin, index
        if found[1].strip() == table:
            begin = index + 1
    return begin, end
