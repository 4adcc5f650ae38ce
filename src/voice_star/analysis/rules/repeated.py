"""repeated: sentences are begun again and words said over, again and again.

Weak:   "I was, I was going to, to ask the, the supplier."
Strong: a silence, then the sentence once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.repeats import find_repeats
from voice_star.analysis.rules.timing import listed
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer
    from voice_star.domain.bands import Bands

FEWEST = 3
"""Everybody says something over now and then."""


def find(answer: Answer, bands: Bands) -> Iterator[Finding]:
    """Flag more than two words or phrases said over in a hundred words."""
    found = find_repeats(answer)
    n_words = len(answer.transcript.spoken)
    if len(found) >= FEWEST and 100 * len(found) > bands.repeats * n_words:
        quotes = listed([answer.quote(repeat) for repeat in found])
        yield Finding(
            f"You say words over at least {len(found)} times: {quotes}.", evidence=found
        )


RULE = Rule(
    id="repeated",
    group=Group.DELIVERY,
    severity=Severity.MILD,
    idea="A story that you know well needs no second start.",
    advice="When a sentence slips, stop, breathe, and go on from where you are; nobody "
    "misses the word you meant. Rehearse the first sentence of each part.",
    questions=(
        "Which sentence do you start twice, and how does it go?",
        "Can you say it in ten words?",
    ),
    find=find,
)
