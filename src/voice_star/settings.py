"""What the user has settled: read from TOML, the environment and the command line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from voice_star.domain.bands import (
    DEFAULT_BANDS,
    LONGEST_TARGET,
    SHORTEST_TARGET,
    Bands,
)
from voice_star.domain.cues import DEFAULT_CUES, CueBounds
from voice_star.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from voice_star.domain.timeline import Seconds


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has settled; without a word from the user, the defaults.

    Attributes:
        model: A speech model's name or folder; None for the usual one.
        bands: What is aimed at, the target length among it.
        cues: What a speaker is told while speaking, and when.
        gentle: Whether the app shows reviews without figures at first.
    """

    model: str | None = None
    bands: Bands = DEFAULT_BANDS
    cues: CueBounds = DEFAULT_CUES
    gentle: bool = False


VARIABLES = {"model": "VOICE_STAR_MODEL", "target": "VOICE_STAR_TARGET"}
"""What the environment can settle, and by which variable."""

_TOP = ("target", "model", "gentle", "bands", "cues")
"""The keys outside any table. The target stands here: it is what people change."""

_BANDS = tuple(field.name for field in fields(Bands) if field.name != "target")

_BAND_NAME = re.compile(rf"\b({'|'.join(_BANDS)})\b")

_CUES = tuple(field.name for field in fields(CueBounds))

_DEFAULTS = {"bands": DEFAULT_BANDS, "cues": DEFAULT_CUES}
"""The tables, with what stands in them where nobody says otherwise."""

KEYS = (
    "target",
    "model",
    "gentle",
    *(f"bands.{name}" for name in _BANDS),
    *(f"cues.{name}" for name in _CUES),
)
"""All there is to settle, each by its table and name."""

_PAIR = 2

_COUNT = r"[0-9]+(?:\.[0-9]+)?"
_CLOCK = re.compile(r"(?P<minutes>[0-9]+):(?P<seconds>[0-5][0-9])")
_UNITS = re.compile(
    rf"(?:(?P<minutes>{_COUNT}) ?m(?:in)?)? ?(?:(?P<seconds>{_COUNT}) ?s?(?:ec)?)?"
)


def length_of_answer(text: str) -> Seconds:
    """Read a length such as ``2m``, ``90s``, ``1m30s``, ``1:30`` or ``120``.

    Raises:
        ValueError: If it is none, or no answer lasts that long; the message begins
            with the text.
    """
    seconds = _seconds(text)
    if not SHORTEST_TARGET <= seconds <= LONGEST_TARGET:
        raise ValueError(
            f"{text!r} is no length of an answer: aim at 10 seconds to an hour"
        )
    return seconds


def length_of_time(text: str) -> Seconds:
    """Read a length as `length_of_answer` does, of any size above 0.

    Raises:
        ValueError: If it is none; the message begins with the text.
    """
    seconds = _seconds(text)
    if seconds == 0:
        raise ValueError(f"{text!r} is no time at all")
    return seconds


def _seconds(text: str) -> Seconds:
    stripped = text.strip().lower()
    found = _CLOCK.fullmatch(stripped) or _UNITS.fullmatch(stripped)
    if not stripped or found is None:
        raise ValueError(
            f"{text!r} is no length of time; write 2m, 90s, 1:30, or seconds: 120"
        )
    return 60 * float(found["minutes"] or 0) + float(found["seconds"] or 0)


def read_settings(
    path: Path,
    *,
    environ: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> Settings:
    """Read the settings: command line over environment over file.

    Args:
        path: The file; one that is not there settles nothing.
        environ: Variables of the environment, of which `VARIABLES` count.
        overrides: `target` and `model` from the command line; None is not given.

    Raises:
        SettingsError: If the file cannot be read, or anything in it or in the
            environment makes no sense. The message says where, and what would do.
    """
    settings = _merged(Settings(), _read(path), source=str(path))
    given = environ or {}
    for key, variable in VARIABLES.items():
        if given.get(variable):
            settings = _merged(settings, {key: given[variable]}, source=variable)
    said = {key: value for key, value in (overrides or {}).items() if value is not None}
    return _merged(settings, said, source="the command line")


def check_document(document: Mapping[str, Any], *, source: str) -> None:
    """See that a file makes sense before it is written.

    Raises:
        SettingsError: If anything in it does not.
    """
    _merged(Settings(), document, source=source)


def _read(path: Path) -> dict[str, Any]:
    try:
        # Editors on Windows like to begin a file with a byte order mark.
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not TOML: {error}.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not a text in UTF-8.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(f"{path} cannot be read: {reason}.") from error


def _merged(settings: Settings, raw: Mapping[str, Any], *, source: str) -> Settings:
    """Lay what one source says over what was settled before."""
    for key in raw:
        if key not in _TOP:
            raise _unknown(key, source=source)
    model = raw.get("model", settings.model)
    if model is not None and not (isinstance(model, str) and model.strip()):
        raise SettingsError(
            f'In {source}, model must be a name in quotes, such as "base".'
        )
    changes = _table("bands", _BANDS, raw.get("bands", {}), source=source)
    cues = _table("cues", _CUES, raw.get("cues", {}), source=source)
    if "target" in raw:
        changes["target"] = _target(raw["target"], source=source)
    try:
        bands = replace(settings.bands, **changes)
    except ValueError as error:
        # Bands know no table: the user finds the key under the name it has in one.
        said = _BAND_NAME.sub(r"bands.\1", str(error))
        raise SettingsError(f"In {source}, {said}.") from error
    gentle = raw.get("gentle", settings.gentle)
    if not isinstance(gentle, bool):
        raise SettingsError(f"In {source}, gentle must be true or false.")
    try:
        return Settings(model, bands, replace(settings.cues, **cues), gentle)
    except ValueError as error:
        raise SettingsError(f"In {source}, cues.{error}.") from error


def _table(
    name: str, keys: tuple[str, ...], table: object, *, source: str
) -> dict[str, Any]:
    """Return what a table says, as the values of what it stands for."""
    if not isinstance(table, dict):
        raise SettingsError(f"In {source}, {name} must be a table: write [{name}].")
    for key in table:
        if key not in keys:
            nearest = get_close_matches(key, keys, n=1, cutoff=0.0)[0]
            raise SettingsError(
                f"In {source}, {f'{name}.{key}'!r} is not known; the nearest is "
                f"{name}.{nearest}."
            )
    return {
        key: _shaped(name, key, value, source=source) for key, value in table.items()
    }


def _unknown(key: str, *, source: str) -> SettingsError:
    """Tell of a key outside any table, which may belong into one."""
    (nearest,) = get_close_matches(key, (*_TOP, *_BANDS), n=1, cutoff=0.0)
    where = "" if nearest in _TOP else ", which stands under [bands]"
    return SettingsError(
        f"In {source}, {key!r} is not known; the nearest is {nearest}{where}."
    )


def _shaped(
    table: str, key: str, value: object, *, source: str
) -> bool | float | tuple[float, float]:
    """Return a value in the form that its default has: yes or no, a number, or two."""
    name = f"{table}.{key}"
    default = getattr(_DEFAULTS[table], key)
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise SettingsError(f"In {source}, {name} must be true or false.")
        return value
    if not isinstance(default, tuple):
        return _number(name, value, source=source)
    if not isinstance(value, list) or len(value) != _PAIR:
        raise SettingsError(
            f"In {source}, {name} must be two numbers, such as [0.15, 0.20]."
        )
    low, high = (_number(name, one, source=source) for one in value)
    return low, high


def _number(name: str, value: object, *, source: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SettingsError(f"In {source}, {name} must be a number, not {value!r}.")
    try:
        return float(value)
    except OverflowError as error:
        raise SettingsError(f"In {source}, {name} is too large.") from error


def _target(value: object, *, source: str) -> Seconds:
    """Return a length that is a number of seconds, or a text as people write it."""
    if not isinstance(value, str):
        return _number("target", value, source=source)
    try:
        return length_of_answer(value)
    except ValueError as error:
        raise SettingsError(f"In {source}, target: {error}.") from error
