"""SRT: sentences as captions, the name of the part before each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.report.export.clean import cleaned
from voice_star.report.export.cues import cues, timestamp
from voice_star.report.export.exporter import Exporter, Extras
from voice_star.report.labels import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.answer import Answer, Sentence
    from voice_star.domain.attempt import Attempt

_LOOKALIKES = str.maketrans("<>{}", "\u2039\u203a()")
"""SRT cannot escape what its players take for tags."""


def _write(attempts: Sequence[Attempt], _: Extras) -> str:
    answer = attempts[0].review.answer
    return "\n".join(
        f"{number}\n{_time(cue.start)} --> {_time(cue.end)}\n"
        f"{_text(answer, cue.sentence)}\n"
        for number, cue in enumerate(cues(answer), start=1)
    )


def _time(milliseconds: int) -> str:
    return timestamp(milliseconds, mark=",")


def _text(answer: Answer, sentence: Sentence) -> str:
    said = cleaned(answer.quote(sentence.words)).translate(_LOOKALIKES)
    return said if sentence.part is None else f"[{NAMES[sentence.part]}] {said}"


SRT = Exporter(".srt", "SRT", _write, needs_times=True)
