"""team-not-me: the actions are told as "we", so the speaker's own part is lost.

Weak:   "We rewrote the scheduler and we shipped it in May."
Strong: "I rewrote the scheduler; the team reviewed it and I shipped it in May."
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voice_star.analysis.rule import Finding, Group, Rule
from voice_star.analysis.rules.common import (
    can_tell,
    indices_of,
    is_sure,
    quote,
    ranges_of,
    say_times,
)
from voice_star.domain.answer import Mark, StarPart
from voice_star.domain.review import Severity
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.answer import Answer, Sentence
    from voice_star.domain.bands import Bands

TEAM = frozenset({"we", "we'd", "we'll", "we're", "we've"})
SPEAKER = frozenset({"i", "i'd", "i'll", "i'm", "i've"})
"""Only those who act: "our" and "my" belong to things, "us" and "me" are acted upon."""

FEWEST = 2
"""One "we", or one sentence without a doer, is credit to others, which is no fault."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An action, and how often it names who acts."""

    sentence: Sentence
    n_team: int
    n_speaker: int

    @property
    def is_shared(self) -> bool:
        """Whether it is told as "we", or as if it did itself.

        A plain "I" makes it the speaker's own, whatever the judge's mark, unless "we"
        outweighs it; and a "we" that stands alone is shared even without the mark.
        """
        is_marked = Mark.TEAM in self.sentence.marks
        return self.n_team > self.n_speaker or (is_marked and not self.n_speaker)


def find(answer: Answer, _bands: Bands) -> Iterator[Finding]:
    """Flag actions that more often have no doer, or the team, than the speaker."""
    if not can_tell(answer):
        return
    actions = answer.sentences_of(StarPart.ACTION)
    told = [
        _Told(
            s,
            n_team=len(indices_of(answer, s.words, TEAM)),
            n_speaker=len(indices_of(answer, s.words, SPEAKER)),
        )
        for s in actions
    ]
    shared = [one for one in told if one.is_shared]
    own = [one for one in told if one.n_speaker and not one.is_shared]
    mentions = max(len(shared), sum(one.n_team for one in shared))
    if mentions >= FEWEST and len(shared) > len(own) and is_sure(actions):
        yield _finding(answer, told)


def _finding(answer: Answer, told: Sequence[_Told]) -> Finding:
    sentences = [one.sentence for one in told]
    we = [index for s in sentences for index in indices_of(answer, s.words, TEAM)]
    n_speaker = sum(one.n_speaker for one in told)
    if len(we) >= FEWEST and len(we) > n_speaker:
        return Finding(
            f'Where you tell what was done you say "we" {say_times(len(we))} and "I" '
            f"{say_times(n_speaker)}, so your own part cannot be told apart.",
            evidence=tuple(WordRange(index, index + 1) for index in we),
        )
    shared = [one.sentence for one in told if one.is_shared]
    return Finding(
        f"You do not say who did it where you tell {_quotes(answer, shared)}.",
        evidence=ranges_of(shared),
    )


def _quotes(answer: Answer, shared: Sequence[Sentence]) -> str:
    return " and ".join(quote(answer, s.words) for s in shared[:2])


RULE = Rule(
    id="team-not-me",
    group=Group.TELLING,
    severity=Severity.MAJOR,
    idea="Credit the team, but let your own part be seen: they would hire you, not it.",
    advice='Say what you did yourself and name the team once: "I …, while … took care '
    'of …"',
    questions=(
        "Which step would not have happened without you?",
        "What did you decide, write, say or build yourself?",
        "Who did the rest, and how did you bring them to it?",
    ),
    find=find,
)
