"""What is to be mended, what is strong, and the one thing to do next."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from voice_star.domain.review import Flag, Severity
from voice_star.report.labels import DELIVERY, title_of
from voice_star.report.moments import moments_of
from voice_star.report.parts import has_odd_lengths
from voice_star.report.plain import columns
from voice_star.report.styled import (
    BOLD,
    DIM,
    RED,
    Line,
    Piece,
    paragraph,
    shortened,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands
    from voice_star.domain.review import Review
    from voice_star.domain.transcript import WordRange

_HEADINGS = {
    Severity.MAJOR: "Weighs most",
    Severity.MINOR: "Weighs less",
    Severity.MILD: "Small things",
}

_MOST_MOMENTS = 3
"""More moments than this are counted, not listed."""


_FEWEST_WORDS = 25
"""With fewer nothing is said to be missing: as `analysis.rules.common` has it."""


def verdict(review: Review, width: int, *, bands: Bands) -> Iterator[Line]:
    """Yield what to mend next, or how much it means that there is nothing."""
    flag = review.next
    if flag is not None:
        lead = lead_of(flag)
        title = title_of(flag.rule)
        room = width - columns(f"{lead}: {title}. ")
        # A message cut short tells less than none: it stands in full further down.
        message = f". {flag.message}" if columns(flag.message) <= room else ""
        moments = "" if message else _moments(review.answer, flag.evidence[:1])
        rest = shortened(f"{title}{message} {moments}", width - len(lead) - 2)
        yield (Piece(f"{lead}: ", BOLD), Piece(rest))
    else:
        words = words_of(without_flags(review.answer, bands), BOLD)
        yield from paragraph(words, width)


def lead_of(flag: Flag) -> str:
    """Return what is said before the one thing to mend next."""
    return "A small thing next" if flag.severity is Severity.MILD else "Fix this next"


def without_flags(answer: Answer, bands: Bands) -> str:
    """Return how much it means that nothing was flagged."""
    if len(answer.transcript.spoken) < _FEWEST_WORDS:
        return "Too little to judge: tell the whole story."
    if not answer.segments:
        return "The story could not be judged."
    if has_odd_lengths(answer, bands):
        return (
            "No weakness was flagged, but the lengths marked ▲ or ▼ below are out of "
            "band."
        )
    return "No weakness was flagged."


def flags_by_weight(review: Review, width: int) -> Iterator[Line]:
    """Yield every flag under what it weighs; those of one rule together."""
    for heading, weaknesses in weighed(review):
        yield (Piece(heading, BOLD),)
        for flags in weaknesses:
            yield from _weakness(review, flags, width=width)


def weighed(review: Review) -> Iterator[tuple[str, list[list[Flag]]]]:
    """Yield what is said over flags of one weight, and these, a list for each rule."""
    for severity, heading in _HEADINGS.items():
        flags = [flag for flag in review.flags if flag.severity is severity]
        if not flags:
            continue
        # Stable, so that rules keep their order and each has its flags side by side.
        order = list(dict.fromkeys(flag.rule for flag in flags))
        flags.sort(key=lambda flag: order.index(flag.rule))
        groups = groupby(flags, key=lambda flag: flag.rule)
        yield heading, [list(group) for _, group in groups]


def strengths(review: Review, width: int) -> Iterator[Line]:
    """Yield what is strong."""
    if not review.strengths:
        return
    yield (Piece("Strong", BOLD),)
    for strength in review.strengths:
        words = [
            *words_of(strength.message),
            *_when(review.answer, strength.evidence),
        ]
        yield from paragraph(words, width, first=(Piece("  + "),))


def next_step(review: Review, width: int) -> Iterator[Line]:
    """Yield the one thing to do next, and the questions that lead to it."""
    flag = review.next
    if flag is None:
        return
    step = words_of(flag.advice or flag.message)
    yield from paragraph(step, width, first=(Piece("Next: ", BOLD),))
    yield from _idea(flag, width, indent=6)
    yield from _questions(flag, width, indent=6)


def _weakness(review: Review, flags: Sequence[Flag], *, width: int) -> Iterator[Line]:
    """Yield the flags of one rule: title, messages and idea, advice and questions.

    The mild ones are told by title and message, as is the one the report ends with.
    """
    flag = flags[0]
    title = Piece(title_of(flag.rule), RED)
    evidence = [words for one in flags for words in one.evidence]
    moments = tuple(_when(review.answer, evidence))
    messages = [word for one in flags for word in words_of(one.message)]
    if flag.severity is Severity.MILD:
        first = (Piece("  "), title, Piece(": "))
        yield from paragraph([*messages, *moments], width, first=first, indent=4)
        return
    yield from paragraph(moments, width, first=(Piece("  "), title, Piece("  ")))
    yield from paragraph(messages, width, first=(Piece("    "),))
    if review.next is not None and flag.rule == review.next.rule:
        return
    yield from _idea(flag, width, indent=4)
    if flag.advice:
        yield from paragraph(words_of(flag.advice), width, first=(Piece("    "),))
    if flag.rule not in DELIVERY:
        yield from _questions(flag, width, indent=4)


def _idea(flag: Flag, width: int, *, indent: int) -> Iterator[Line]:
    """Yield what a flag rests on."""
    if flag.idea:
        lead = (Piece(" " * indent),)
        yield from paragraph(words_of(flag.idea, DIM), width, first=lead)


def _questions(flag: Flag, width: int, *, indent: int) -> Iterator[Line]:
    for question in flag.questions:
        lead = (Piece(" " * indent), Piece("- "))
        yield from paragraph(words_of(question), width, first=lead)


def _when(answer: Answer, evidence: Iterable[WordRange]) -> Iterator[Piece]:
    """Yield when evidence was said, as one piece that is not broken."""
    moments = _moments(answer, evidence)
    if moments:
        yield Piece(moments, DIM)


def _moments(answer: Answer, evidence: Iterable[WordRange]) -> str:
    """Return when evidence was said; "" without sound or evidence."""
    moments = moments_of(answer, evidence)
    if not moments:
        return ""
    shown = moments[:_MOST_MOMENTS]
    more = len(moments) - len(shown)
    return f"(at {', '.join(shown)}{f' and {more} more' if more else ''})"
