"""What sounds of a review on the screen: from where, how fast, and which word it is."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from voice_star.errors import VoiceStarError
from voice_star.tui.messages import Failed
from voice_star.tui.screens.mending import MendingScreen

if TYPE_CHECKING:
    from voice_star.audio.playback import Player
    from voice_star.domain.review import Review
    from voice_star.domain.timeline import Seconds
    from voice_star.reviewing import ReviewDesk

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""What can be chosen."""

_TICK = 0.05
"""Seconds between two looks at what sounds: a word seldom takes less than 0.1 s."""


class PlayingScreen(MendingScreen):
    """A screen with a review whose take can be played.

    Whoever makes one lights the word that sounds.

    Args:
        review: Which.
        player: Plays its take.
        desk: Finds its sound, where the review was kept.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("p", "play", "Play"),
        Binding("P", "play_part", "Play this part", show=False),
        Binding("plus,equals_sign", "speed_up(1)", "Faster", show=False),
        Binding("minus", "speed_up(-1)", "Slower", show=False),
    ]

    def __init__(
        self, review: Review, *, player: Player, desk: ReviewDesk | None
    ) -> None:
        super().__init__(review, desk)
        self._player = player
        self.speed = 1.0
        self._end: Seconds | None = None

    def light(self, index: int | None) -> None:
        """Show which word sounds; None for none."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow what sounds."""
        self.set_interval(_TICK, self._follow)

    def on_unmount(self) -> None:
        """Be silent."""
        self._player.stop()

    @property
    def can_play(self) -> bool:
        """Whether there is anything that sounds."""
        is_timed = self.review.answer.transcript.is_timed
        return self.review.take is not None and is_timed

    # Keys

    def action_play(self) -> None:
        """Play from the word under the cursor; be silent where something plays."""
        if self._player.position is not None:
            self._player.stop()
        else:
            self.play_from(self.cursor)

    def action_play_part(self) -> None:
        """Play the part that the cursor is in, from its start to its end."""
        answer = self.review.answer
        runs = [one.words for one in answer.segments or answer.sentences]
        words = next(one for one in runs if one.stop > self.cursor)
        start, end = answer.transcript.start_of(words), answer.transcript.end_of(words)
        if start is not None:
            self._begin(start, end)

    def action_speed_up(self, by: int) -> None:
        """Play faster or slower from now on, at the same pitch."""
        index = SPEEDS.index(self.speed) + by
        self.speed = SPEEDS[max(0, min(len(SPEEDS) - 1, index))]
        self.show_review()
        position = self._player.position
        if position is not None:
            self._begin(position, self._end)

    def play_from(self, index: int) -> None:
        """Play from a word, where there is anything that sounds."""
        span = self.review.answer.transcript.words[index].span
        if span is not None and self.review.take is not None:
            self._begin(span.start, None)

    # What follows from them

    def _begin(self, start: Seconds, end: Seconds | None) -> None:
        self._end = end
        self._play(start, end, self.speed)

    @work(thread=True, exclusive=True, group="sound")
    def _play(self, start: Seconds, end: Seconds | None, speed: float) -> None:
        take = self.review.take
        if take is None:
            return
        try:
            sound = take if self.desk is None else self.desk.sound(take)
            self._player.play(sound, start=start, end=end, speed=speed)
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))

    def _follow(self) -> None:
        """Light the word that sounds."""
        position = self._player.position
        if position is None:
            self.light(None)
            return
        words = self.review.answer.transcript.words
        at = bisect_right(
            words, position, key=lambda word: word.span.start if word.span else 0.0
        )
        self.light(max(0, at - 1))
