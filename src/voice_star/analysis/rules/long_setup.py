"""long-setup: situation and task take so much that little is left for the rest.

Weak:   a minute on the firm, its history and its systems, then "so I fixed it".
Strong: "In my second year at a bakery we threw away a fifth of the bread, and I was
        asked to halve that by summer." Then the actions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import can_tell, is_sure, n_spoken, percent
from voice_star.domain.answer import StarPart
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands

SETUP = (StarPart.SITUATION, StarPart.TASK)


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag a setup that takes more than 40 % of the words, or what is set."""
    setup = answer.sentences_of(*SETUP)
    if not setup or not can_tell(answer) or not is_sure(setup):
        return
    share = n_spoken(answer, setup) / n_spoken(answer, answer.sentences)
    if share > bands.long_setup:
        said = percent(share)
        if said == percent(bands.long_setup):
            said = f"a little over {said}"
        yield Finding(
            f"Setting and task take {said} of your words.",
            evidence=tuple(s.words for s in answer.segments if s.part in SETUP),
            severity=Severity.MAJOR if share > bands.far_too_long_setup else None,
        )


RULE = Rule(
    id="long-setup",
    group=Group.TELLING,
    severity=Severity.MINOR,
    idea="The story lives in its actions and results: set the scene and move on.",
    advice="Set the scene in two sentences and leave out what the rest does not need: "
    '"In …, as …, I saw that …, and I had to … by …"',
    questions=(
        "What must a stranger know to follow what you did, and what not?",
        "Can you name the place, the trouble and your task in two sentences?",
    ),
    find=find,
)
