"""The bar of the parts, and over it the player where there is a recording."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from voice_star.report.export.facts import length_of
from voice_star.report.export.page.markup import Markup, element, together
from voice_star.report.export.page.places import class_of
from voice_star.report.labels import LETTERS, NAMES
from voice_star.report.plain import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer, StarPart
    from voice_star.domain.review import Review

_NARROWEST_LABEL = 0.09
"""Share of the bar below which a part has no room for its moment."""

_PLAY = Markup(
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path class="to-play" '
    'd="M8 5.2v13.6L19 12z"/><path class="to-pause" '
    'd="M7 5h3.6v14H7zm6.4 0H17v14h-3.6z"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the bar: a part, or None for what no part fills.

    Attributes:
        part: Which.
        start: In seconds of the recording; in words without sound.
        length: Likewise, above 0.
    """

    part: StarPart | None
    start: float
    length: float


def stretches(review: Review) -> tuple[Stretch, ...]:
    """Return the bar from the start of the recording to its end, nothing left out.

    It goes by words where there was no sound; it is empty where nothing was judged and
    nothing was heard.
    """
    return tuple(stretch for stretch in _stretches(review) if stretch.length > 0)


def _stretches(review: Review) -> Iterator[Stretch]:
    answer = review.answer
    segments, transcript = answer.segments, answer.transcript
    if not transcript.is_timed:
        for segment in segments:
            words = segment.words
            yield Stretch(segment.part, words.start, len(words))
        return
    starts = [transcript.start_of(segment.words) or 0.0 for segment in segments]
    spoken = transcript.end_of(segments[-1].words) if segments else None
    bounds = [*starts, spoken or 0.0]
    yield Stretch(None, 0.0, bounds[0])
    for segment, (start, end) in zip(segments, pairwise(bounds), strict=True):
        yield Stretch(segment.part, start, end - start)
    yield Stretch(None, bounds[-1], length_of(review) - bounds[-1])


def widths(bar: tuple[Stretch, ...]) -> str:
    """Return the style that makes each stretch as long as it took."""
    return "".join(
        f".bar>:nth-child({number}),.axis>:nth-child({number})"
        f"{{flex-grow:{stretch.length:.3f}}}\n"
        for number, stretch in enumerate(bar, start=1)
    )


def player(review: Review, *, has_sound: bool) -> Markup:
    """Return the bar with its moments, and the controls where there is sound."""
    bar = stretches(review)
    if not bar:
        return Markup()
    track = element(
        "div",
        _bar(review.answer, bar),
        _slider(review) if has_sound else Markup(),
        class_="track",
    )
    axis = _axis(bar) if review.answer.transcript.is_timed else Markup()
    middle = element("div", track, axis, class_="timeline")
    if not has_sound:
        return element("div", middle, class_="player silent")
    return element(
        "section",
        element(
            "button", _PLAY, id="play", type="button", aria_label="Play", hidden=True
        ),
        middle,
        _right(review),
        element("p", id="trouble", role="status", class_="trouble"),
        class_="player",
        aria_label="Recording",
    )


def _right(review: Review) -> Markup:
    length = clock(length_of(review))
    time = element(
        "p", element("span", "0:00", id="now"), f" / {length}", class_="time"
    )
    speed = element(
        "button", "1\u00d7", id="speed", type="button", aria_label="Speed: 1 times"
    )
    return element("div", time, speed, class_="right", id="right", hidden=True)


def _bar(answer: Answer, bar: tuple[Stretch, ...]) -> Markup:
    timed = answer.transcript.is_timed
    told = ", ".join(
        NAMES[stretch.part]
        + (f" from {clock(stretch.start)}" if timed else f" {stretch.length:.0f} words")
        for stretch in bar
        if stretch.part is not None
    )
    cells = (
        element(
            "span",
            "" if stretch.part is None else LETTERS[stretch.part],
            class_=class_of(stretch.part),
        )
        for stretch in bar
    )
    label = f"The parts in order: {told}" if told else "The recording"
    return element("div", together(cells), class_="bar", role="img", aria_label=label)


def _slider(review: Review) -> Markup:
    return element(
        "input",
        id="seek",
        type="range",
        min=0,
        max=f"{length_of(review):.2f}",
        step=0.1,
        value=0,
        aria_label="Place in the recording",
        hidden=True,
    )


def _axis(bar: tuple[Stretch, ...]) -> Markup:
    """Return the moments at which parts begin, those that have room."""
    whole = sum(stretch.length for stretch in bar)
    labels = (
        clock(stretch.start)
        if stretch.part is not None and stretch.length >= _NARROWEST_LABEL * whole
        else ""
        for stretch in bar
    )
    cells = together(element("span", label) for label in labels)
    return element("div", cells, class_="axis", aria_hidden="true")
