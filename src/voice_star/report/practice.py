"""Why a question comes next, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.report.dates import ago
from voice_star.report.labels import title_of

if TYPE_CHECKING:
    from datetime import datetime

    from voice_star.domain.practice import Practised
    from voice_star.domain.record import Record

LAPSES = {
    "stops-at-actions": "stopped at the actions",
    "understated-result": "understated the result",
    "narrow-result": "told a narrow result",
    "no-why": "never said why",
    "unmeasured-result": "gave no figure",
    "solo-story": "named nobody else",
    "team-not-me": "was told as we",
    "no-hurdle": "met no hurdle",
    "long-setup": "took long to set up",
    "no-task": "named no task",
    "no-situation": "named no situation",
    "not-tied-to-job": "was not tied to the job",
    "too-long": "was too long",
    "too-short": "was too short",
    "too-fast": "was too fast",
    "too-slow": "was too slow",
    "long-pause": "had a long pause",
    "filled-pauses": "had many fillers",
    "hedged": "was hedged",
    "repeated": "repeated words",
    "fading-result": "faded at the result",
    "monotone": "was monotone",
}
"""What a flag says of a take that is over, after "last: 9 days ago, "."""


def reason(practised: Practised, *, now: datetime) -> str:
    """Return why a question is worth practising, as ``last: today, gave no figure``."""
    last = practised.last
    if last is None:
        return "not practised yet"
    return f"last: {ago(last.moment, now=now)}, {_lapse(last)}"


def _lapse(record: Record) -> str:
    if record.flags:
        rule = record.flags[0].rule
        return LAPSES.get(rule) or title_of(rule).lower()
    return "nothing was flagged" if record.is_judged else "could not be judged"
