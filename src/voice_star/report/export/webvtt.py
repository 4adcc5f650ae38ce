"""WebVTT: sentences as captions, each spoken by its part, fillers in a class."""

from __future__ import annotations

import html
from itertools import chain
from typing import TYPE_CHECKING

from voice_star.report.export.clean import cleaned
from voice_star.report.export.cues import Cue, cues, timestamp
from voice_star.report.export.exporter import Exporter, Extras
from voice_star.report.labels import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.answer import Answer
    from voice_star.domain.attempt import Attempt

_STYLE = """STYLE
::cue(.situation) { color: #7fdbe6 }
::cue(.task) { color: #ffd479 }
::cue(.action) { color: #9be39b }
::cue(.result) { color: #e6a8ff }
::cue(.filler) { opacity: 0.6 }
"""
"""Light on the black that captions stand on; in the colours of the terminal."""


def _write(attempts: Sequence[Attempt], _: Extras) -> str:
    answer = attempts[0].review.answer
    blocks = (_block(answer, cue) for cue in cues(answer))
    return "\n".join(chain(("WEBVTT\n", _STYLE), blocks))


def _block(answer: Answer, cue: Cue) -> str:
    start, end = (timestamp(time, mark=".") for time in (cue.start, cue.end))
    return f"{start} --> {end}\n{_text(answer, cue)}\n"


def _text(answer: Answer, cue: Cue) -> str:
    said = " ".join(_words(answer, cue))
    part = cue.sentence.part
    if part is None:
        return said
    return f"<v.{part.value} {NAMES[part]}>{said}</v>"


def _words(answer: Answer, cue: Cue) -> Iterator[str]:
    for index in cue.sentence.words:
        word = answer.transcript.words[index]
        text = html.escape(cleaned(word.text), quote=False)
        yield f"<c.filler>{text}</c>" if word.is_filled_pause else text


WEBVTT = Exporter(".vtt", "WebVTT", _write, needs_times=True)
