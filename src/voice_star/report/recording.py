"""What is shown while an answer is spoken: one glance tells that all is well.

Below the head stand the words as they are heard, the latest at the bottom; then the
seconds that each part has taken so far, one quiet cue or notice, and the keys.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from voice_star.domain.answer import StarPart
from voice_star.report.labels import COLOURS, LETTERS, PATTERNS
from voice_star.report.plain import clock, counted
from voice_star.report.styled import (
    BOLD,
    DIM,
    RED,
    Line,
    Piece,
    both,
    length_of,
    paragraph,
    shortened,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from voice_star.domain.timeline import Seconds

_STEPS = "▁▂▃▄▅▆▇█"

_QUIETEST_DB = -48.0
"""Level at which the meter shows its lowest step; each step above is 6 dB."""

_SLOWEST: Seconds = 5.0
"""Seconds that the text may be behind before that is said."""

_STORY = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT)

_PART_WIDTH = 8
"""Columns of the longest part in the meter of parts."""


class Stage(Enum):
    """Where a recording stands."""

    READY = "READY"
    RECORDING = "● REC"
    PAUSED = "PAUSED"
    ENDING = "ENDING"


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is shown at one moment of a recording.

    Attributes:
        stage: Where it stands.
        elapsed: Of the answer so far, with what it goes on from.
        target: Length of answer aimed at.
        question: What is being answered.
        level: Peak of the last moments, 0 to 1 of full scale.
        is_clipping: Whether it was at full scale.
        n_dropouts: Gaps in which sound was lost.
        words: As heard, for good.
        tentative: Words after these that may yet change.
        by_part: Seconds of each part so far; empty while nothing is judged.
        cue: One thing to mind while speaking.
        notice: One thing that is wrong with the sound.
        lag: Seconds of sound that are not heard yet.
        asks_to_drop: Whether the user is asked if the take is to be thrown away.
    """

    stage: Stage
    elapsed: Seconds
    target: Seconds
    question: str | None = None
    level: float = 0.0
    is_clipping: bool = False
    n_dropouts: int = 0
    words: tuple[str, ...] = ()
    tentative: tuple[str, ...] = ()
    by_part: Mapping[StarPart, Seconds] = field(default_factory=dict)
    cue: str | None = None
    notice: str | None = None
    lag: Seconds = 0.0
    asks_to_drop: bool = False


def draw_recording(scene: Scene, width: int, height: int) -> tuple[Line, ...]:
    """Return a scene as at most `height` lines of at most `width` columns.

    Args:
        scene: What is shown.
        width: Columns; 40 at least.
        height: Rows; 8 at least.
    """
    head = (title_line(scene, width), meter_line(scene, width), ())
    foot = (
        (),
        _parts(scene, width),
        *remark_lines(scene, width),
        _keys(scene, width),
    )
    room = max(1, height - len(head) - len(foot))
    return (*head, *heard_lines(scene, width)[-room:], *foot)


def title_line(scene: Scene, width: int) -> Line:
    """Return the question, and the time against its target."""
    time = f"{scene.stage.value}  {clock(scene.elapsed)} / {clock(scene.target)}"
    is_on = scene.stage is Stage.RECORDING
    room = width - len(time) - 2
    question = shortened(scene.question or "", room)
    gap = " " * (width - length_of([Piece(question)]) - len(time))
    return (
        Piece(question, BOLD),
        Piece(gap),
        Piece(time, both(BOLD, RED) if is_on else BOLD),
    )


def meter_line(scene: Scene, width: int) -> Line:
    """Return the level, and what is wrong with the sound where anything is."""
    level = 20 * math.log10(max(scene.level, 1e-6))
    n_steps = max(0, min(len(_STEPS), round((level - _QUIETEST_DB) / 6) + 1))
    bar = _STEPS[:n_steps].ljust(len(_STEPS), "·")
    told = f"{level:.0f} dB" if level > _QUIETEST_DB else "silent"
    pieces = [Piece(f"mic {bar} "), Piece(f"{told:<8}", DIM)]
    if scene.is_clipping:
        pieces.append(Piece(" TOO LOUD", both(BOLD, RED)))
    if scene.n_dropouts:
        pieces.append(Piece(f" {counted(scene.n_dropouts, 'dropout')}", RED))
    if scene.lag > _SLOWEST:
        pieces.append(Piece(f" text {scene.lag:.0f} s behind", DIM))
    return tuple(pieces) if length_of(pieces) <= width else tuple(pieces[:2])


def heard_lines(scene: Scene, width: int) -> list[Line]:
    """Return the words so far, all of them."""
    heard = [Piece(word) for word in scene.words]
    likely = [Piece(word, DIM) for word in scene.tentative]
    # Dimmed where there is colour; where there is none, the dots tell it.
    ending = [Piece("…", DIM)] if likely else []
    return list(paragraph([*heard, *likely, *ending], width - 2, first=(Piece("  "),)))


def _parts(scene: Scene, width: int) -> Line:
    """Return the seconds of each part, and how that looks beside the longest."""
    longest = max([1.0, *scene.by_part.values()])
    pieces: list[Piece] = []
    for part in _STORY:
        seconds = scene.by_part.get(part, 0.0)
        n_columns = math.ceil(_PART_WIDTH * seconds / longest)
        bar = PATTERNS[part] * n_columns
        pieces.append(Piece(f"{LETTERS[part]} ", both(BOLD, COLOURS[part])))
        pieces.append(Piece(f"{bar} " if bar else "", COLOURS[part]))
        pieces.append(Piece(f"{seconds:.0f}s   "))
    if length_of(pieces) <= width:
        return tuple(pieces)
    return tuple(piece for index, piece in enumerate(pieces) if index % 3 != 1)


def remark_lines(scene: Scene, width: int) -> Iterator[Line]:
    """Yield what is wrong with the sound, or else what to mind; one thing at a time."""
    if scene.notice is not None:
        yield from paragraph(
            words_of(scene.notice, RED), width, first=(Piece("! ", RED),)
        )
    elif scene.cue is not None:
        yield (Piece(shortened(scene.cue, width), BOLD),)
    else:
        yield ()


def _keys(scene: Scene, width: int) -> Line:
    if scene.asks_to_drop:
        text = "Throw this take away?   y yes   any other key no"
        return (Piece(shortened(text, width), BOLD),)
    keys = {
        Stage.READY: "space start   esc leave",
        Stage.RECORDING: "space pause   enter stop   esc drop",
        Stage.PAUSED: "space go on   enter stop   esc drop",
        Stage.ENDING: "the last words are heard …",
    }
    return (Piece(shortened(keys[scene.stage], width), DIM),)
