"""What is shown of a review around its transcript: verdict, time line, coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.report.coverage import table_of_coverage
from voice_star.report.flags import verdict
from voice_star.report.plain import clock
from voice_star.report.styled import BOLD, DIM, Piece, length_of, shortened
from voice_star.report.timeline import time_line
from voice_star.tui.widgets.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.review import Review
    from voice_star.report.styled import Line


class ReviewPaper(Paper):
    """A paper that shows something of a review."""

    review: var[Review | None] = var(None)
    bands: var[Bands] = var(DEFAULT_BANDS)

    def watch_review(self) -> None:
        """Draw it."""
        self.redraw()

    def watch_bands(self) -> None:
        """Draw it."""
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return what is shown of the review; nothing where there is none."""
        del height
        return () if self.review is None else tuple(self.lines_of(self.review, width))

    def lines_of(self, review: Review, width: int) -> Sequence[Line]:
        """Return what is shown of a review."""
        raise NotImplementedError


class ReviewHead(ReviewPaper):
    """What was asked, how long the answer is, and the verdict."""

    def lines_of(self, review: Review, width: int) -> Sequence[Line]:
        """Return a line of facts, and the verdict."""
        take = review.take
        length = "" if take is None else clock(take.duration)
        question = shortened(review.question or "An answer", width - len(length) - 2)
        lead = Piece(question, BOLD)
        gap = " " * (width - length_of([lead]) - len(length))
        head = (lead, Piece(gap), Piece(length, DIM))
        return (head, *verdict(review, width, bands=self.bands))


class TimeLine(ReviewPaper):
    """The parts in true proportion, with pauses, fillers and aims."""

    def lines_of(self, review: Review, width: int) -> Sequence[Line]:
        """Return the rows of the time line."""
        return tuple(time_line(review.answer, width, bands=self.bands))


class Coverage(ReviewPaper):
    """What of the how, the why and the job is told."""

    def lines_of(self, review: Review, width: int) -> Sequence[Line]:
        """Return the rows."""
        return tuple(table_of_coverage(review.answer, width))
