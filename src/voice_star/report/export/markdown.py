"""Markdown: the review as a text that is read anywhere and kept among notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from voice_star.domain.review import Severity
from voice_star.report.coverage import COVERED
from voice_star.report.export.clean import cleaned
from voice_star.report.export.exporter import Exporter, Extras
from voice_star.report.export.facts import UNASKED, facts, places, quote
from voice_star.report.figures import figures
from voice_star.report.flags import lead_of, weighed, without_flags
from voice_star.report.labels import DELIVERY, LETTERS, MARKS, NAMES, title_of
from voice_star.report.moments import moment_of
from voice_star.report.notes import is_doubtful, notes_on, notes_on_parts
from voice_star.report.parts import head_of_parts, rows_of_parts
from voice_star.report.plain import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from voice_star.domain.answer import Answer, Sentence
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.bands import Bands
    from voice_star.domain.review import Flag, Review
    from voice_star.domain.transcript import WordRange

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~#&$]")
"""What may begin emphasis, a link, HTML, an entity, a cell, a heading or a formula."""

_LINE_START = re.compile(r"^(\d*)([-+=.)])")
"""What makes a list or a heading of a line that begins with it."""


def escaped(text: str) -> str:
    """Return text from outside that is read as it stands, wherever in a line."""
    plain = _MARKUP.sub(lambda found: f"\\{found[0]}", cleaned(text))
    return _LINE_START.sub(r"\1\\\2", plain)


def _write(attempts: Sequence[Attempt], extras: Extras) -> str:
    attempt = attempts[0]
    review = attempt.review
    blocks = (
        *_heading(attempt, extras.bands),
        *_parts(review.answer, extras.bands),
        *_transcript(review.answer),
        *_flags(review),
        *_strengths(review),
        *_coverage(review.answer),
        *_figures(review, extras.bands),
        *_next(review),
    )
    return "".join(f"{block}\n\n" for block in blocks).rstrip("\n") + "\n"


def _heading(attempt: Attempt, bands: Bands) -> Iterator[str]:
    review = attempt.review
    yield f"# {escaped(review.question or UNASKED)}"
    yield escaped(" · ".join(facts(attempt)))
    flag = review.next
    if flag is None:
        yield f"**{without_flags(review.answer, bands)}**"
    else:
        yield (
            f"**{lead_of(flag)}: {escaped(title_of(flag.rule))}.** "
            f"{escaped(flag.message)}"
        )


def _parts(answer: Answer, bands: Bands) -> Iterator[str]:
    rows = list(rows_of_parts(answer, bands))
    if not rows:
        return
    titles = [title for title, _ in head_of_parts(answer)]
    lines = [
        _row(["part", *titles]),
        _row([":--", *(":--" if not title else "--:" for title in titles)]),
        *(
            _row([f"**{LETTERS[part]}** {NAMES[part]}", *(cell.text for cell in cells)])
            for part, cells in rows
        ),
    ]
    yield "## Parts"
    yield "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _transcript(answer: Answer) -> Iterator[str]:
    yield "## Transcript"
    part = None
    for sentence in answer.sentences:
        if sentence.part is not None and sentence.part is not part:
            part = sentence.part
            yield f"### {LETTERS[part]} {NAMES[part]}"
        yield _sentence(answer, sentence)


def _sentence(answer: Answer, sentence: Sentence) -> str:
    words = (answer.transcript.words[index] for index in sentence.words)
    said = " ".join(
        f"*{escaped(word.text)}*" if word.is_filled_pause else escaped(word.text)
        for word in words
    )
    marks = "".join(f" `{MARKS[mark]}`" for mark in sentence.marks)
    doubt = ""
    if is_doubtful(sentence) and sentence.part is not None:
        doubt = f" ({LETTERS[sentence.part]}? a guess)"
    return f"{_at(answer, sentence.words)}{said}{marks}{doubt}"


def _at(answer: Answer, words: WordRange) -> str:
    """Return when words were said, to stand before them."""
    moment = moment_of(answer, words)
    return f"`{moment}` " if moment else ""


def _flags(review: Review) -> Iterator[str]:
    for heading, weaknesses in weighed(review):
        yield f"## {heading}"
        for flags in weaknesses:
            yield from _weakness(review.answer, flags)


def _weakness(answer: Answer, flags: Sequence[Flag]) -> Iterator[str]:
    """Yield the flags of one rule: the mild ones without advice, as elsewhere."""
    flag = flags[0]
    yield f"### {escaped(title_of(flag.rule))}"
    for one in flags:
        yield escaped(one.message)
    yield from _quotes(answer, [words for one in flags for words in one.evidence])
    if flag.severity is Severity.MILD:
        return
    yield from _advice(flag)
    if flag.rule not in DELIVERY:
        yield from _questions(flag)


def _quotes(answer: Answer, evidence: Sequence[WordRange]) -> Iterator[str]:
    shown, n_more = places(evidence)
    lines = [
        f'> {_at(answer, words)}"{escaped(quote(answer, words))}"' for words in shown
    ]
    if n_more:
        lines.append(f"> and {n_more} more")
    if lines:
        yield "  \n".join(lines)


def _advice(flag: Flag) -> Iterator[str]:
    if flag.advice.strip():
        yield f"**Instead:** {escaped(flag.advice)}"
    if flag.idea.strip():
        yield f"Why: {escaped(flag.idea)}"


def _questions(flag: Flag) -> Iterator[str]:
    if flag.questions:
        yield "\n".join(f"- {escaped(question)}" for question in flag.questions)


def _strengths(review: Review) -> Iterator[str]:
    if review.strengths:
        yield "## Strong"
        yield "\n".join(
            f"- {_at(review.answer, strength.evidence[0])}{escaped(strength.message)}"
            for strength in review.strengths
        )


def _coverage(answer: Answer) -> Iterator[str]:
    if not answer.segments:
        return
    yield "## How and why"
    yield "\n".join(
        f"- {name}: "
        + ", ".join(
            f"{MARKS[mark]} {'told' if answer.marked(mark) else '**not heard**'}"
            for mark in marks
        )
        for name, marks in COVERED
    )
    if answer.job is not None and answer.job.asks:
        asks = counted(len(answer.job.asks), "ask")
        yield f"Of the job, {len(answer.job.met)} of {asks} heard:"
        yield "\n".join(
            f"- [{'x' if ask.evidence else ' '}] {escaped(ask.text)}"
            for ask in answer.job.asks
        )


def _figures(review: Review, bands: Bands) -> Iterator[str]:
    yield "## Figures"
    yield "\n".join(
        f"- {f'{label}: ' if label else ''}{escaped(figure)}"
        for label, figure in figures(review.answer, bands)
    )
    notes = [*notes_on(review), *notes_on_parts(review.answer)]
    if notes:
        yield "\n".join(f"- Note: {escaped(note)}" for note in notes)


def _next(review: Review) -> Iterator[str]:
    flag = review.next
    if flag is not None:
        yield "## Next"
        yield escaped(flag.advice if flag.advice.strip() else flag.message)
        yield from _questions(flag)


MARKDOWN = Exporter(".md", "Markdown", _write)
