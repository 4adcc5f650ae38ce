"""What is settled on the home screen: the length to aim at, and the job applied for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.screen import Screen

from voice_star.errors import VoiceStarError
from voice_star.report.plain import clock, counted
from voice_star.tui.messages import Failed
from voice_star.tui.screens.asking import LineScreen
from voice_star.tui.screens.choosing import Choice, ChoiceScreen
from voice_star.tui.widgets.paper import seen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voice_star.workplace import Workplace

_JOB = "Which job do you apply for?"
_JOB_HINT = "a file with the advertisement as plain text; empty for none"

_OTHERWISE = (
    Choice("none", value=""),
    Choice("another advertisement …", is_typed=True),
)
"""What there is besides the jobs that are kept."""


class SettlingScreen(Screen[None]):
    """A screen on which things are settled, and that shows how they stand.

    Args:
        workplace: What holds.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "change_target", "Length to aim at", show=False),
        Binding("j", "change_job", "Job to apply for", show=False),
    ]

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace

    def look(self) -> None:
        """Show how things stand now."""
        raise NotImplementedError

    def action_change_target(self) -> None:
        """Ask how long an answer is to last."""
        ask = LineScreen("How long is an answer to last?", hint="2m, 90s or 1:30")
        self.app.push_screen(ask, self._settle_target)

    def action_change_job(self) -> None:
        """Ask which job is applied for: one that is kept, or another."""
        if not self._workplace.jobs():
            self._ask_for_job()
            return
        ask = ChoiceScreen(_JOB, self._find_jobs, otherwise=_OTHERWISE)
        self.app.push_screen(ask, self._choose_job)

    def _find_jobs(self) -> Sequence[Choice]:
        jobs = self._workplace.jobs()
        return [Choice(path.stem, value=str(path)) for path in jobs]

    def _choose_job(self, choice: Choice | None) -> None:
        if choice is None:
            return
        if choice.is_typed:
            self._ask_for_job()
        else:
            self._settle_job(choice.value)

    def _ask_for_job(self) -> None:
        self.app.push_screen(LineScreen(_JOB, hint=_JOB_HINT), self._settle_job)

    def _settle_target(self, said: str | None) -> None:
        if said:
            workplace = self._workplace
            self._settle(
                lambda: workplace.settle_target(said),
                lambda: f"Aimed at from now on: {clock(workplace.bands.target)}.",
            )

    def _settle_job(self, said: str | None) -> None:
        if said is None:
            return
        path, workplace = Path(said).expanduser() if said else None, self._workplace

        def told() -> str:
            job = workplace.job
            if job is None:
                return "Answers are held against no job from now on."
            return f"{job.name}: {counted(len(job.asks), 'thing')} asked for."

        self._settle(lambda: workplace.settle_job(path), told)

    @work(thread=True, group="settle")
    def _settle(
        self, deed: Callable[[], object], told: str | Callable[[], str]
    ) -> None:
        """Do something that changes what is shown, and say that it is done."""
        try:
            deed()
        except VoiceStarError as error:
            self.app.post_message(Failed(str(error)))
            return
        said = told if isinstance(told, str) else told()
        self.app.notify(seen(said), markup=False)
        self.call_later(self.look)
