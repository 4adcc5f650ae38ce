"""The layout of a job advertisement: which of its lines may ask for something."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_READ = 100_000
"""Letters; no advertisement is as long, and whatever follows is something else."""

_HEADING_WORDS = 9
_ITEM_LETTERS = 600
"""An item that goes on for longer is no item; its beginning will do."""

_BULLET = re.compile(
    r"^\s*(?:[-*•·–—▪▸►◦‣●○■□✓✔✅➤➢»>→➔⇒⇨+]+|\(?\d{1,2}[.)]|\(?[a-z][.)]|o(?=\s{1,4}[A-Z]))\s*"
    r"(?=\S)"
)
_MARKDOWN = re.compile(r"^#+\s*|\*\*|__|`")
_INLINE = re.compile(r"\s+(?=[•▪▸►●■✓✔➤*]\s)")
"""Before a bullet that has lost its line, as happens when text is copied."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'“(])")
_HANGING = re.compile(r"(,|\b(and|or|the|a|an|of|to|in|with|for|our|your|by|on|at))$")


class Section(Enum):
    """What a heading says of the lines under it."""

    ASKING = "asking"
    PLAIN = "plain"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Item:
    """A bullet or a sentence of an advertisement, and the section it stands in."""

    text: str
    section: Section
    is_bullet: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """How advertisements are worded, as one expression a question."""

    skipped: re.Pattern[str]
    asking: re.Pattern[str]
    lead_in: re.Pattern[str]
    cue: re.Pattern[str]
    notice: re.Pattern[str]
    credential: re.Pattern[str]
    tail: re.Pattern[str]
    verbs: frozenset[str]
    english: frozenset[str]


def read_items(text: str) -> Iterator[Item]:
    """Yield what may ask for something, in order; notices and offers left out."""
    section, previous_blank = Section.PLAIN, True
    for line, is_bullet in _joined(_plain(text)):
        if not line:
            previous_blank = True
            continue
        kind, rest = (None, line) if is_bullet else _heading(line, previous_blank)
        previous_blank = False
        if kind is not None:
            section = kind
        if rest and section is not Section.SKIPPED:
            yield from _items(rest, section, is_bullet=is_bullet)


@lru_cache(maxsize=1)
def read_wording() -> Wording:
    """Return the expressions; they are read once."""
    source = files("voice_star.data").joinpath("job_ads.toml").read_text("utf-8")
    table = tomllib.loads(source)
    headings, items, words = table["headings"], table["items"], table["words"]
    return Wording(
        skipped=_either(headings["skipped"], "^(?:{})$"),
        asking=_either(headings["asking"], "^(?:{})$"),
        lead_in=_either(items["lead_in"], r"^(?:{})(?=\W|$)\s*"),
        cue=_either(items["cue"], r"\b(?:{})\b"),
        notice=_either(items["notice"], "{}"),
        credential=_either(items["credential"], "{}"),
        tail=_either(items["tail"], "(?:{})"),
        verbs=frozenset(words["verbs"].split()),
        english=frozenset(words["english"].split()),
    )


def _either(lines: str, form: str) -> re.Pattern[str]:
    listed = [line for line in lines.strip().splitlines() if not line.startswith("#")]
    return re.compile(form.format("|".join(listed)), re.IGNORECASE)


def _plain(text: str) -> list[str]:
    """Return its lines without what only machines see."""
    text = unicodedata.normalize("NFKC", text[:_MOST_READ]).replace("’", "'")
    kept = (
        letter if letter in "\n\t" or unicodedata.category(letter)[0] != "C" else " "
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
    )
    lines = _INLINE.sub("\n", "".join(kept)).split("\n")
    return [_MARKDOWN.sub("", line).rstrip() for line in lines]


def _joined(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield lines, those that were wrapped put together, and whether it is a bullet."""
    text, is_bullet = "", False
    for line in lines:
        bullet = _BULLET.match(line)
        stripped = line.strip()
        goes_on = stripped[:1].islower() or bool(_HANGING.search(text.lower()))
        if text and stripped and not bullet and goes_on and text[-1] not in ".!?:":
            text = f"{text} {stripped}"
            continue
        if text:
            yield text, is_bullet
        if not stripped:
            yield "", False
        text = line[bullet.end() :].strip() if bullet else stripped
        is_bullet = bullet is not None
    if text:
        yield text, is_bullet


def _heading(line: str, previous_blank: bool) -> tuple[Section | None, str]:  # noqa: FBT001 - both are what is known of the line
    """Return the section that a line opens, if it does, and what else it says."""
    before, colon, after = line.partition(":")
    name = before.strip(" -–—?!.")
    if len(name.split()) > _HEADING_WORDS:
        return None, line
    wording, after = read_wording(), after.strip()
    if not after or colon:
        if wording.skipped.match(name):
            return Section.SKIPPED, ""
        if wording.asking.match(name) and not line.endswith("."):
            return Section.ASKING, after
    looks = previous_blank and not line.endswith((".", ",", ";")) and _is_title(name)
    if (colon and not after) or looks:
        return Section.PLAIN, ""
    return None, line


def _is_title(name: str) -> bool:
    """Tell a heading nobody knows by its capitals."""
    words = [word for word in name.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return bool(words) and (name.isupper() or capitals == len(words))


def _items(text: str, section: Section, *, is_bullet: bool) -> Iterator[Item]:
    wording = read_wording()
    for sentence in _SENTENCE.split(text):
        item = sentence.strip()[:_ITEM_LETTERS]
        if item and not wording.notice.search(item):
            yield Item(item, section, is_bullet)
