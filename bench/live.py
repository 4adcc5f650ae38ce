"""How soon and how well an answer is heard while it is spoken.

Answers of one, two and five minutes are made of recordings whose words are known, and
played into a virtual microphone in real time; see live_telling.py. Beside that: the
plain way, which records first and then transcribes everything.
"""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from bench import scoring
from bench.engines import Engines
from bench.figures import Figure
from bench.live_answers import answers_of
from bench.live_keys import key_figures
from bench.live_telling import tell
from bench.microphone import room
from voice_star.analysis.star import StarJudge
from voice_star.live_session import Helpers
from voice_star.pipeline import review_take
from voice_star.speech.alignment import Aligner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.live_telling import Run
    from voice_star.domain.review import Review
    from voice_star.domain.timeline import Seconds

_RUNS = ((60.0, 8), (120.0, 4), (300.0, 2))
"""Lengths of answers, and how many of each."""

_QUICK_RUNS = ((25.0, 1),)

_N_KEYS, _N_QUICK_KEYS = 30, 4

_AROUND: Seconds = 30.0
"""What is around an answer: opening the microphone, loading, finishing the take."""


def figures(*, is_quick: bool) -> list[Figure]:
    """Return every figure of live hearing."""
    engines = Engines("base")
    helpers = live_helpers(engines)
    plan = _QUICK_RUNS if is_quick else _RUNS
    runs = []
    with room(sum((length + _AROUND) * n for length, n in (*plan, (90.0, 1)))) as here:
        keys = key_figures(here, n_presses=_N_QUICK_KEYS if is_quick else _N_KEYS)
        tell(helpers, next(answers_of(8.0)), here)  # loads everything
        for length, n_answers in plan:
            for answer in list(answers_of(length))[:n_answers]:
                runs.append(tell(helpers, answer, here))
                print(f"  {answer.duration:.0f} s: review after {runs[-1].wait:.2f} s")
    return [*_times(runs, engines), *_errors(runs, helpers), *keys]


def live_helpers(engines: Engines) -> Helpers:
    """Return what `voice-star record` hears and judges with."""
    return Helpers(engines.ours, engines.ours, StarJudge(), Aligner(is_gentle=True))


def _text(review: Review) -> str:
    return review.answer.transcript.text()


def _times(runs: Sequence[Run], engines: Engines) -> list[Figure]:
    """Return how long it took to the review, and to each word."""
    plain = median([_plain_wait(run, engines) for run in runs])
    rows = []
    for length in sorted({round(run.answer.duration, -1) for run in runs}):
        waits = [r.wait for r in runs if round(r.answer.duration, -1) == length]
        rows.append(_wait_figure(f"answers of {length:.0f} s", median(waits)))
    waits = [run.wait for run in runs]
    delays = [delay for run in runs for delay in run.delays]
    middle, _, late = scoring.spread(delays)
    return [
        _wait_figure("median", median(waits), "<= 0.8", plain=f"{plain:.1f} s"),
        _wait_figure("95th percentile", scoring.spread(waits)[2], "<= 1.3"),
        *rows,
        Figure(
            "of that, until the last sample is on disk, median",
            median([run.on_disk for run in runs]),
            "s",
            places=2,
        ),
        Figure("word spoken to word shown, median", middle, "s", "<= 2.5", places=2),
        Figure("the same, 95th percentile", late, "s", "<= 5", places=2),
        Figure("most that was ever waiting to be heard", max(r.lag for r in runs), "s"),
        Figure("dropouts", sum(r.n_dropouts for r in runs), "", "== 0", places=0),
        Figure(
            "processor time of a live session, of one core, median",
            median([run.processor for run in runs]),
            "",
            "<= 1.0",
            places=2,
        ),
    ]


def _wait_figure(
    name: str, value: Seconds, bound: str = "", *, plain: str = ""
) -> Figure:
    what = f"last sample kept to the complete review, {name}"
    return Figure(what, value, "s", bound, plain, places=2)


def _plain_wait(run: Run, engines: Engines) -> Seconds:
    """Return how long the plain way takes from the last sample to the words."""
    began = time.perf_counter()
    segments, _ = engines.plain.transcribe(
        run.take.samples(), beam_size=5, word_timestamps=True, language="en"
    )
    assert list(segments)
    return time.perf_counter() - began


def _errors(runs: Sequence[Run], helpers: Helpers) -> list[Figure]:
    """Return how many more words are wrong than in the same takes heard at once."""
    live = once = n_words = 0
    for run in runs:
        review = review_take(run.take, transcriber=helpers.transcriber)
        live += scoring.word_errors(run.answer.text, run.text)[0]
        wrong, total = scoring.word_errors(run.answer.text, _text(review))
        once, n_words = once + wrong, n_words + total
    return [
        Figure(
            f"WER live less the same take heard at once, points ({n_words} words)",
            100 * (live - once) / max(1, n_words),
            "",
            "<= 0.5",
            f"WER {100 * once / max(1, n_words):.2f} %",
            places=2,
        )
    ]
