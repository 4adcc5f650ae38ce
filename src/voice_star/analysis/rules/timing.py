"""What the rules on delivery share: lengths of time, names and phrases, in words."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from voice_star.domain.answer import StarPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.timeline import Seconds

MINUTE: Seconds = 60.0

PART_NAMES = {
    StarPart.SITUATION: "situation",
    StarPart.TASK: "task",
    StarPart.ACTION: "actions",
    StarPart.RESULT: "results",
}
"""What the parts of a story are called when we speak to the user, in STAR order."""

_LONGEST_PHRASE = 30
"""Characters of one phrase in a list of them."""


def say_seconds(seconds: Seconds) -> str:
    """Return a length as people say it: `48 s`, `2 min`, `2 min 31 s`."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def listed(phrases: Sequence[str]) -> str:
    """Return the first three different phrases, in quotation marks."""
    different = dict.fromkeys(
        phrase.lower().strip(",.;:").replace('"', "'")[:_LONGEST_PHRASE]
        for phrase in phrases
    )
    return ", ".join(f'"{phrase}"' for phrase in islice(different, 3))
