"""How well recordings are heard: words, times, fillers, pauses.

Everything is measured beside plain faster-whisper, with the same model, in one run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import scoring
from bench.engines import Engines, Outcome
from bench.figures import Figure
from bench.recordings import FIXTURES, KOKORO, real, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voice_star.domain.timeline import Seconds


@dataclass(frozen=True, slots=True)
class Heard:
    """All recordings heard by both."""

    ours: tuple[Outcome, ...]
    plain: tuple[Outcome, ...]

    def pairs(self, *folders: str) -> list[tuple[Outcome, Outcome]]:
        """Return both outcomes of each recording in some folders."""
        return [
            (ours, plain)
            for ours, plain in zip(self.ours, self.plain, strict=True)
            if ours.recording.is_in(*folders)
        ]


def measure(model: str, *, is_quick: bool) -> list[Figure]:
    """Hear every recording by both engines and return what came of it."""
    return figures(hear_all(Engines(model), is_quick=is_quick))


def missing() -> list[str]:
    """Return the names of recordings that are not on this machine."""
    return real()[1]


def hear_all(engines: Engines, *, is_quick: bool) -> Heard:
    """Hear recordings by both engines in turn; a part of the answers if `is_quick`."""
    people, _ = real()
    answers = spoken(KOKORO / "fluent", KOKORO / "fillers", KOKORO / "pauses")
    fixtures = spoken(FIXTURES / "audio")
    if is_quick:
        answers, fixtures = answers[::5], fixtures[::3]
    ours, plain = [], []
    for recording in [*people, *fixtures, *answers]:
        ours.append(engines.hear(recording))
        plain.append(engines.hear_plainly(recording))
        print(f"  {recording.name} {ours[-1].seconds:.1f} s, {plain[-1].seconds:.1f} s")
    return Heard(tuple(ours), tuple(plain))


def figures(heard: Heard) -> list[Figure]:
    """Return every figure of accuracy."""
    return [
        *_time_figures(heard),
        *_pause_figures(heard),
        *_filler_figures(heard),
        *_word_figures(heard),
        *_noise_figures(heard),
    ]


def _time_figures(heard: Heard) -> list[Figure]:
    pairs = [
        pair
        for pair in heard.pairs("aligned")
        if "austen" not in pair[0].recording.name
    ]
    ours, plain = (
        scoring.spread(
            [
                error
                for pair in pairs
                for error in scoring.start_errors(
                    pair[side].recording.words, pair[side].words
                )
            ]
        )
        for side in (0, 1)
    )
    names = ("median", "mean", "95th percentile")
    bounds = ("<= 15", "<= 35", "<= 120")
    rows = [
        Figure(
            f"word start error, hand-aligned clips, {name}",
            1000 * own,
            "ms",
            bound,
            f"{1000 * other:.0f} ms",
            places=1,
        )
        for name, bound, own, other in zip(names, bounds, ours, plain, strict=True)
    ]
    unaligned = sum(pair[0].aligned == 0 for pair in pairs)
    return [
        *rows,
        Figure("clips of these not aligned at all", unaligned, bound="<= 0", places=0),
    ]


def _pause_figures(heard: Heard) -> list[Figure]:
    known = [
        pair for pair in heard.pairs("pauses", "audio") if pair[0].recording.pauses
    ]
    totals = []
    edges: list[Seconds] = []
    for side in (0, 1):
        total = scoring.Tally()
        for pair in known:
            recording = pair[side].recording
            tally, off = scoring.pauses(recording.pauses or (), pair[side].pauses)
            total += tally
            edges += off if side == 0 else []
        totals.append(total)
    ours, plain = totals
    n = ours.true
    return [
        Figure(
            f"pauses of 0.5 s found, of {n}",
            ours.recall,
            "",
            ">= 0.95",
            f"{plain.recall:.3f}",
        ),
        Figure(
            f"pauses of 0.5 s, precision, of {ours.reported} told",
            ours.precision,
            "",
            ">= 0.95",
            f"{plain.precision:.3f}",
        ),
        Figure(
            "pause edges off by, median",
            1000 * scoring.spread(edges)[0],
            "ms",
            "<= 60",
            places=1,
        ),
    ]


def _filler_tally(pairs: Iterable[tuple[Outcome, Outcome]], side: int) -> scoring.Tally:
    total = scoring.Tally()
    for pair in pairs:
        outcome = pair[side]
        recording = outcome.recording
        total += scoring.fillers(
            recording.words, outcome.words, transcript=recording.text
        )
    return total


def _filler_figures(heard: Heard) -> list[Figure]:
    people = [
        pair
        for pair in heard.pairs("aligned", "spontaneous/fillers")
        if pair[0].recording.words
    ]
    answers = heard.pairs("fillers")
    rows = []
    for name, pairs in (("people", people), ("spoken answers", answers)):
        ours, plain = (_filler_tally(pairs, side) for side in (0, 1))
        rows += [
            Figure(
                f"fillers, {name}, F1 ({ours.true} said)",
                ours.f1,
                "",
                ">= 0.80",
                f"{plain.f1:.3f}",
            ),
            Figure(
                f"fillers, {name}, recall", ours.recall, "", "", f"{plain.recall:.3f}"
            ),
            Figure(
                f"fillers, {name}, precision",
                ours.precision,
                "",
                "",
                f"{plain.precision:.3f}",
            ),
        ]
    for name, folder, bound in (
        ("read by people", "read", "<= 0"),
        ("in 5 minutes of fluent answers", "fluent", "<= 1"),
    ):
        ours_, plain_ = (_filler_tally(heard.pairs(folder), side) for side in (0, 1))
        minutes = sum(pair[0].recording.duration for pair in heard.pairs(folder)) / 60
        per = 5 / minutes if folder == "fluent" else 1
        rows.append(
            Figure(
                f"false fillers {name}",
                ours_.false * per,
                "",
                bound,
                f"{plain_.false * per:.2f}",
                places=2,
            )
        )
    return rows


def _errors(pairs: Iterable[tuple[Outcome, Outcome]], side: int) -> tuple[int, int]:
    wrong = total = 0
    for pair in pairs:
        recording = pair[side].recording
        if recording.is_text_given and recording.text:
            errors, n_words = scoring.word_errors(recording.text, pair[side].text)
            wrong += errors
            total += n_words
    return wrong, total


def _word_figures(heard: Heard) -> list[Figure]:
    rows = []
    answers = heard.pairs("fluent", "fillers", "pauses", "audio")
    (ours, n_words), (plain, _) = (_errors(answers, side) for side in (0, 1))
    rows.append(
        Figure(
            f"WER of spoken answers less plain, points ({n_words} words)",
            100 * (ours - plain) / max(1, n_words),
            "",
            "<= 0.5",
            f"WER {100 * plain / max(1, n_words):.2f} %",
            places=2,
        )
    )
    people = heard.pairs("aligned", "read", "spontaneous")
    (ours, n_words), (plain, _) = (_errors(people, side) for side in (0, 1))
    rows.append(
        Figure(
            f"wrong words of people more than plain ({n_words} words)",
            ours - plain,
            "",
            "<= 3",
            f"{plain} wrong",
            places=0,
        )
    )
    return rows


def _noise_figures(heard: Heard) -> list[Figure]:
    noises = heard.pairs("nonspeech")
    ours, plain = (sum(len(pair[side].words) for pair in noises) for side in (0, 1))
    return [
        Figure(
            f"words heard in {len(noises)} noises",
            ours,
            "",
            "<= 0",
            str(plain),
            places=0,
        )
    ]
