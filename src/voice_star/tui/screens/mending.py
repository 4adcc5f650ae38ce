"""What can be put right in a review on the screen, and how it is judged anew.

Keys are answered at once, in the order in which they come: each is worked out on what
the one before has come to. Judging is for a thread.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from voice_star.correcting import (
    corrections_of,
    merged,
    moved,
    redone,
    relabelled,
    reworded,
    split_at,
    undone,
)
from voice_star.domain.answer import StarPart
from voice_star.errors import VoiceStarError
from voice_star.tui.messages import Failed
from voice_star.tui.screens.parts import JUDGE, PartScreen
from voice_star.tui.screens.writing import WordScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from voice_star.domain.answer import Sentence
    from voice_star.domain.corrections import Corrections
    from voice_star.domain.review import Review
    from voice_star.reviewing import ReviewDesk

    Deed: TypeAlias = Callable[[Review], Corrections | None]

EDITS = frozenset(
    {"reword", "split", "merge", "relabel", "move_boundary", "undo", "redo"}
)
"""The actions by which something is put right."""


class MendingScreen(Screen[None]):
    """A screen with a review that can be put right.

    Whoever makes one shows reviews by `show_review`, and says where the cursor is.

    Args:
        review: Which.
        desk: Judges it anew and keeps it; None where nothing can be put right.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "reword", "Edit"),
        Binding("t", "relabel", "Part", show=False),
        Binding("s", "split", "Split the sentence here", show=False),
        Binding("m", "merge", "Merge with the one before", show=False),
        Binding("b", "move_boundary", "Move boundary here", show=False),
        Binding("u,ctrl+z", "undo", "Undo", show=False),
        Binding("ctrl+y,U", "redo", "Redo", show=False),
    ]

    @dataclass
    class Judged(Message):
        """The answer was judged anew.

        Attributes:
            review: What came of it.
        """

        review: Review

    @dataclass
    class NotJudged(Message):
        """The answer cannot be judged.

        Attributes:
            text: Why, and how to mend it.
        """

        text: str

    def __init__(self, review: Review, desk: ReviewDesk | None) -> None:
        super().__init__()
        self.review = review
        self.desk = desk
        self.is_judging = False
        self._waiting: deque[Deed] = deque()

    @property
    def cursor(self) -> int:
        """The index of the word under the cursor."""
        raise NotImplementedError

    def show_review(self) -> None:
        """Show the review, and whether it is being judged."""
        raise NotImplementedError

    def can_mend(self, action: str) -> bool:
        """Tell whether an action of this class can be done now."""
        if self.desk is None:
            return False
        if action == "undo":
            return bool(corrections_of(self.review).done) or self.is_judging
        if action == "redo":
            return bool(corrections_of(self.review).undone) or self.is_judging
        return bool(self.review.answer.transcript.words)

    # Keys

    def action_reword(self) -> None:
        """Ask what the word under the cursor was."""
        at = self.cursor
        ask = WordScreen(self.review.answer.transcript.words[at].text)
        self.app.push_screen(ask, partial(self._reword, at))

    def action_split(self) -> None:
        """Begin a sentence at the word under the cursor."""
        self._do(lambda review: split_at(review, self.cursor))

    def action_merge(self) -> None:
        """Make this sentence one with the one before."""
        self._do(lambda review: merged(review, self.cursor))

    def action_move_boundary(self) -> None:
        """Move the nearest boundary to the word under the cursor."""
        self._do(lambda review: moved(review, self.cursor))

    def action_relabel(self) -> None:
        """Ask which part this sentence is."""
        sentence = self._sentence()
        division = corrections_of(self.review).draft.division
        settled = division is not None and division.parts[division.at(self.cursor)]
        ask = PartScreen(
            self.review.answer.quote(sentence.words),
            part=sentence.part,
            is_settled=bool(settled),
        )
        self.app.push_screen(ask, self._relabel)

    def action_undo(self) -> None:
        """Take back what was put right last."""
        self._do(undone)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self._do(redone)

    # What follows from them

    def on_mending_screen_judged(self, event: Judged) -> None:
        """Show the new review, and go on with what waits."""
        self.review = event.review
        self.is_judging = False
        self._go_on()
        self.show_review()
        self.refresh_bindings()

    def on_mending_screen_not_judged(self, event: NotJudged) -> None:
        """Say why, and leave all as it was."""
        self.is_judging = False
        self._waiting.clear()
        self.show_review()
        self.app.post_message(Failed(event.text))

    def _reword(self, at: int, text: str | None) -> None:
        if text is not None:
            self._do(lambda review: reworded(review, at, text))

    def _relabel(self, name: str | None) -> None:
        if name is not None:
            part = None if name == JUDGE else StarPart(name)
            self._do(lambda review: relabelled(review, self.cursor, part))

    def _sentence(self) -> Sentence:
        sentences = self.review.answer.sentences
        return next(s for s in sentences if s.words.stop > self.cursor)

    def _do(self, deed: Deed) -> None:
        self._waiting.append(deed)
        if not self.is_judging:
            self._go_on()

    def _go_on(self) -> None:
        """Begin with the next thing to be put right that changes anything."""
        while self._waiting and not self.is_judging:
            try:
                corrections = self._waiting.popleft()(self.review)
            except ValueError:
                text = "An answer needs a word: the last one stays."
                self.app.post_message(Failed(text))
                continue
            if corrections is not None:
                self.is_judging = True
                self.show_review()
                self._judge(corrections)

    @work(thread=True, group="judge")
    def _judge(self, corrections: Corrections) -> None:
        """Judge anew, show it, and then keep it."""
        desk = self.desk
        if desk is None:
            return
        try:
            review = desk.review(self.review, corrections)
        except VoiceStarError as error:
            self.post_message(self.NotJudged(str(error)))
            return
        try:
            desk.keep(review)
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))
        self.post_message(self.Judged(review))
