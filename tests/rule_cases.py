"""Answers that each rule flags, and answers that it leaves alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.telling import tell
from voice_star.analysis.relevance import match_job

if TYPE_CHECKING:
    from voice_star.domain.answer import Answer

SITUATION = (
    "S Three winters ago I ran the night desk of a county library with four branches.",
    "S+adversity People rang in about books we could not find and we had no money.",
)
TASK = ("T I was asked to get the lost books down before the spring count.",)
ACTIONS = (
    "A+problem I went through the slips and saw that most went missing on one van.",
    "A+interaction I sat down with Dora, who drove it, and asked how she loaded.",
    "A I drew a plan of the van and wrote labels for the crates.",
)
MEASURED = "R+concrete+figure Lost books went from 340 a year to 52."
UNMEASURED = "R+concrete Books stopped going missing on that van."
GAIN = "R+gain+concrete Dora got home before nine, and the branches could lend again."
LASTING = "R+lasting+concrete The labels are still on every van today."
WHY = "R+meaning I like it because small things that nobody sees are what I am good at."
GENERIC = "R+generic And in the end it all worked out and everyone was happy."
SIGN_OFF = "O So yeah, that is my example."

SETUP = (*SITUATION, *TASK)
STORY = (*SETUP, *ACTIONS)

STRONG = tell(*STORY, MEASURED, GAIN, LASTING, WHY)
"""Nothing is lacking in it."""

DOUBTED = tell(*STORY, confidence=0.3)
"""The judge does not believe in its own parts."""

SHORT = tell("A I fixed the van.")
"""Too short to be an answer."""

WE = (
    "A+team We went through the slips and we saw that most went missing on one van.",
    "A+team+interaction We sat down with Dora and we asked how she loaded.",
)
DOERLESS = (
    "A+team+problem The slips were gone through and one van stood out.",
    "A+team+interaction Dora was asked how the crates get loaded.",
    "A+team Then labels were drawn, and a plan of the van.",
)
LONG = (
    "S The library had grown out of three older ones, each with its own catalogue.",
    "S One of them kept cards in drawers and another had a system from the eighties.",
)

JOB_OF_ANOTHER_TRADE = """
- Negotiate prices with wholesalers
- Write software tests
- Administer medicines to patients
"""
JOB_OF_THIS_TRADE = """
- Plan how the library van is loaded
- Train new drivers
- Keep the catalogue of books
"""


def held_against(job: str, answer: Answer) -> Answer:
    """Return an answer with how it meets a job."""
    return replace(answer, job=match_job(answer, job))


@dataclass(frozen=True, slots=True)
class Cases:
    """What a rule is tried on."""

    flagged: tuple[Answer, ...]
    left_alone: tuple[Answer, ...]


CASES: dict[str, Cases] = {
    "stops-at-actions": Cases(
        flagged=(tell(*STORY), tell(*STORY, SIGN_OFF)),
        left_alone=(
            STRONG,
            tell(*STORY, GENERIC),
            tell(MEASURED, *STORY),
            DOUBTED,
            SHORT,
        ),
    ),
    "understated-result": Cases(
        flagged=(
            tell(*STORY, GENERIC),
            tell(*STORY, GENERIC, WHY),
            tell(*STORY, "R I think it was fine after that."),
            tell(*STORY, "R+generic+gain Everyone was happy."),
            tell(*STORY, "R+generic+concrete They did well, I think."),
            tell(*STORY, WHY),
        ),
        left_alone=(
            STRONG,
            tell(*STORY),
            tell(*STORY, GENERIC, UNMEASURED),
            tell(*STORY, "R+gain Dora could go home on time."),
            tell(*STORY, "R We lost 52 in the year after."),
            tell(*STORY, "R+generic+concrete+figure It went well, we lost only 52."),
            tell(*STORY, GENERIC, confidence=0.4),
        ),
    ),
    "narrow-result": Cases(
        flagged=(
            tell(*STORY, MEASURED),
            tell(*STORY, UNMEASURED, WHY),
            tell(*STORY, GAIN),
        ),
        left_alone=(
            STRONG,
            tell(*STORY, MEASURED, GAIN),
            tell(*STORY, LASTING),
            tell(*STORY, UNMEASURED, "R+gain That was good for Dora too."),
            tell(*STORY, GENERIC),
            tell(*STORY, "R+generic+concrete They did well, I think."),
            tell(*STORY),
        ),
    ),
    "no-why": Cases(
        flagged=(tell(*STORY, MEASURED, GAIN), tell(*STORY)),
        left_alone=(
            STRONG,
            tell("S+meaning I care for old books, my mother bound them.", *STORY),
            tell(*STORY, MEASURED, "R And I am proud of it."),
            tell(*STORY, MEASURED, confidence=0.4),
        ),
    ),
    "unmeasured-result": Cases(
        flagged=(tell(*STORY, UNMEASURED, LASTING, WHY),),
        left_alone=(
            STRONG,
            tell(*STORY, UNMEASURED, "R+concrete It was twice as quick as before."),
            tell(*STORY, GENERIC),
            tell(*STORY),
        ),
    ),
    "team-not-me": Cases(
        flagged=(
            tell(*SETUP, *WE, MEASURED),
            tell(*SETUP, *WE, "A I drew the plan.", MEASURED),
            tell(*SETUP, *DOERLESS, MEASURED),
            tell(*SETUP, "A We asked Dora.", "A And we drew a plan.", MEASURED),
        ),
        left_alone=(
            STRONG,
            tell(*SETUP, *ACTIONS, *WE[:1], MEASURED),
            tell(*SETUP, "A+team I asked Dora.", "A+team I drew a plan.", MEASURED),
            tell(*SETUP, "A+team The plan was drawn.", MEASURED),
            tell(*SETUP, *WE, MEASURED, confidence=0.4),
        ),
    ),
    "solo-story": Cases(
        flagged=(tell(*SETUP, ACTIONS[0], ACTIONS[2], MEASURED),),
        left_alone=(STRONG, tell(*SETUP, MEASURED, WHY), tell(*STORY)),
    ),
    "no-hurdle": Cases(
        flagged=(tell(SITUATION[0], *TASK, *ACTIONS[1:], MEASURED),),
        left_alone=(
            STRONG,
            tell(*SETUP, *ACTIONS[1:], MEASURED),
            tell(SITUATION[0], *TASK, *ACTIONS, MEASURED),
            tell(SITUATION[0], *TASK, MEASURED, WHY),
        ),
    ),
    "long-setup": Cases(
        flagged=(
            tell(*LONG, *STORY, MEASURED),
            tell(*LONG, *SETUP, ACTIONS[0]),
        ),
        left_alone=(
            STRONG,
            tell(*ACTIONS, MEASURED, WHY),
            tell(*LONG, *STORY, MEASURED, confidence=0.4),
        ),
    ),
    "no-situation": Cases(
        flagged=(tell(*TASK, *ACTIONS, MEASURED),),
        left_alone=(
            STRONG,
            tell(*ACTIONS, MEASURED, *SITUATION),
            tell(*TASK, *ACTIONS, confidence=0.4),
        ),
    ),
    "no-task": Cases(
        flagged=(tell(*SITUATION, *ACTIONS, MEASURED),),
        left_alone=(
            STRONG,
            tell(*SITUATION, *ACTIONS, MEASURED, *TASK),
            tell(*SITUATION, MEASURED, GAIN, WHY),
        ),
    ),
    "not-tied-to-job": Cases(
        flagged=(held_against(JOB_OF_ANOTHER_TRADE, STRONG),),
        left_alone=(STRONG, held_against(JOB_OF_THIS_TRADE, STRONG), SHORT),
    ),
}
"""By the id of the rule."""
