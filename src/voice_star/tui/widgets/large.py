"""What stands large on the recording screen: the countdown, the time, the notes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import Digits, Static

from voice_star.domain.answer import StarPart
from voice_star.report.labels import COLOURS, LETTERS
from voice_star.report.plain import clock
from voice_star.report.styled import BOLD, DIM, Line, Piece, both, paragraph, words_of
from voice_star.storynotes import StoryNotes
from voice_star.tui.widgets.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from voice_star.domain.timeline import Seconds
    from voice_star.report.recording import Scene

_STORY = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT)


class Countdown(Vertical):
    """Seconds to prepare in; says when they are over."""

    class Over(Message):
        """The time to prepare is over."""

    _left: Seconds = 0.0
    _timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the widget."""
        yield Static(Content("Prepare: the take begins in"))
        yield Digits("")
        yield Static(Content("space begins now, esc stops counting"))

    @property
    def is_counting(self) -> bool:
        """Whether it counts."""
        return self._timer is not None

    def begin(self, seconds: Seconds) -> None:
        """Count down."""
        self._left = seconds
        self._timer = self.set_interval(1.0, self._count)
        self.query_one(Digits).update(clock(math.ceil(self._left)))
        self.display = True
        self.screen.add_class("counting")

    def end(self) -> None:
        """Count no more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.display = False
        self.screen.remove_class("counting")

    def _count(self) -> None:
        self._left -= 1.0
        if self._left <= 0:
            self.end()
            self.post_message(self.Over())
        else:
            self.query_one(Digits).update(clock(math.ceil(self._left)))


class BigTime(Vertical):
    """Where the take stands and its time, and nothing else."""

    scene: var[Scene | None] = var(None)

    def compose(self) -> ComposeResult:
        """Lay out the widget."""
        yield Static(id="big-stage")
        yield Digits("")
        yield Static(id="big-target")

    def watch_scene(self) -> None:
        """Show it."""
        scene = self.scene
        if scene is None or not self.is_mounted:
            return
        self.query_one("#big-stage", Static).update(Content(scene.stage.value))
        self.query_one(Digits).update(clock(scene.elapsed))
        target = Content(f"of {clock(scene.target)}")
        self.query_one("#big-target", Static).update(target)


class StoryPaper(Paper):
    """The speaker's own notes, a part after the other."""

    notes: var[StoryNotes] = var(StoryNotes())

    def watch_notes(self) -> None:
        """Draw them."""
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the notes; of a part without any, nothing."""
        del height
        lines: list[Line] = [(Piece("Your notes", DIM),)]
        for part in _STORY:
            text = getattr(self.notes, part.value)
            if text:
                letter = Piece(f"{LETTERS[part]} ", both(BOLD, COLOURS[part]))
                lines += paragraph(words_of(text), width, first=(letter,))
        return lines


def is_in_trouble(scene: Scene) -> bool:
    """Tell whether the speaker should look up, even from nothing but the time."""
    return bool(scene.notice or scene.is_clipping or scene.n_dropouts)
