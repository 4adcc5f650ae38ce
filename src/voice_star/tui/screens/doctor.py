"""The doctor screen: whether all that recording needs is in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from voice_star.checkup import Finding, Patient
from voice_star.progress import Cancelled, Progress
from voice_star.report.checkup import checkup_lines, checkup_verdict
from voice_star.tui.widgets.keys import Keys
from voice_star.tui.widgets.paper import Paper, seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from voice_star.report.styled import Line
    from voice_star.workplace import Workplace


class Findings(Paper):
    """What has been found so far, and once all is known the verdict."""

    findings: var[tuple[Finding, ...]] = var(())
    is_done: var[bool] = var(default=False)

    def watch_findings(self) -> None:
        """Draw it."""
        self.redraw()

    def watch_is_done(self) -> None:
        """Draw it."""
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return each finding, and how to mend what is not in order."""
        del height
        lines = tuple(checkup_lines(self.findings, width))
        if not self.is_done:
            return lines
        return (*lines, (), checkup_verdict(self.findings))


class DoctorScreen(Screen[None]):
    """Looks at all there is to look at, in a thread.

    Args:
        workplace: Knows the doctor, and what is settled.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("r", "look_again", "Look again"),
        ("question_mark", "app.show_keys", "Keys"),
        ("q,escape", "leave", "Back"),
    ]

    @dataclass
    class Found(Message):
        """Something has been found.

        Attributes:
            finding: What.
        """

        finding: Finding

    @dataclass
    class Began(Message):
        """Something is being done that takes more than a moment.

        Attributes:
            text: What.
        """

        text: str

    class Done(Message):
        """All has been looked at."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(Content("Is all in order?"), id="title")
        with VerticalScroll(id="findings-frame"):
            yield Findings(id="findings")
        yield Static(id="stage")
        yield ProgressBar(total=None, show_eta=False, show_percentage=False)
        yield Keys()

    def on_mount(self) -> None:
        """Begin."""
        self.action_look_again()

    def on_doctor_screen_found(self, event: Found) -> None:
        """Show what was found."""
        paper = self.query_one(Findings)
        paper.findings = (*paper.findings, event.finding)

    def on_doctor_screen_began(self, event: Began) -> None:
        """Say what is going on."""
        self.query_one("#stage", Static).update(Content(seen(event.text)))

    def on_doctor_screen_done(self) -> None:
        """Show the verdict."""
        self._be_busy(is_busy=False)
        self.query_one(Findings).is_done = True
        self.query_one(VerticalScroll).scroll_end(animate=False)

    def action_look_again(self) -> None:
        """Look at all of it anew."""
        paper = self.query_one(Findings)
        paper.findings, paper.is_done = (), False
        self._be_busy(is_busy=True)
        self._look()

    def action_leave(self) -> None:
        """Go back; what is under way ends as soon as it can."""
        self.workers.cancel_node(self)
        self.dismiss()

    def _be_busy(self, *, is_busy: bool) -> None:
        self.query_one("#stage", Static).update(Content("looking …" if is_busy else ""))
        self.query_one(ProgressBar).display = is_busy

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        worker = get_current_worker()

        def say(text: str) -> None:
            if worker.is_cancelled:
                raise Cancelled
            self.post_message(self.Began(text))

        def report(_progress: Progress) -> None:
            if worker.is_cancelled:
                raise Cancelled

        settings = self._workplace.settings
        patient = Patient(settings.microphone, settings.model, say, report)
        try:
            for finding in self._workplace.doctor(patient):
                if worker.is_cancelled:
                    return
                self.post_message(self.Found(finding))
        except Cancelled:
            return
        self.post_message(self.Done())
