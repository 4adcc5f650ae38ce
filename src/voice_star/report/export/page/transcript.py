"""The transcript of a page: lettered and coloured by part, each word to be played."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from voice_star.domain.transcript import WordRange
from voice_star.report.export.page.markup import Markup, element, together
from voice_star.report.export.page.places import class_of, start_of, word_id
from voice_star.report.labels import LETTERS, MARKS, NAMES
from voice_star.report.marked import (
    LONG_PAUSE,
    Evidence,
    gather_evidence,
    pause_after,
)
from voice_star.report.notes import is_doubtful
from voice_star.report.plain import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from voice_star.domain.answer import Answer, Sentence
    from voice_star.domain.review import Review

_LANGUAGE = re.compile(r"[a-z]{2,3}")

_BY_KEYBOARD = "By keyboard, the arrow keys go from word to word and enter plays."


def transcript(
    review: Review, *, has_sound: bool, targets: Mapping[str, str]
) -> Markup:
    """Return the transcript.

    Args:
        review: What is shown.
        has_sound: Whether words can be played.
        targets: Where what is said of a flag stands, by its title.
    """
    answer = review.answer
    evidence = gather_evidence(review)
    runs = groupby(answer.sentences, key=lambda sentence: sentence.part)
    segments = [
        _segment(answer, list(sentences), evidence, has_sound=has_sound, to=targets)
        for _, sentences in runs
    ]
    return element(
        "section",
        element("h2", "Transcript", id="transcript-title"),
        _hint() if has_sound else Markup(),
        element(
            "div",
            *segments,
            id="said",
            lang=_language(review),
        ),
        class_="transcript",
        aria_labelledby="transcript-title",
    )


def _language(review: Review) -> str | None:
    language = review.hearing.language if review.hearing else ""
    return language if _LANGUAGE.fullmatch(language) else None


def _hint() -> Markup:
    return element(
        "p",
        "Choose a word to play from it. ",
        element("span", _BY_KEYBOARD, class_="by-keyboard", id="by-keyboard"),
        class_="hint",
        id="hint",
        hidden=True,
    )


def _segment(
    answer: Answer,
    sentences: Sequence[Sentence],
    evidence: Evidence,
    *,
    has_sound: bool,
    to: Mapping[str, str],
) -> Markup:
    lines = []
    for sentence in sentences:
        lines.append(_sentence(answer, sentence, evidence, has_sound=has_sound))
        lines += _noted(evidence.titles_in(sentence.words), to)
        pause = pause_after(answer, sentence)
        if pause >= LONG_PAUSE:
            lines.append(element("p", f"{pause:.1f} s pause", class_="pause"))
    part = sentences[0].part
    heading = Markup() if part is None else _heading(answer, sentences)
    return element("section", heading, *lines, class_=f"segment {class_of(part)}")


def _heading(answer: Answer, sentences: Sequence[Sentence]) -> Markup:
    part = sentences[0].part
    words = WordRange(sentences[0].words.start, sentences[-1].words.stop)
    start = answer.transcript.start_of(words)
    end = answer.transcript.end_of(words)
    when = (
        f"{len(words)} words"
        if start is None or end is None
        else f"{clock(start)} to {clock(end)}"
    )
    if part is None:
        return Markup()
    return element(
        "h3",
        element("span", LETTERS[part], class_="letter", aria_hidden="true"),
        element("span", NAMES[part], class_="name"),
        " ",
        element("span", when, class_="when"),
    )


def _sentence(
    answer: Answer, sentence: Sentence, evidence: Evidence, *, has_sound: bool
) -> Markup:
    start = answer.transcript.start_of(sentence.words)
    moment = Markup()
    if start is not None:
        moment = element(
            "button" if has_sound else "span",
            clock(start),
            class_="at",
            type="button" if has_sound else None,
            data_start=start_of(answer, sentence.words) if has_sound else None,
            aria_label=f"Play from {clock(start)}" if has_sound else None,
        )
    said = together(_runs(answer, sentence, evidence, has_sound=has_sound), between=" ")
    return element(
        "div",
        moment,
        element("p", said, *_marks(sentence), dir="auto"),
        class_="sentence",
    )


def _runs(
    answer: Answer, sentence: Sentence, evidence: Evidence, *, has_sound: bool
) -> Iterator[Markup]:
    """Yield the words, those side by side that were flagged as one."""
    for is_flagged, run in groupby(
        sentence.words, key=lambda index: index in evidence.underlined
    ):
        words = (_word(answer, index, has_sound=has_sound) for index in run)
        said = together(words, between=" ")
        yield element("span", said, class_="flagged") if is_flagged else said


def _word(answer: Answer, index: int, *, has_sound: bool) -> Markup:
    word = answer.transcript.words[index]
    start = start_of(answer, WordRange(index, index + 1)) if has_sound else None
    return element(
        "span",
        word.text,
        class_="w filler" if word.is_filled_pause else "w",
        id=word_id(index),
        data_start=start,
    )


def _marks(sentence: Sentence) -> Iterator[Markup]:
    for mark in sentence.marks:
        yield Markup(" ")
        yield element("span", MARKS[mark], class_="mark")
    if is_doubtful(sentence) and sentence.part is not None:
        yield Markup(" ")
        guess = f"{LETTERS[sentence.part]}? a guess"
        yield element("span", guess, class_="mark doubtful")


def _noted(titles: Sequence[str], to: Mapping[str, str]) -> Iterator[Markup]:
    if titles:
        links = (
            element("a", title, href=f"#{to[title]}" if title in to else None)
            for title in titles
        )
        yield element("p", together(links, between=", "), class_="noted")
