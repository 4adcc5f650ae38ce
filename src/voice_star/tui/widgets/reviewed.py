"""What is shown of a review around its transcript: verdict, time line, coverage."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.reactive import var

from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.report.coverage import table_of_coverage
from voice_star.report.flags import verdict
from voice_star.report.gentle import gentle_bar, gentle_head
from voice_star.report.plain import clock
from voice_star.report.styled import BOLD, DIM, Piece, length_of, shortened
from voice_star.report.timeline import time_line
from voice_star.tui.widgets.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from voice_star.domain.review import Review
    from voice_star.report.styled import Line


class ReviewPaper(Paper):
    """A paper that shows something of a review."""

    review: var[Review | None] = var(None)
    bands: var[Bands] = var(DEFAULT_BANDS)
    is_gentle: var[bool] = var(False)  # noqa: FBT003 - a reactive
    """Whether nothing is shown that counts."""

    @dataclass
    class Pointed(Message):
        """A word was pointed at.

        Attributes:
            index: Which.
        """

        index: int

    def watch_review(self) -> None:
        """Draw it."""
        self.redraw()

    def watch_bands(self) -> None:
        """Draw it."""
        self.redraw()

    def watch_is_gentle(self) -> None:
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

    status: var[str] = var("")
    """What else is to be known, in a few words."""

    def watch_status(self) -> None:
        """Draw it."""
        self.redraw()

    def lines_of(self, review: Review, width: int) -> Sequence[Line]:
        """Return a line of facts, and the verdict."""
        if self.is_gentle:
            return tuple(gentle_head(review, width))
        take = review.take
        told = [self.status, "" if take is None else clock(take.duration)]
        length = "   ".join(filter(None, told))
        question = shortened(
            review.question or "An answer", max(1, width - len(length) - 2)
        )
        lead = Piece(question, BOLD)
        gap = " " * (width - length_of([lead]) - len(length))
        head = (lead, Piece(gap), Piece(length, DIM))
        return (head, *verdict(review, width, bands=self.bands))


class TimeLine(ReviewPaper):
    """The parts in true proportion, with pauses, fillers and aims."""

    def lines_of(self, review: Review, width: int) -> Sequence[Line]:
        """Return the rows of the time line."""
        if self.is_gentle:
            return tuple(gentle_bar(review, width))
        return tuple(time_line(review.answer, width, bands=self.bands))

    def on_click(self, event: events.Click) -> None:
        """Say which word is said at the moment that was clicked."""
        words = () if self.review is None else self.review.answer.transcript.words
        times = [word.span for word in words if word.span is not None]
        offset = event.get_content_offset(self)
        if times and offset is not None and self.size.width:
            start, end = times[0].start, times[-1].end
            moment = start + (offset.x + 0.5) / self.size.width * (end - start)
            at = bisect_right(times, moment, key=lambda span: span.start)
            self.post_message(self.Pointed(max(0, at - 1)))


class Coverage(ReviewPaper):
    """What of the how, the why and the job is told."""

    def lines_of(self, review: Review, width: int) -> Sequence[Line]:
        """Return the rows."""
        if self.is_gentle:
            return ()
        return tuple(table_of_coverage(review.answer, width))
