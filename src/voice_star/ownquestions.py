"""The user's own questions: a TOML file of theirs, laid over the bank."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.domain.question import Question, Theme, merge
from voice_star.errors import SettingsError
from voice_star.safefiles import make_private_folder, sync_folder, why_not

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = """\
# Your own questions, and those of the bank that you changed. `voice-star questions`
# writes this file anew whenever it changes something.
"""

_KEYS = ("id", "theme", "text", "hint", "former", "is_retired")


def all_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions of the bank and the user's own, by theme.

    Raises:
        SettingsError: If the file makes no sense, or cannot be read.
    """
    from voice_star.domain.bank import read_bank

    return merge(read_bank(), read_own(path))


def read_own(path: Path) -> tuple[Question, ...]:
    """Return the user's own questions; none where there is no such file.

    Raises:
        SettingsError: If the file makes no sense, or cannot be read.
    """
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SettingsError(
            f"Your questions in {path} cannot be read ({error.strerror}). Mend its "
            "permissions."
        ) from error
    except (ValueError, RecursionError) as error:
        raise _senseless(path, str(error)) from error
    if unknown := set(document) - {"question"}:
        raise _senseless(path, f"it has {min(unknown)!r} beside [[question]]")
    entries = document.get("question", [])
    if not isinstance(entries, list):
        raise _senseless(path, "question must be a list: write [[question]]")
    return tuple(_question(entry, path) for entry in entries)


def write_own(path: Path, questions: Iterable[Question]) -> None:
    """Keep the user's own questions, all of them or as they were before.

    Raises:
        SettingsError: If they cannot be written.
    """
    text = "\n".join([_HEAD, *map(_entry, questions)])
    made = None
    try:
        make_private_folder(path.parent)
        descriptor, made = tempfile.mkstemp(prefix=".questions-", dir=path.parent)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(path)
    except OSError as error:
        raise SettingsError(
            f"{why_not(error)}: your questions in {path} are as they were before."
        ) from error
    finally:
        if made is not None:
            with contextlib.suppress(OSError):
                Path(made).unlink(missing_ok=True)
    sync_folder(path.parent)


def _question(entry: object, path: Path) -> Question:
    """Return what an entry says.

    Raises:
        SettingsError: If it makes no sense.
    """
    if not isinstance(entry, dict):
        raise _senseless(path, "a question must be a table: write [[question]]")
    for key in entry:
        if key not in _KEYS:
            (nearest,) = get_close_matches(key, _KEYS, n=1, cutoff=0.0)
            raise _senseless(path, f"{key!r} is not known; the nearest is {nearest}")
    id_, text, hint = (entry.get(key, "") for key in ("id", "text", "hint"))
    former, is_retired = entry.get("former", []), entry.get("is_retired", False)
    if not isinstance(former, list) or not isinstance(is_retired, bool):
        raise _senseless(path, "former is a list of texts, is_retired true or false")
    if not all(isinstance(one, str) for one in (id_, text, hint, *former)):
        raise _senseless(path, "id, text, hint and former are texts")
    try:
        theme = Theme(entry.get("theme", Theme.OTHER))
        return Question(id_, theme, text, hint, tuple(former), is_retired)
    except ValueError as error:
        raise _senseless(path, str(error)) from error


def _entry(question: Question) -> str:
    lines = [
        "[[question]]",
        f"id = {_quoted(question.id)}",
        f"theme = {_quoted(question.theme.value)}",
        f"text = {_quoted(question.text)}",
        f"hint = {_quoted(question.hint)}",
    ]
    if question.former:
        lines.append(f"former = [{', '.join(map(_quoted, question.former))}]")
    if question.is_retired:
        lines.append("is_retired = true")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    """Return a text as TOML writes it: as JSON does, but for one letter."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _senseless(path: Path, why: str) -> SettingsError:
    return SettingsError(
        f"Your questions in {path} make no sense: {why}. Mend the file, or move it "
        "away."
    )
