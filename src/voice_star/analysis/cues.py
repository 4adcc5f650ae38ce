"""Cues for somebody who is speaking: one at a time, each once, none in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voice_star.domain.answer import Sentence, StarPart
from voice_star.domain.cues import DEFAULT_CUES, CueBounds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voice_star.domain.timeline import Seconds

SETTING, LANDING, NO_RESULT = "setting", "landing", "no-result"
"""The ids of the cues."""

_SHOWN: Seconds = 6.0
"""How long a cue stands: it is read at a glance, and then only draws the eye."""

_APART: Seconds = 12.0
"""From the end of one cue to the next at the least."""

_LATEST = 2
"""Sentences whose parts must be beyond doubt."""

_FEW: Seconds = 3.0
"""Of another part these are a slip of the judge, or of the tongue."""

_ACTIONS: Seconds = 10.0
"""Before so much has been said of what was done, nobody misses what came of it."""

_ENOUGH_FOR_RESULT = 0.4
"""Of the target: earlier than this a silence is no sign of an ending."""

_RESULTS_END = 1.15
"""Of the target. Whoever tells the results at its end is landing already, and is left
alone for so much longer."""

_UNHEARD: Seconds = 0.5
"""Voice after the last word that was judged that is none: breath, or the word's end."""

_LAST_KNOWN: Seconds = 20.0
"""Words are judged when the speaker pauses; whoever has not paused for longer than this
may be anywhere."""

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to tell a speaker.

    Attributes:
        id: Which.
        text: A few words.
        at: When it was first shown, in seconds of the take.
    """

    id: str
    text: str
    at: Seconds


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an answer is that is being told.

    Attributes:
        seconds: Told of each part, where any was.
        latest: The last sentences, each with its part and how sure.
        judged_to: Up to when the words were judged, in seconds of the take.
    """

    seconds: Mapping[StarPart, Seconds]
    latest: tuple[Sentence, ...] = ()
    judged_to: Seconds = 0.0


NOTHING_TOLD = Standing({})
"""Before the first word was judged."""


@dataclass(frozen=True, slots=True)
class Now:
    """A moment in an answer that is being told.

    Attributes:
        time: In seconds of the take.
        begun: When the first word was said; below 0 in an answer that goes on from one
            before.
        silence: For how long nobody has spoken.
        target: Seconds that the answer is to last.
    """

    time: Seconds
    begun: Seconds
    silence: Seconds
    target: Seconds

    @property
    def told(self) -> Seconds:
        """For how long the answer has gone on."""
        return self.time - self.begun


def choose_cue(
    standing: Standing,
    now: Now,
    *,
    given: tuple[Cue, ...] = (),
    bounds: CueBounds = DEFAULT_CUES,
) -> Cue | None:
    """Return the cue to be shown at a moment; None for none.

    Args:
        standing: How far the answer is.
        now: The moment.
        given: The cues that were shown so far, in order; the last may stand still.
        bounds: When cues are given.
    """
    if not bounds.show:
        return None
    if given and now.time < given[-1].at + _SHOWN:
        return given[-1]
    if given and now.time < given[-1].at + _SHOWN + _APART:
        return None
    unwanted = {cue.id for cue in given} | _switched_off(bounds)
    for cue, find in _CUES.items():
        text = None if cue in unwanted else find(standing, now, bounds)
        if text is not None:
            return Cue(cue, text, now.time)
    return None


def _switched_off(bounds: CueBounds) -> set[str]:
    """Return the ids of the cues that the speaker does not want."""
    wanted = {
        SETTING: bounds.show_setting,
        LANDING: bounds.show_landing,
        NO_RESULT: bounds.show_no_result,
    }
    return {cue for cue, is_wanted in wanted.items() if not is_wanted}


def _landing(standing: Standing, now: Now, bounds: CueBounds) -> str | None:
    parts = {sentence.part for sentence in standing.latest}
    patience = _RESULTS_END if parts == {StarPart.RESULT} else 1.0
    aim = bounds.landing * now.target
    return f"{_length(aim)}: land it" if now.told >= patience * aim else None


def _no_result(standing: Standing, now: Now, bounds: CueBounds) -> str | None:
    # What was said last must have been judged: it may have been the result.
    is_known = standing.judged_to >= now.time - now.silence - _UNHEARD
    is_due = (
        is_known
        and now.silence >= bounds.silence
        and now.told >= _ENOUGH_FOR_RESULT * now.target
        and standing.seconds.get(StarPart.ACTION, 0.0) >= _ACTIONS
        and not standing.seconds.get(StarPart.RESULT)
        and _is_surely(standing, {StarPart.ACTION}, bounds)
    )
    return "no result yet: what came of it?" if is_due else None


def _setting(standing: Standing, now: Now, bounds: CueBounds) -> str | None:
    further = sum(
        standing.seconds.get(part, 0.0) for part in (StarPart.ACTION, StarPart.RESULT)
    )
    is_due = (
        now.told >= bounds.setting * now.target
        and standing.judged_to >= now.time - _LAST_KNOWN
        and further < _FEW
        and _is_surely(standing, {StarPart.SITUATION, StarPart.TASK}, bounds)
    )
    return f"{_length(now.told)} in and still the setting" if is_due else None


_CUES = {LANDING: _landing, NO_RESULT: _no_result, SETTING: _setting}
"""What looks for each cue, the most pressing first."""


def _is_surely(standing: Standing, parts: set[StarPart], bounds: CueBounds) -> bool:
    """Tell whether the last sentences are some parts, beyond doubt."""
    latest = standing.latest[-_LATEST:]
    return len(latest) == _LATEST and all(
        sentence.part in parts and (sentence.confidence or 0.0) >= bounds.sure
        for sentence in latest
    )


def _length(seconds: Seconds) -> str:
    """Write a length as it is said: ``60 s``, ``2 min``, ``2:30``."""
    whole = round(seconds)
    if whole <= _MINUTE:
        return f"{whole} s"
    minutes, rest = divmod(whole, _MINUTE)
    return f"{minutes}:{rest:02}" if rest else f"{minutes} min"
