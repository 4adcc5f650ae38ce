"""A review on the screen, read by flags, sentences and words; the cursor is on one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from voice_star.tui.screens.playing import PlayingScreen
from voice_star.tui.widgets.flags import FlagPanel
from voice_star.tui.widgets.keys import Keys
from voice_star.tui.widgets.reviewed import (
    Coverage,
    ReviewHead,
    ReviewPaper,
    TimeLine,
)
from voice_star.tui.widgets.transcript import TranscriptView

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from voice_star.domain.transcript import WordRange


class ReadingScreen(PlayingScreen):
    """A screen with a review, laid out, with ways to move through it."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move_flag(-1)", "Flag before", show=False),
        Binding("down,j", "move_flag(1)", "Flags", key_display="↑↓"),
        Binding("left,h", "move_word(-1)", "Word before", show=False),
        Binding("right,l", "move_word(1)", "Next word", show=False),
        Binding(
            "left_square_bracket", "move_sentence(-1)", "Sentence before", show=False
        ),
        Binding(
            "right_square_bracket", "move_sentence(1)", "Next sentence", show=False
        ),
        Binding("pageup", "scroll_words(-1)", "Words above", show=False),
        Binding("pagedown", "scroll_words(1)", "Words below", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield ReviewHead(id="head")
        yield TimeLine(id="time-line")
        with Horizontal(id="middle"):
            with VerticalScroll(id="transcript-frame", can_focus=False):
                yield TranscriptView(id="transcript")
                yield Coverage(id="coverage")
            with VerticalScroll(id="flags-frame", can_focus=False):
                yield FlagPanel(id="flags")
        yield Keys()

    def on_mount(self) -> None:
        """Show the review, its first flag open."""
        self.show_review()
        self.call_after_refresh(self.choose, 0)

    @property
    def is_left(self) -> bool:
        """Whether nothing of it is there any more: what was to be shown comes late."""
        return not self.query(FlagPanel)

    @property
    def cursor(self) -> int:
        """The index of the word under the cursor."""
        return self.query_one(TranscriptView).cursor

    def hold_place(self) -> None:
        """Keep cursor and flag where they are, as far as there is such a place."""
        transcript, flags = self.query_one(TranscriptView), self.query_one(FlagPanel)
        last = len(self.review.answer.transcript.words) - 1
        transcript.cursor = min(transcript.cursor, last)
        flags.chosen = max(0, min(flags.chosen, len(self.review.flags) - 1))
        transcript.shown = self._evidence(flags.chosen)

    # Keys and clicks

    def action_move_flag(self, by: int) -> None:
        """Open the next flag, or the one before; the cursor goes to its words."""
        flags = self.query_one(FlagPanel)
        last = len(self.review.flags) - 1
        self.choose(max(0, min(last, flags.chosen + by)))

    def action_move_word(self, by: int) -> None:
        """Move the cursor by words."""
        last = len(self.review.answer.transcript.words) - 1
        self._point(max(0, min(last, self.cursor + by)))

    def action_move_sentence(self, by: int) -> None:
        """Move the cursor to the start of a sentence."""
        starts = [one.words.start for one in self.review.answer.sentences]
        later = [start for start in starts if start > self.cursor]
        before = [start for start in starts if start < self.cursor]
        found = later[:1] if by > 0 else before[-1:]
        self._point(found[0] if found else self.cursor)

    def action_scroll_words(self, by: int) -> None:
        """Show the words above or below."""
        frame = self.query_one("#transcript-frame", VerticalScroll)
        rows = max(1, frame.scrollable_content_region.height - 1)
        frame.scroll_relative(y=by * rows, animate=False)

    def on_flag_panel_chosen(self, event: FlagPanel.Chosen) -> None:
        """Open the flag that was clicked."""
        self.choose(event.index)

    def on_review_paper_pointed(self, event: ReviewPaper.Pointed) -> None:
        """Play from the word that was clicked, or from that moment of the time line."""
        self._point(event.index)
        self.play_from(event.index)

    # What follows from them

    def light(self, index: int | None) -> None:
        """Show which word sounds, and keep it in view."""
        transcript = self.query_one(TranscriptView)
        if index == transcript.sounding:
            return
        transcript.sounding = index
        if index is not None:
            self._bring_in_word(index)

    def _evidence(self, index: int) -> tuple[WordRange, ...]:
        flags = self.review.flags
        return flags[index].evidence if index < len(flags) else ()

    def choose(self, index: int) -> None:
        """Open a flag, and show its words."""
        if self.is_left:
            return
        panel = self.query_one(FlagPanel)
        panel.chosen = index
        evidence = self._evidence(index)
        self.query_one(TranscriptView).shown = evidence
        self.call_after_refresh(self._show_flag)
        if evidence:
            self._point(evidence[0].start)

    def _show_flag(self) -> None:
        if self.is_left:
            return
        row, n_rows = self.query_one(FlagPanel).rows_of_chosen()
        _bring_in(self.query_one("#flags-frame", VerticalScroll), row, n_rows)

    def _point(self, index: int) -> None:
        """Put the cursor on a word, and bring it into view."""
        self.query_one(TranscriptView).cursor = index
        self._bring_in_word(index)

    def _bring_in_word(self, index: int) -> None:
        frame = self.query_one("#transcript-frame", VerticalScroll)
        _bring_in(frame, self.query_one(TranscriptView).row_of(index), 1)


def _bring_in(frame: VerticalScroll, row: int, n_rows: int) -> None:
    """Scroll by as little as shows these rows, or the first of them."""
    height = frame.scrollable_content_region.height
    top = round(frame.scroll_y)
    if row < top or n_rows > height:
        frame.scroll_to(y=row, animate=False)
    elif row + n_rows > top + height:
        frame.scroll_to(y=row + n_rows - height, animate=False)
