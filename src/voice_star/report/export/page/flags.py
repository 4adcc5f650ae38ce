"""What is to be mended and what is strong, as parts of a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voice_star.report.export.page.markup import Markup, element, together
from voice_star.report.export.page.places import link_to, quotes
from voice_star.report.flags import lead_of, weighed, without_flags
from voice_star.report.labels import DELIVERY, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands
    from voice_star.domain.review import Flag, Review, Strength


def targets(review: Review) -> dict[str, str]:
    """Return where what is said of a flag stands, by its title."""
    titles = dict.fromkeys(title_of(flag.rule) for flag in review.flags)
    return {title: f"flag-{number}" for number, title in enumerate(titles)}


def next_step(review: Review, bands: Bands) -> Markup:
    """Return the one thing to do next, or how much it means that there is nothing."""
    flag = review.next
    if flag is None:
        told = element("p", without_flags(review.answer, bands), class_="message")
        return element(
            "section", element("h2", "The verdict"), told, class_="next clear"
        )
    return element(
        "section",
        element("h2", lead_of(flag)),
        element("p", title_of(flag.rule), class_="title"),
        *_what_was_heard(
            review.answer, [one for one in review.flags if one.rule == flag.rule]
        ),
        _advice(flag),
        _questions(flag),
        class_="next",
        id=targets(review)[title_of(flag.rule)],
    )


def flags(review: Review) -> Markup:
    """Return the flags under what they weigh, but for those told as the next step.

    It is nothing where there are no others.
    """
    to, first = targets(review), review.next
    if first is not None:
        del to[title_of(first.rule)]
    others = replace(
        review,
        flags=tuple(flag for flag in review.flags if first and flag.rule != first.rule),
    )
    blocks: list[Markup] = []
    for heading, groups in weighed(others):
        blocks.append(element("h3", heading, class_="weight"))
        # Links lead to the first of a title, wherever else it stands as well.
        blocks += (
            _weakness(review.answer, group, to.pop(title_of(group[0].rule), None))
            for group in groups
        )
    if not blocks:
        return Markup()
    return element("section", element("h2", "Also to mend"), *blocks, class_="flags")


def _weakness(answer: Answer, group: Sequence[Flag], name: str | None) -> Markup:
    """Return the flags of one rule."""
    flag = group[0]
    return element(
        "article",
        element("h4", title_of(flag.rule)),
        *_what_was_heard(answer, group),
        _advice(flag),
        Markup() if flag.rule in DELIVERY else _questions(flag),
        class_=f"flag {flag.severity.value}",
        id=name,
    )


def _what_was_heard(answer: Answer, group: Sequence[Flag]) -> Iterator[Markup]:
    for flag in group:
        yield element("p", flag.message, dir="auto")
    yield quotes(answer, [words for flag in group for words in flag.evidence])


def _advice(flag: Flag) -> Markup:
    advice, idea = Markup(), Markup()
    if flag.advice.strip():
        advice = element("p", flag.advice, class_="advice", dir="auto")
    if flag.idea.strip():
        idea = element("p", flag.idea, class_="idea", dir="auto")
    return together([advice, idea])


def _questions(flag: Flag) -> Markup:
    if not flag.questions:
        return Markup()
    items = (element("li", question, dir="auto") for question in flag.questions)
    return element("ul", *items, class_="questions")


def strengths(review: Review) -> Markup:
    """Return what is strong; nothing where nothing was found to be."""
    if not review.strengths:
        return Markup()
    items = (_strength(review.answer, strength) for strength in review.strengths)
    return element(
        "section",
        element("h2", "Strong"),
        element("ul", *items),
        class_="strengths",
    )


def _strength(answer: Answer, strength: Strength) -> Markup:
    pieces: list[str] = [element("bdi", strength.message)]
    if strength.evidence:
        pieces.append(link_to(answer, strength.evidence[0], "see"))
    return element("li", together(pieces, between=" "))
