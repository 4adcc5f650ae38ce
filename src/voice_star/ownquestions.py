"""The user's own questions: a TOML file of theirs, laid over the bank."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from voice_star.domain.question import Question, Theme, key_of, merge
from voice_star.errors import SettingsError
from voice_star.report.plain import printable
from voice_star.safefiles import why_not, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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
    try:
        write_text(path, text)
    except (OSError, RuntimeError) as error:
        why = why_not(error) if isinstance(error, OSError) else "It links to itself"
        raise SettingsError(
            f"{why}: your questions in {path} are as they were before."
        ) from error


def add_question(
    path: Path, text: str, *, hint: str = "", theme: Theme = Theme.OTHER
) -> Question:
    """Put a question among the user's own, and return it with the id it has got.

    Raises:
        SettingsError: If it is empty or there already, or cannot be kept.
    """
    text, hint = one_line(text), one_line(hint)
    if not text:
        raise SettingsError("A question cannot be empty. Write what is asked.")
    there = all_questions(path)
    for one in there:
        if key_of(text) == key_of(one.text):
            raise SettingsError(f"That is a question already: {one.id}.")
    ids = {question.id for question in there}
    number = next(n for n in range(1, len(ids) + 2) if f"my-{n}" not in ids)
    question = Question(f"my-{number}", theme, text, hint)
    keep_question(path, question)
    return question


def edit_question(
    path: Path, question: Question, *, text: str | None = None, hint: str | None = None
) -> Question:
    """Change the text of a question or its hint, and return it as it is now.

    Raises:
        SettingsError: If the text is empty, or it cannot be kept.
    """
    text = None if text is None else one_line(text)
    hint = None if hint is None else one_line(hint)
    if text == "":
        raise SettingsError("A question cannot be empty. To leave it out, retire it.")
    edited = question.edited(text=text, hint=hint)
    keep_question(path, edited)
    return edited


def retire_question(path: Path, question: Question, *, undo: bool = False) -> Question:
    """Have a question no more proposed, or again; its attempts stay.

    Raises:
        SettingsError: If it cannot be kept.
    """
    retired = replace(question, is_retired=not undo)
    keep_question(path, retired)
    return retired


def keep_question(path: Path, question: Question) -> None:
    """Put a question among the user's own, in place of the one with its id.

    Raises:
        SettingsError: If they cannot be read or written.
    """
    own = {one.id: one for one in read_own(path)}
    write_own(path, (own | {question.id: question}).values())


def one_line(text: str) -> str:
    """Return a text that somebody wrote as one line that steers nothing."""
    return printable(" ".join(text.split()))


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
