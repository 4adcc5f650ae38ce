"""The figures of a whole answer: its length, pace, pauses and fillers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.report.plain import clock, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.domain.answer import Answer, Pacing
    from voice_star.domain.bands import Bands


def figures(answer: Answer, bands: Bands) -> Iterator[tuple[str, str]]:
    """Yield each figure with its name; without sound only its size, which has none."""
    size = _size(answer)
    pacing = answer.pacing
    if pacing is None:
        yield "", size
        return
    length = f"{clock(pacing.duration)} of {clock(bands.target)} aimed at"
    yield "Length", f"{length}, {size}"
    pace, articulation = pacing.speech_rate, pacing.articulation_rate
    yield "Pace", f"{pace:.0f} words a minute, {articulation:.0f} without the pauses"
    yield "Pauses", _pauses(answer, pacing)
    yield "Fillers", _fillers(pacing)


def _size(answer: Answer) -> str:
    transcript = answer.transcript
    if not transcript.spoken:
        return f"no words, only {counted(len(transcript.words), 'filler')}"
    words = counted(len(transcript.spoken), "word")
    return f"{words} in {counted(len(answer.sentences), 'sentence')}"


def _pauses(answer: Answer, pacing: Pacing) -> str:
    if not answer.pauses:
        return "none"
    longest = max(answer.pauses, key=lambda pause: pause.duration)
    return (
        f"{100 * pacing.pause_share:.0f} % of the time, the longest "
        f"{longest.duration:.1f} s at {clock(longest.start)}"
    )


def _fillers(pacing: Pacing) -> str:
    count = pacing.n_filled_pauses
    if not count:
        return "none heard"
    return f"at least {count}, {60 * count / pacing.duration:.1f} a minute"
