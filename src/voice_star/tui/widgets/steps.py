"""A step of the first start: what it says, the level, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from voice_star.report.recording import Scene, Stage
from voice_star.tui.welcoming import Step, text_of
from voice_star.tui.widgets.meters import LevelMeter
from voice_star.tui.widgets.paper import seen

if TYPE_CHECKING:
    from textual.app import ComposeResult

_LOOKS = ("warning", "heard", "well")


class StepPage(Vertical):
    """The page of a step.

    Args:
        step: Which.
    """

    def __init__(self, step: Step) -> None:
        super().__init__(id=step.name)
        self._step = step

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Static(Content(self._step.value.title), classes="step-title")
        yield Static(text_of(self._step), classes="step-text")
        if self._step.value.has_level:
            yield LevelMeter(classes="level")
        yield Static(classes="answer")

    def answer(self, text: str, look: str = "") -> None:
        """Say what came of it: in the way of a warning, of speech, of a success."""
        answer = self.query_one(".answer", Static)
        lines = [Content(seen(line)) for line in text.split("\n")]
        answer.update(Content("\n").join(lines))
        for one in _LOOKS:
            answer.set_class(one == look, f"-{one}")

    def show_level(self, level: float, *, is_clipping: bool) -> None:
        """Move the meter, where there is one."""
        scene = Scene(
            Stage.READY, elapsed=0.0, target=0.0, level=level, is_clipping=is_clipping
        )
        for meter in self.query(LevelMeter):
            meter.scene = scene
