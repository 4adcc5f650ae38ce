"""The pacing of the parts, the coverage and the figures, as parts of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.report.coverage import COVERED
from voice_star.report.export.page.markup import Markup, element, together
from voice_star.report.export.page.places import class_of, link_to, quotes
from voice_star.report.figures import figures
from voice_star.report.labels import LETTERS, MARKS, NAMES
from voice_star.report.notes import notes_on, notes_on_parts
from voice_star.report.parts import head_of_parts, rows_of_parts
from voice_star.report.plain import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.answer import Answer, Ask, JobMatch, Mark, StarPart
    from voice_star.domain.bands import Bands
    from voice_star.domain.review import Review
    from voice_star.report.styled import Piece


def parts(answer: Answer, bands: Bands) -> Markup:
    """Return how each part was paced, as a table; nothing where none was judged."""
    rows = list(rows_of_parts(answer, bands))
    if not rows:
        return Markup()
    titles = ["part", *(title or "verdict" for title, _ in head_of_parts(answer))]
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    body = (_row(part, cells) for part, cells in rows)
    table = element("table", element("thead", head), element("tbody", *body))
    heading = "Length of the parts" if answer.pacing is None else "Pacing by part"
    return element(
        "section",
        element("h2", heading, id="parts-title"),
        element(
            "div",
            table,
            class_="wide",
            tabindex=0,
            role="group",
            aria_labelledby="parts-title",
        ),
        class_="parts",
    )


def _row(part: StarPart, cells: Sequence[Piece]) -> Markup:
    letter = element("span", LETTERS[part], class_="letter", aria_hidden="true")
    name = element(
        "th", letter, element("span", NAMES[part], class_="name"), scope="row"
    )
    data = (
        element("td", cell.text, class_="off" if cell.style else None) for cell in cells
    )
    return element("tr", name, *data, class_=class_of(part))


def coverage(answer: Answer) -> Markup:
    """Return what of the how, the why and the job was told; nothing if not judged."""
    if not answer.segments:
        return Markup()
    rows = [
        element(
            "div",
            element("dt", name),
            element("dd", *(_covered(answer, mark) for mark in marks)),
        )
        for name, marks in COVERED
    ]
    job = Markup() if answer.job is None else _job(answer, answer.job)
    return element(
        "section",
        element("h2", "How and why"),
        element("dl", *rows, class_="coverage"),
        job,
    )


def _covered(answer: Answer, mark: Mark) -> Markup:
    told = answer.marked(mark)
    label = MARKS[mark]
    if not told:
        return element("span", f"{label}: not heard", class_="covered missing")
    return element(
        "span",
        f"{label} ",
        link_to(answer, told[0].words, "told"),
        class_="covered",
    )


def _job(answer: Answer, job: JobMatch) -> Markup:
    heard = f"{len(job.met)} of {counted(len(job.asks), 'ask')} of the job heard"
    asks = (_ask(answer, ask) for ask in (*job.met, *job.missing))
    return together([element("h3", heard), element("ul", *asks, class_="asks")])


def _ask(answer: Answer, ask: Ask) -> Markup:
    text = element("bdi", ask.text)
    if not ask.evidence:
        return element("li", text, " (not heard in so many words)", class_="missing")
    return element("li", text, quotes(answer, ask.evidence[:1]))


def figures_and_notes(review: Review, bands: Bands, *notes: str) -> Markup:
    """Return the figures of the whole answer, and what to know before trusting them."""
    return element(
        "section",
        element("h2", "Figures"),
        element("dl", *_figures(review, bands), class_="figures"),
        *(
            element("p", note, class_="note")
            for note in (*notes_on(review), *notes_on_parts(review.answer), *notes)
        ),
    )


def _figures(review: Review, bands: Bands) -> Iterator[Markup]:
    for label, figure in figures(review.answer, bands):
        yield element("div", element("dt", label or "Length"), element("dd", figure))
