"""How soon and how well an answer is heard while it is spoken.

Answers of one, two and five minutes are made of recordings whose words are known, and
fed in real time, as a microphone would. Beside that: the plain way, which records first
and then transcribes everything.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from bench import scoring
from bench.engines import Engines
from bench.figures import Figure
from bench.live_answers import KEPT, answers_of
from bench.live_memory import memory_figures
from voice_star.analysis.star import StarJudge
from voice_star.domain.take import SAMPLERATE, Take, to_pcm
from voice_star.domain.transcript import Word
from voice_star.live_session import Helpers, LiveSession
from voice_star.pipeline import review_take
from voice_star.speech.alignment import Aligner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench.live_answers import Answer
    from bench.recordings import Said
    from voice_star.domain.review import Review
    from voice_star.domain.take import Samples
    from voice_star.domain.timeline import Seconds

Play: TypeAlias = "Callable[[Samples], Iterator[Samples]]"
"""Plays some sound and yields what is recorded of it, block by block, in real time."""

_BLOCK: Seconds = 0.1

_RUNS = ((60.0, 8), (120.0, 4), (300.0, 2))
"""Lengths of answers, and how many of each."""

_QUICK_RUNS = ((45.0, 1),)


@dataclass(frozen=True, slots=True)
class Run:
    """What one answer showed.

    Attributes:
        answer: Which.
        wait: From the last sample to the review.
        delays: From the end of each word to the moment it was shown.
        processor: Seconds of processor for a second of sound.
        lag: The largest that was shown.
        text: As heard live.
    """

    answer: Answer
    wait: Seconds
    delays: tuple[Seconds, ...]
    processor: float
    lag: Seconds
    text: str


def figures(*, is_quick: bool) -> list[Figure]:
    """Return every figure of live hearing."""
    engines = Engines("base")
    helpers = Helpers(engines.ours, engines.ours, StarJudge(), Aligner(is_gentle=True))
    plan = _QUICK_RUNS if is_quick else _RUNS
    answers = [
        answer
        for length, n_answers in plan
        for answer in list(answers_of(length))[:n_answers]
    ]
    _tell_live(helpers, next(answers_of(10.0)), play=in_real_time)  # loads everything
    runs = []
    for answer in answers:
        runs.append(_tell_live(helpers, answer, play=in_real_time))
        print(f"  {answer.duration:.0f} s: review after {runs[-1].wait:.2f} s")
    rows = [*_times(runs, engines), *_errors(runs, helpers)]
    return rows if is_quick else [*rows, *memory_figures()]


def in_real_time(samples: Samples) -> Iterator[Samples]:
    """Play sound to nobody: each block is there when it would have been recorded."""
    step = round(_BLOCK * SAMPLERATE)
    began = time.perf_counter()
    for first in range(0, len(samples), step):
        block = samples[first : first + step]
        due = began + (first + len(block)) / SAMPLERATE
        time.sleep(max(0.0, due - time.perf_counter()))
        yield block


def _tell_live(helpers: Helpers, answer: Answer, *, play: Play) -> Run:
    """Tell an answer to a session, and watch what is shown."""
    seen: list[tuple[Seconds, tuple[str, ...]]] = []
    lag = 0.0
    n_until_key = len(answer.samples) - round(KEPT * SAMPLERATE)
    n_fed = 0
    with LiveSession(helpers) as session:
        processor, began = time.process_time(), time.perf_counter()
        for block in play(answer.samples):
            session.feed(block)
            n_fed += len(block)
            if n_fed >= n_until_key:
                session.expect_end()
            words = session.text.words
            if not seen or words != seen[-1][1]:
                seen.append((time.perf_counter() - began, words))
            lag = max(lag, session.lag)
        last = time.perf_counter()
        review = session.finish()
        done = time.perf_counter()
        used = time.process_time() - processor
    seen.append((done - began, session.text.words))
    return Run(
        answer,
        wait=done - last,
        delays=tuple(_delays(answer.words, seen)),
        processor=used / answer.duration,
        lag=lag,
        text=_text(review),
    )


def _delays(
    said: Sequence[Said], seen: Sequence[tuple[Seconds, tuple[str, ...]]]
) -> Iterator[Seconds]:
    """Yield how long after its end each word was first to be seen.

    Words that were misheard, and so never seen, are left out.
    """
    said_keys = [Word(word.text).key for word in said]
    first_seen: dict[int, Seconds] = {}
    for moment, shown in seen:
        keys = [Word(text).key for text in shown]
        # Words that are to come cannot stand there; names that come again may.
        n_said = sum(word.span.start < moment for word in said)
        matcher = SequenceMatcher(None, said_keys[:n_said], keys, autojunk=False)
        for block in matcher.get_matching_blocks():
            for index in range(block.a, block.a + block.size):
                first_seen.setdefault(index, moment)
    for index, moment in first_seen.items():
        yield max(0.0, moment - said[index].span.end)


def _text(review: Review) -> str:
    return review.answer.transcript.text()


def _times(runs: Sequence[Run], engines: Engines) -> list[Figure]:
    """Return how long it took to the review, and to each word."""
    plain = median([_plain_wait(run.answer, engines) for run in runs])
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
        Figure("word spoken to word shown, median", middle, "s", "<= 2.5", places=2),
        Figure("the same, 95th percentile", late, "s", "<= 5", places=2),
        Figure("most that was ever waiting to be heard", max(r.lag for r in runs), "s"),
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


def _plain_wait(answer: Answer, engines: Engines) -> Seconds:
    """Return how long the plain way takes from the last sample to the words."""
    began = time.perf_counter()
    segments, _ = engines.plain.transcribe(
        answer.samples, beam_size=5, word_timestamps=True, language="en"
    )
    assert list(segments)
    return time.perf_counter() - began


def _errors(runs: Sequence[Run], helpers: Helpers) -> list[Figure]:
    """Return how many more words are wrong than in the same takes heard at once."""
    live = once = n_words = 0
    for run in runs:
        pcm = to_pcm(run.answer.samples)
        take = Take(Path("answer"), SAMPLERATE, 1, pcm)
        review = review_take(take, transcriber=helpers.transcriber)
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
