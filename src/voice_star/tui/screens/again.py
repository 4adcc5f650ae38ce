"""A review that a better one takes the place of, while somebody reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from voice_star.errors import VoiceStarError
from voice_star.tui.messages import Failed
from voice_star.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from voice_star.audio.playback import Player
    from voice_star.domain.review import Review
    from voice_star.progress import OnProgress, Progress
    from voice_star.rehearing import Reheard, Rehearing
    from voice_star.reviewing import ReviewDesk

    Rehear: TypeAlias = Callable[[OnProgress], Rehearing | None]

_LOOK = 0.5
"""Seconds between two looks at how far it is."""

_STANDS = "The first review stands."


class AgainScreen(ReadingScreen):
    """A screen with a review whose answer a larger model hears again.

    Args:
        review: The first.
        player: Plays its take.
        desk: Keeps the new one.
        rehear: Begins to hear it again, if there is a larger model; it is ended when
            the screen is left.
    """

    @dataclass
    class Better(Message):
        """The new review is here.

        Attributes:
            reheard: The review, and what is to be said of it.
        """

        reheard: Reheard

    @dataclass
    class NotBetter(Message):
        """There will be no new review.

        Attributes:
            text: Why.
        """

        text: str

    def __init__(
        self,
        review: Review,
        *,
        player: Player,
        desk: ReviewDesk | None,
        rehear: Rehear | None = None,
    ) -> None:
        super().__init__(review, player=player, desk=desk)
        self._rehear = rehear
        self._again: Rehearing | None = None
        self._share = 0.0

    @property
    def heard_again(self) -> str:
        """How far it is, in a few words; nothing where nobody hears it again."""
        if self._again is None:
            return ""
        return f"{self._again.model} hears it again: {self._share:.0%}"

    def on_mount(self) -> None:
        """Begin to hear it again, once the first review is seen."""
        if self._rehear is not None:
            self.call_after_refresh(self._begin_again)

    def on_unmount(self) -> None:
        """Hear no more of it: the next take needs the machine."""
        self._give_up()

    def on_again_screen_better(self, event: Better) -> None:
        """Show the new review in place of the first, and say so.

        What somebody has put right meanwhile is worth more than what is heard again.
        """
        if self._again is None or self.is_judging or self.review.corrections:
            self._give_up()
            self.show_review()
            return
        self._again = None
        self.review = event.reheard.review
        self.show_review()
        self.refresh_bindings()
        self.notify(event.reheard.note, markup=False)
        self._keep_new(self.review)

    def on_again_screen_not_better(self, event: NotBetter) -> None:
        """Say why."""
        self._again = None
        self.show_review()
        self.app.post_message(Failed(event.text))

    def _begin_again(self) -> None:
        if self._rehear is not None and self.is_current:
            self._again = self._rehear(self._note_share)
        if self._again is not None:
            self._wait_for(self._again)
            self.set_interval(_LOOK, self._look_again)

    def _look_again(self) -> None:
        """Show how far it is."""
        if self._again is not None:
            self.show_review()

    def _give_up(self) -> None:
        if self._again is not None:
            self._again.cancel()
            self._again = None

    def _note_share(self, progress: Progress) -> None:
        """Take note of how far it is. Runs in the thread that hears."""
        self._share = progress.share

    @work(thread=True, group="again")
    def _wait_for(self, again: Rehearing) -> None:
        try:
            reheard = again.result()
        except VoiceStarError as error:
            self.post_message(self.NotBetter(f"{error} {_STANDS}"))
            return
        if reheard is not None:
            self.post_message(self.Better(reheard))

    @work(thread=True, group="judge")
    def _keep_new(self, review: Review) -> None:
        if self.desk is None:
            return
        try:
            self.desk.keep_instead(review)
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))
