"""not-tied-to-job: nothing done, and no pride in it, touches what the job asks for.

Weak, for a job that asks to negotiate with suppliers: "I repainted the whole office."
Strong: "I got the paint at half the price, by offering the wholesaler our next order."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.relevance import is_broad, near_any
from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import can_tell, is_sure
from voice_star.domain.answer import StarPart
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands

ID = "not-tied-to-job"

FEWEST_ASKS = 3
"""Of a job that asks for less, too little is known."""

NAMED = 2
"""Asks named to the speaker: more make a list, and lists are not read."""


def find(answer: Answer, _bands: Bands) -> Iterator[Finding]:
    """Flag a story that meets no ask, or only such as nearly any story meets."""
    job = answer.job
    if job is None or len(job.asks) < FEWEST_ASKS:
        return
    actions = answer.sentences_of(StarPart.ACTION)
    if not actions or not can_tell(answer) or not is_sure(actions):
        return
    own = [ask for ask in job.asks if not is_broad(ask)]
    if len(own) < NAMED or any(not is_broad(ask) for ask in job.met):
        return
    if near_any(answer, own):
        return
    first, second = (f'"{ask.text}"' for ask in own[:NAMED])
    yield Finding(
        "I heard nothing in your actions, or in why they matter to you, that shows "
        f"what this job asks for, such as {first} or {second}."
    )


RULE = Rule(
    id=ID,
    group=Group.TELLING,
    severity=Severity.MINOR,
    idea="Your actions, or why you are proud, should connect to the job you want.",
    advice=(
        "Dwell on the action that is closest to the work of this job, or say how what "
        "you are proud of is something this job needs."
    ),
    questions=(
        "Which of the things you did would you do again in this job?",
        "Which of them is hardest to do well, and would matter most there?",
        "What about this result would make you want this job?",
    ),
    find=find,
)
