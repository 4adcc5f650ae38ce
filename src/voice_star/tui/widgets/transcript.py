"""The transcript: parts, marks and flagged words, with a word under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual.reactive import var

from voice_star.report.gentle import gentle_sentences
from voice_star.report.marked import MarkedSentence, lines_below, marked_sentences
from voice_star.report.plain import columns
from voice_star.report.styled import Line, Piece, both, length_of
from voice_star.tui.widgets.reviewed import ReviewPaper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events

    from voice_star.domain.review import Review
    from voice_star.domain.transcript import WordRange

_REVERSED, _BOLD = "7", "1"


class _Place(NamedTuple):
    """Where a word is shown: a row, and columns from `start` up to `stop`."""

    row: int
    start: int
    stop: int


@dataclass(slots=True)
class _Layout:
    """The rows of a transcript, and the place of each word."""

    rows: list[list[tuple[Piece, int | None]]]
    places: list[_Place]


class TranscriptView(ReviewPaper):
    """The words of a review. A click on one puts the cursor there and says so."""

    cursor: var[int] = var(0)
    sounding: var[int | None] = var(None)
    """The word that is being played."""
    shown: var[tuple[WordRange, ...]] = var(())
    """The evidence of the chosen flag."""

    _layout_of: tuple[_Layout, Review, tuple[int, bool]] | None = None
    """For which review, which width, and whether gently."""

    def watch_cursor(self) -> None:
        """Draw it."""
        self.redraw()

    def watch_sounding(self) -> None:
        """Draw it."""
        self.redraw()

    def watch_shown(self) -> None:
        """Draw it."""
        self.redraw()

    def lines_of(self, review: Review, width: int) -> Sequence[Line]:
        """Return the sentences; the word under the cursor and the flag's stand out."""
        layout = self._laid_out(review, width)
        flagged = {index for words in self.shown for index in words}
        return tuple(
            tuple(self._styled(piece, index, flagged) for piece, index in row)
            for row in layout.rows
        )

    def row_of(self, index: int) -> int:
        """Return the row of a word."""
        if self.review is None or not self.size.width:
            return 0
        places = self._laid_out(self.review, self.size.width).places
        return places[index].row if index < len(places) else 0

    def on_click(self, event: events.Click) -> None:
        """Say which word was clicked."""
        if self.review is None:
            return
        places = self._laid_out(self.review, self.size.width).places
        for index, place in enumerate(places):
            if place.row == event.y and place.start <= event.x < place.stop:
                self.post_message(self.Pointed(index))
                return

    def _styled(self, piece: Piece, index: int | None, flagged: set[int]) -> Piece:
        if index is None:
            return piece
        style = both(piece.style, _BOLD if index in flagged else "")
        is_lit = index in {self.cursor, self.sounding}
        return Piece(piece.text, both(style, _REVERSED if is_lit else ""))

    def _laid_out(self, review: Review, width: int) -> _Layout:
        """Break the sentences in lines. It is the same until width or words change."""
        wanted = width, self.is_gentle
        if self._layout_of is not None:
            layout, known, laid = self._layout_of
            if known is review and laid == wanted:
                return layout
        layout = _lay_out(review, width, is_gentle=self.is_gentle)
        self._layout_of = layout, review, wanted
        return layout


def _lay_out(review: Review, width: int, *, is_gentle: bool) -> _Layout:
    layout = _Layout([], [])
    sentences = gentle_sentences if is_gentle else marked_sentences
    for sentence in sentences(review):
        for row in _rows(sentence, width):
            column = 0
            for piece, index in row:
                stop = column + columns(piece.text)
                if index is not None:
                    layout.places.append(_Place(len(layout.rows), column, stop))
                column = stop
            layout.rows.append(row)
        layout.rows += [
            [(piece, None) for piece in line] for line in lines_below(sentence, width)
        ]
    return layout


def _rows(
    sentence: MarkedSentence, width: int
) -> Iterator[list[tuple[Piece, int | None]]]:
    """Yield the lines of a sentence as pieces, each with the index of its word."""
    margin = length_of(sentence.gutter)
    row: list[tuple[Piece, int | None]] = [(piece, None) for piece in sentence.gutter]
    used, is_first = margin, True
    words = [(piece, sentence.first + n) for n, piece in enumerate(sentence.words)]
    marks = [(piece, None) for piece in sentence.marks]
    for piece, index in [*words, *marks]:
        needed = columns(piece.text) + (0 if is_first else 1)
        if not is_first and used + needed > width:
            yield row
            row, used, is_first = [(Piece(" " * margin), None)], margin, True
            needed -= 1
        if not is_first:
            # In the style of its neighbours, so that all three are drawn as one.
            is_between = row[-1][0].style == piece.style
            row.append((Piece(" ", piece.style if is_between else ""), None))
        row.append((piece, index))
        used, is_first = used + needed, False
    yield row
