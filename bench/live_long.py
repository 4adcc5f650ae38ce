"""A long take in real time, heard and judged while it is told: nothing must be lost."""

from __future__ import annotations

from bench.alike import gaps_in
from bench.engines import Engines
from bench.figures import Figure
from bench.live import live_helpers
from bench.live_answers import answers_of
from bench.live_telling import tell
from bench.microphone import room

_LENGTH, _QUICK_LENGTH = 1200.0, 60.0

_AROUND = 120.0
"""What is around it: opening the microphone, the review, finishing the take."""


def figures(*, is_quick: bool) -> list[Figure]:
    """Return what was lost of a long take."""
    length = _QUICK_LENGTH if is_quick else _LENGTH
    helpers = live_helpers(Engines("base"))
    answer = next(answers_of(length))
    with room(length + _AROUND) as here:
        run = tell(helpers, answer, here)
    what = f"{length / 60:.0f} min in real time, heard and judged meanwhile"
    gaps = gaps_in(run.take.samples(), answer.samples)
    return [
        Figure(f"{what}: dropouts", run.n_dropouts, "", "== 0", places=0),
        Figure("gaps found in what was recorded of it", gaps, "", "== 0", places=0),
        Figure("its last sample kept to the complete review", run.wait, "s", places=2),
        Figure("most of it that was ever waiting to be heard", run.lag, "s", places=1),
    ]
