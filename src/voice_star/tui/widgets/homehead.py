"""What the first lines of the home screen say: today, the aim, what is left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from voice_star.report.plain import clock, counted
from voice_star.report.styled import shortened
from voice_star.tui.widgets.head import link

if TYPE_CHECKING:
    from voice_star.domain.bands import Bands
    from voice_star.library import Overview

_JOB = 30
"""Letters of a job in the first line, which has other things to tell."""


def today(overview: Overview) -> Content:
    """Return what was done today."""
    told = "nothing yet"
    if overview.n_today:
        told = f"{counted(overview.n_today, 'take')}, {clock(overview.spoken_today)}"
    return Content.assemble(("voice_star", "bold"), f"   today: {told}")


def what_holds(bands: Bands, job: str | None) -> Content:
    """Return what is aimed at and applied for; a click changes either."""
    named = "j no job" if job is None else f"j job: {shortened(job, _JOB)}"
    return Content.assemble(
        link(f"t target {clock(bands.target)}", "screen.change_target"),
        "   ",
        link(named, "screen.change_job"),
    )


def left_over(n_cut_off: int, n_unheard: int) -> str:
    """Return what there is to say of takes that are in no history yet."""
    if n_cut_off:
        was = "was" if n_cut_off == 1 else "were"
        return f"{counted(n_cut_off, 'take')} {was} cut off: u saves what was said."
    takes = counted(n_unheard, "take")
    return f"{takes} not heard yet: voice-star recover hears what was said."
