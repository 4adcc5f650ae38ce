"""What the first lines of the home screen say: today, the aim, what is left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from voice_star.report.plain import clock, counted
from voice_star.report.styled import shortened
from voice_star.tui.widgets.head import Head, link
from voice_star.tui.widgets.standing import NextCard

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from voice_star.domain.bands import Bands
    from voice_star.library import Overview

_JOB = 30
"""Letters of a job in the first line, which has other things to tell."""


_WELCOME = (
    "Answer one out loud: where it was (Situation), what was asked of you (Task),",
    "what you did (Actions), and what came of it and why that counts (Results).",
)


class HomeTop(Vertical):
    """Today and what holds; what to practise next, or what this is all about."""

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        yield Head(id="head")
        yield NextCard(id="next")
        yield Static(Content("\n".join(_WELCOME)), id="welcome")
        yield Static(id="cut-off")

    def tell(
        self, overview: Overview, *, n_cut_off: int, bands: Bands, job: str | None
    ) -> None:
        """Say how things stand.

        Args:
            overview: What is next, what was done today, what was never heard.
            n_cut_off: Takes that were cut off and can be saved.
            bands: What is aimed at.
            job: What is applied for; None where nobody said.
        """
        self.query_one(Head).tell(_today(overview), _holds(bands, job))
        card = self.query_one(NextCard)
        card.now, card.pick = overview.now, overview.pick
        card.display = overview.pick is not None and overview.n_takes > 0
        self.query_one("#welcome").display = not overview.n_takes
        cut_off = self.query_one("#cut-off", Static)
        cut_off.update(Content(_left_over(n_cut_off, overview.n_unheard)))
        cut_off.display = n_cut_off + overview.n_unheard > 0


def _today(overview: Overview) -> Content:
    """Return what was done today."""
    told = "nothing yet"
    if overview.n_today:
        told = f"{counted(overview.n_today, 'take')}, {clock(overview.spoken_today)}"
    return Content.assemble(("voice_star", "bold"), f"   today: {told}")


def _holds(bands: Bands, job: str | None) -> Content:
    """Return what is aimed at and applied for; a click changes either."""
    named = "j no job" if job is None else f"j job: {shortened(job, _JOB)}"
    return Content.assemble(
        link(f"t target {clock(bands.target)}", "screen.change_target"),
        "   ",
        link(named, "screen.change_job"),
    )


def _left_over(n_cut_off: int, n_unheard: int) -> str:
    """Return what there is to say of takes that are in no history yet."""
    if n_cut_off:
        was = "was" if n_cut_off == 1 else "were"
        return f"{counted(n_cut_off, 'take')} {was} cut off: u saves what was said."
    is_ = "is" if n_unheard == 1 else "are"
    which = "it" if n_unheard == 1 else "the latest"
    return f"{counted(n_unheard, 'take')} {is_} not heard yet: u hears {which}."
