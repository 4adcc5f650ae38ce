"""What is shown of a recording: what a studio says, made a scene at every look."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from voice_star.audio.notices import NoticeKind
from voice_star.report.recording import Scene, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voice_star.domain.answer import StarPart
    from voice_star.domain.brief import Brief
    from voice_star.domain.review import Review
    from voice_star.domain.timeline import Seconds
    from voice_star.joining import Told
    from voice_star.studio import View

_READ: Seconds = 8.0
"""How long a notice stands that tells of a moment."""

_STANDING = {NoticeKind.LOST, NoticeKind.NO_SOUND, NoticeKind.DISK}
"""Notices of a state: they stand until there is another."""


class Showing:
    """Makes the scenes of one take, and knows which notice is to be seen.

    Args:
        brief: What the answer is held against.
        after: What the take goes on from: time and parts are those of both.
    """

    def __init__(self, brief: Brief, *, after: Told | None = None) -> None:
        self._brief = brief
        self._before = 0.0 if after is None else after.telling.end
        self._parts_before = {} if after is None else _parts_of(after.review)
        self._goes_on = after is not None
        self._notice_began: tuple[int, Seconds] = (0, 0.0)

    def scene(self, view: View, stage: Stage, *, asks_to_drop: bool = False) -> Scene:
        """Return what is shown at this moment."""
        return Scene(
            stage,
            elapsed=self._before + view.recorder.elapsed,
            target=self._brief.bands.target,
            question=self._brief.question,
            level=view.recorder.level,
            is_clipping=view.recorder.is_clipping,
            n_dropouts=view.recorder.n_dropouts,
            words=view.text.final,
            tentative=view.text.tentative,
            by_part=view.parts or self._parts_before,
            cue=view.cue.text if view.cue else self._hint(stage),
            notice=self._notice(view, stage),
            lag=0.0 if view.failure else view.lag,
            asks_to_drop=asks_to_drop,
        )

    def _hint(self, stage: Stage) -> str | None:
        if stage is Stage.READY and self._goes_on:
            return "Go on from where you stopped: both become one answer."
        return None

    def _notice(self, view: View, stage: Stage) -> str | None:
        """Return what is wrong now, or has been a moment ago."""
        notices = view.recorder.notices
        if len(notices) != self._notice_began[0]:
            self._notice_began = len(notices), time.monotonic()
        is_fresh = time.monotonic() - self._notice_began[1] < _READ
        if notices and (is_fresh or notices[-1].kind in _STANDING):
            return notices[-1].text
        if view.failure is not None and stage is not Stage.ENDING:
            return f"{view.failure} The recording goes on and is kept."
        return None


def _parts_of(review: Review) -> Mapping[StarPart, Seconds]:
    """Return the seconds of each part of an answer, where they are known."""
    paced = review.answer.by_part
    return {one.part: one.duration for one in paced if one.duration is not None}
