"""The review screen: the verdict at a glance, and the sound of it one key away."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer

from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.errors import VoiceStarError
from voice_star.tui.messages import Asked, Compared, Exported, Failed, Left
from voice_star.tui.screens.asking import PathScreen
from voice_star.tui.widgets.flags import FlagPanel
from voice_star.tui.widgets.reviewed import (
    Coverage,
    ReviewHead,
    ReviewPaper,
    TimeLine,
)
from voice_star.tui.widgets.transcript import TranscriptView

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from voice_star.audio.playback import Player
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.review import Review
    from voice_star.domain.timeline import Seconds
    from voice_star.joining import Told

_ENDINGS = ".md, .json, .html, .csv, .srt, .vtt, .TextGrid"

_TICK = 0.05
"""Seconds between two looks at what sounds: a word seldom takes less than 0.1 s."""


class ReviewScreen(Screen[None]):
    """One review.

    Args:
        review: Which.
        player: Plays its take.
        bands: What it was held against.
        told: What can be gone on from; None for a recording made elsewhere.
        kept: The attempt that it is of; None where it is not in the history yet.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move_flag(-1)", "Flag before", show=False),
        Binding("down,j", "move_flag(1)", "Flags", key_display="↑↓"),
        Binding("left,h", "move_word(-1)", "Word before", show=False),
        Binding("right,l", "move_word(1)", "Words", key_display="←→"),
        Binding("pageup", "scroll_words(-1)", "Words above", show=False),
        Binding("pagedown", "scroll_words(1)", "Words below", show=False),
        ("p", "play", "Play"),
        ("c", "go_on", "Continue"),
        ("r", "retake", "Retake"),
        ("d", "compare", "Compare"),
        ("x", "export", "Export"),
        ("question_mark", "app.show_keys", "Keys"),
        ("q,escape", "leave", "Back"),
    ]

    def __init__(
        self,
        review: Review,
        *,
        player: Player,
        bands: Bands = DEFAULT_BANDS,
        told: Told | None = None,
        kept: Attempt | None = None,
    ) -> None:
        super().__init__()
        self._review = review
        self._player = player
        self._bands = bands
        self._told = told
        self._kept = kept
        spans = (word.span for word in review.answer.transcript.words)
        self._starts = [span.start for span in spans if span is not None]

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
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the review, its first flag open."""
        for paper in self.query(ReviewPaper):
            paper.review = self._review
            paper.bands = self._bands
        self.call_after_refresh(self._choose, 0)
        self.set_interval(_TICK, self._follow)

    def on_unmount(self) -> None:
        """Be silent."""
        self._player.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with this review."""
        del parameters
        if action == "go_on":
            return self._told is not None
        if action == "compare":
            return self._review.question is not None
        if action == "play":
            return self._review.take is not None and bool(self._starts)
        if action == "move_flag":
            return bool(self._review.flags)
        return True

    # Keys and clicks

    def action_move_flag(self, by: int) -> None:
        """Open the next flag, or the one before; the cursor goes to its words."""
        flags = self.query_one(FlagPanel)
        last = len(self._review.flags) - 1
        self._choose(max(0, min(last, flags.chosen + by)))

    def action_move_word(self, by: int) -> None:
        """Move the cursor by words."""
        transcript = self.query_one(TranscriptView)
        last = len(self._review.answer.transcript.words) - 1
        self._point(max(0, min(last, transcript.cursor + by)))

    def action_scroll_words(self, by: int) -> None:
        """Show the words above or below."""
        frame = self.query_one("#transcript-frame", VerticalScroll)
        rows = max(1, frame.scrollable_content_region.height - 1)
        frame.scroll_relative(y=by * rows, animate=False)

    def action_play(self) -> None:
        """Play from the word under the cursor; be silent where something plays."""
        if self._player.position is not None:
            self._player.stop()
        else:
            self._play(self._starts[self.query_one(TranscriptView).cursor])

    def action_go_on(self) -> None:
        """Add to this answer."""
        self.app.post_message(Asked(self._review.question, after=self._told))

    def action_retake(self) -> None:
        """Tell the answer anew."""
        self.app.post_message(Asked(self._review.question))

    def action_compare(self) -> None:
        """Hold it against another take of its question."""
        number = None if self._kept is None else self._kept.id
        self.app.post_message(Compared(self._review, self._moment(), number))

    def action_export(self) -> None:
        """Ask for a file, and write the review to it."""
        ask = PathScreen("Write the review to", hint=_ENDINGS, path="~/answer.md")
        self.app.push_screen(ask, self._export)

    def _export(self, path: Path | None) -> None:
        if path is not None:
            self.app.post_message(Exported(self._review, path, self._moment()))

    def _moment(self) -> datetime:
        """Return when the answer was told; of a file, now, since nobody noted it."""
        if self._kept is not None:
            return self._kept.moment
        started = None if self._told is None else self._told.take.notes.started
        return started or datetime.now(UTC).astimezone()

    def action_leave(self) -> None:
        """Go back to the questions."""
        self.app.post_message(Left())

    def on_flag_panel_chosen(self, event: FlagPanel.Chosen) -> None:
        """Open the flag that was clicked."""
        self._choose(event.index)

    def on_transcript_view_clicked(self, event: TranscriptView.Clicked) -> None:
        """Play from the word that was clicked."""
        self._point(event.index)
        if self.check_action("play", ()):
            self._play(self._starts[event.index])

    # What follows from them

    def _choose(self, index: int) -> None:
        """Open a flag, and show its words."""
        panel = self.query_one(FlagPanel)
        panel.chosen = index
        if not self._review.flags:
            return
        evidence = self._review.flags[index].evidence
        self.query_one(TranscriptView).shown = evidence
        self.call_after_refresh(self._show_flag)
        if evidence:
            self._point(evidence[0].start)

    def _show_flag(self) -> None:
        row, n_rows = self.query_one(FlagPanel).rows_of_chosen()
        _bring_in(self.query_one("#flags-frame", VerticalScroll), row, n_rows)

    def _point(self, index: int) -> None:
        """Put the cursor on a word, and bring it into view."""
        transcript = self.query_one(TranscriptView)
        transcript.cursor = index
        frame = self.query_one("#transcript-frame", VerticalScroll)
        _bring_in(frame, transcript.row_of(index), 1)

    @work(thread=True, exclusive=True, group="sound")
    def _play(self, start: Seconds) -> None:
        take = self._review.take
        if take is None:
            return
        try:
            self._player.play(take, start=start)
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))

    def _follow(self) -> None:
        """Light the word that sounds."""
        position = self._player.position
        transcript = self.query_one(TranscriptView)
        if position is None:
            transcript.sounding = None
            return
        index = max(0, bisect_right(self._starts, position) - 1)
        if index != transcript.sounding:
            transcript.sounding = index
            frame = self.query_one("#transcript-frame", VerticalScroll)
            _bring_in(frame, transcript.row_of(index), 1)


def _bring_in(frame: VerticalScroll, row: int, n_rows: int) -> None:
    """Scroll by as little as shows these rows, or the first of them."""
    height = frame.scrollable_content_region.height
    top = round(frame.scroll_y)
    if row < top or n_rows > height:
        frame.scroll_to(y=row, animate=False)
    elif row + n_rows > top + height:
        frame.scroll_to(y=row + n_rows - height, animate=False)
