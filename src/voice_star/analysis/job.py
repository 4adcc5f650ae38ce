"""What a job asks for, read from its advertisement: short phrases in its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from voice_star.analysis.advertisement import Item, Section, read_items, read_wording
from voice_star.analysis.concepts import Meaning, read_meaning
from voice_star.errors import UnreadableTextError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_ASKS = 12
"""More than these nobody can keep in mind while telling a story."""

_LONGEST = 13
_CUT_TO = 10
"""Words of an ask: one longer than the first is cut to the second, since the rest of a
long line explains it."""

_SPLIT_FROM = 6
"""Words; a shorter line that names two deeds is best left whole."""

_ENGLISH_SHARE = 0.12
"""Part of the words that must be little English ones, or verbs of advertisements;
English has 0.25 and more even in bullets, Dutch and German less than 0.08."""

_ALIKE = 0.6
"""Share of their words in common from which two asks are one."""

_PARTS = re.compile(r"\s*[;,]\s+(?:and\s+|or\s+)?|\s+and\s+")
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = " \t.,;:!?-–—•*\"'()"
_DANGLING = re.compile(
    r"\s+(and|or|the|a|an|of|to|in|with|for|our|your|by|on|at|that|as|from|their|its)$",
    re.IGNORECASE,
)


def read_job(text: str) -> tuple[str, ...]:
    """Return what an advertisement asks for, at most a dozen, without duplicates.

    Left out is what no story shows: papers, years, languages, hours; and what says so
    little ("a can-do attitude") that nobody could tell whether a story shows it.

    Raises:
        UnreadableTextError: If nothing is asked for, or not in English.
    """
    if not _is_english(text):
        raise UnreadableTextError(
            "The job advertisement holds no English text that can be read; "
            "paste its words as plain text."
        )
    found = [
        (ask, read_meaning(ask)) for item in read_items(text) for ask in _asks(item)
    ]
    chosen = _choose(_distinct(found))
    if not chosen:
        raise UnreadableTextError(
            "The job advertisement does not say what the job asks for; "
            "paste the part with the duties or the requirements."
        )
    return tuple(" ".join(ask.split()) for ask in chosen)


def _is_english(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    wording = read_wording()
    known = sum(word in wording.english or word in wording.verbs for word in words)
    return bool(words) and known >= _ENGLISH_SHARE * len(words)


def _asks(item: Item) -> Iterator[str]:
    """Yield the phrases of one item."""
    wording = read_wording()
    text = item.text
    if item.section is Section.PLAIN and not item.is_bullet:
        cue = wording.cue.search(text)
        if cue is None:
            return
        text = text[cue.start() :]
    if wording.credential.search(text):
        return
    for part in _parts(_stripped(text)):
        ask = _shortened(_stripped(part))
        if ask:
            yield ask


def _stripped(text: str) -> str:
    """Take off what leads to the ask: "you will", "experience of", "strong"."""
    lead_in = read_wording().lead_in
    text = text.strip(_ENDS)
    while match := lead_in.match(text):
        if match.end() == len(text):
            break
        text = text[match.end() :].strip(_ENDS)
    return text


def _parts(text: str) -> Iterator[str]:
    """Yield each deed of a list of deeds; anything else as it is."""
    starts = [0]
    stops: list[int] = []
    if len(text.split()) >= _SPLIT_FROM and _is_deed(text):
        for match in _PARTS.finditer(text):
            before = text[starts[-1] : match.start()]
            # In "work with product, finance and support" the last is no deed.
            listed = "," in before and match[0].strip() == "and"
            whole = len(before.split()) > 1 and not listed
            if whole and _is_deed(text[match.end() :]):
                stops.append(match.start())
                starts.append(match.end())
    for start, stop in zip(starts, [*stops, len(text)], strict=True):
        yield text[start:stop]


def _is_deed(text: str) -> bool:
    """Tell whether it begins with a verb, "plan" or "planning"."""
    first, *rest = text.lower().split(maxsplit=1)
    verbs, base = read_wording().verbs, first.removesuffix("ing")
    bent = base != first and bool({base, base + "e", base[:-1]} & verbs)
    return bool(rest) and (first in verbs or bent)


def _shortened(text: str) -> str:
    """Cut a long phrase where it may be cut; empty if nothing is left."""
    tail = read_wording().tail.search(text)
    if tail and len(text[: tail.start()].split()) > 1:
        text = text[: tail.start()]
    words = text.split()
    if len(words) > _LONGEST:
        text = " ".join(words[:_CUT_TO])
        comma = text.rfind(",")
        text = text[:comma] if len(text[: comma + 1].split()) >= _CUT_TO // 2 else text
    text = text.strip(_ENDS)
    while (cut := _DANGLING.sub("", text)) != text:
        text = cut.strip(_ENDS)
    return text


def _distinct(found: Iterable[tuple[str, Meaning]]) -> Iterator[tuple[str, Meaning]]:
    """Yield those that can be met by a story and do not repeat an earlier one."""
    kept: list[Meaning] = []
    for ask, meaning in found:
        says_enough = len(ask.split()) > 1 or meaning.concepts
        if meaning.is_empty or not says_enough:
            continue
        if not any(_repeats(meaning, one) for one in kept):
            kept.append(meaning)
            yield ask, meaning


def _repeats(meaning: Meaning, earlier: Meaning) -> bool:
    mine, theirs = set(meaning.words), set(earlier.words)
    if not mine:
        return not theirs and meaning.concepts.keys() <= earlier.concepts.keys()
    return len(mine & theirs) >= _ALIKE * len(mine | theirs)


def _choose(asks: Iterable[tuple[str, Meaning]]) -> list[str]:
    """Keep at most a dozen, in order: first those that not every story would meet."""
    listed = list(asks)
    by_worth = sorted(range(len(listed)), key=lambda i: listed[i][1].is_broad)
    return [listed[index][0] for index in sorted(by_worth[:_MOST_ASKS])]
