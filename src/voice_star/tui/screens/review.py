"""The review screen: the verdict at a glance, and the sound of it one key away."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.errors import VoiceStarError
from voice_star.tui.messages import Asked, Compared, Exported, Failed, Left
from voice_star.tui.screens.again import AgainScreen
from voice_star.tui.screens.exporting import ExportScreen
from voice_star.tui.screens.mending import EDITS
from voice_star.tui.screens.writing import NotesScreen
from voice_star.tui.widgets.reviewed import ReviewHead, ReviewPaper

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.audio.playback import Player
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.review import Review
    from voice_star.joining import Told
    from voice_star.reviewing import ReviewDesk
    from voice_star.tui.screens.again import Rehear

_FORMS = (
    (".html", "A page that reads by itself"),
    (".md", "Markdown, to edit"),
    (".json", "All there is, for programs"),
    (".csv", "A row of a table"),
    (".srt", "Captions"),
    (".vtt", "Captions for the web"),
    (".TextGrid", "Tiers for Praat"),
    (".labels.txt", "Labels for Audacity"),
)
"""The forms of file there are, by their ending."""


class ReviewScreen(AgainScreen):
    """One review.

    Args:
        review: Which.
        player: Plays its take.
        bands: What it was held against.
        told: What can be gone on from; None for a recording made elsewhere.
        kept: The attempt that it is of; None where it is not in the history yet.
        desk: What it is put right and kept with; None where it is only looked at.
        gentle: Whether figures are hidden at first.
        rehear: Begins to have it heard again by a larger model, where there is one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("c", "go_on", "Continue"),
        ("r", "retake", "Retake"),
        ("d", "compare", "Compare"),
        ("x", "export", "Export"),
        Binding("n", "note", "Notes", show=False),
        Binding("g", "be_gentle", "Gentle: no figures", show=False),
        ("question_mark", "app.show_keys", "Keys"),
        Binding("q,escape", "leave", "Back", show=False),
    ]

    def __init__(
        self,
        review: Review,
        *,
        player: Player,
        bands: Bands = DEFAULT_BANDS,
        told: Told | None = None,
        kept: Attempt | None = None,
        desk: ReviewDesk | None = None,
        gentle: bool = False,
        rehear: Rehear | None = None,
    ) -> None:
        super().__init__(review, player=player, desk=desk, rehear=rehear)
        self._bands = bands
        self._told = told
        self._kept = kept
        self.is_gentle = gentle
        self._has_notes = bool(kept and kept.notes)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with this review."""
        del parameters
        if action in {"play", "play_part", "speed_up"}:
            return self.can_play
        offered = {
            "go_on": self._told is not None,
            "compare": self.review.question is not None
            and hasattr(self.app, "on_compared"),
            "move_flag": bool(self.review.flags) and not self.is_gentle,
            "note": self.desk is not None and self.desk.keeps,
        }
        if action in EDITS:
            return self.can_mend(action)
        return offered.get(action, True)

    def show_review(self) -> None:
        """Show the review, and what else is to be known of it."""
        self.query_one(ReviewHead).status = self._status()
        self.set_class(self.is_gentle, "-gentle")
        for paper in self.query(ReviewPaper):
            paper.bands = self._bands
            paper.is_gentle = self.is_gentle
            paper.review = self.review
        self.hold_place()

    def _status(self) -> str:
        corrections = self.review.corrections
        n_done = 0 if corrections is None else len(corrections.done)
        told = [
            "judging anew …" if self.is_judging else "",
            f"{n_done} put right" if n_done else "",
            "noted" if self._has_notes else "",
            self.heard_again,
            f"{self.speed:g}x" if self.speed != 1 else "",
        ]
        return " · ".join(filter(None, told))

    # Keys

    def action_go_on(self) -> None:
        """Add to this answer, as it was put right."""
        told = self._told if self.desk is None else self.desk.told(self.review)
        self.app.post_message(Asked(self.review.question, after=told))

    def action_retake(self) -> None:
        """Tell the answer anew."""
        self.app.post_message(Asked(self.review.question))

    def action_compare(self) -> None:
        """Hold it against another take of its question."""
        number = None if self._kept is None else self._kept.id
        self.app.post_message(Compared(self.review, self._moment(), number))

    def action_be_gentle(self) -> None:
        """Hide all figures and all but one step, or show them again."""
        self.is_gentle = not self.is_gentle
        self.show_review()
        self.refresh_bindings()
        self.call_after_refresh(self.choose, 0)

    def action_export(self) -> None:
        """Ask for a form and a file, and write the review to it."""
        self.app.push_screen(ExportScreen(_FORMS, path="~/answer.html"), self._export)

    def action_note(self) -> None:
        """Show the notes on this take."""
        self._open_notes()

    def action_leave(self) -> None:
        """Go back to the questions."""
        self.app.post_message(Left())

    # What follows from them

    def _export(self, path: Path | None) -> None:
        if path is not None:
            self.app.post_message(Exported(self.review, path, self._moment()))

    def _moment(self) -> datetime:
        """Return when the answer was told; of a file, now, since nobody noted it."""
        if self._kept is not None:
            return self._kept.moment
        started = None if self._told is None else self._told.take.notes.started
        return started or datetime.now(UTC).astimezone()

    @work(group="notes", exclusive=True)
    async def _open_notes(self) -> None:
        """Read the notes, have them written on, and keep them."""
        desk = self.desk
        if desk is None:
            return
        try:
            before = await asyncio.to_thread(desk.notes)
            after = await self.app.push_screen_wait(NotesScreen(before))
            if after != before:
                await asyncio.to_thread(desk.keep_notes, after)
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))
            return
        self._has_notes = bool(after)
        self.show_review()
