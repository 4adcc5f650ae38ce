"""Places in an answer as things to click on: they lead to the word, and play it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.report.export.facts import places, quote
from voice_star.report.export.page.markup import Markup, element, together
from voice_star.report.plain import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.answer import Answer, StarPart
    from voice_star.domain.transcript import WordRange


def class_of(part: StarPart | None) -> str:
    """Return the class that gives a part its colour."""
    return "unjudged" if part is None else f"part-{part.value}"


def word_id(index: int) -> str:
    """Return what the element of a word is called."""
    return f"w{index}"


def start_of(answer: Answer, words: WordRange) -> str | None:
    """Return when words begin, in seconds, as the script reads it."""
    start = answer.transcript.start_of(words)
    return None if start is None else f"{start:.3f}"


def link_to(answer: Answer, words: WordRange, label: str) -> Markup:
    """Return a link to the first of `words`, by its moment where there is one."""
    start = answer.transcript.start_of(words)
    return element(
        "a",
        label if start is None else clock(start),
        href=f"#{word_id(words.start)}",
        class_="at",
        data_start=start_of(answer, words),
        title=None if start is None else "Go to this word and play from it",
    )


def quotes(answer: Answer, evidence: Sequence[WordRange]) -> Markup:
    """Return what was said at some places, as a list; nothing without any."""
    shown, n_more = places(evidence)
    if not shown:
        return Markup()
    items = [element("li", _quoted(answer, words)) for words in shown]
    if n_more:
        items.append(element("li", f"and {n_more} more", class_="more"))
    return element("ul", *items, class_="quotes")


def _quoted(answer: Answer, words: WordRange) -> Markup:
    said = f"“{quote(answer, words)}”"
    if answer.transcript.start_of(words) is None:
        return element("bdi", link_to(answer, words, said))
    return together([link_to(answer, words, said), element("bdi", said)], between=" ")
