"""An Audacity label track: where each part is, and where what was flagged is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.report.export.clean import cleaned
from voice_star.report.export.exporter import Exporter, Extras
from voice_star.report.labels import LETTERS, NAMES, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voice_star.domain.attempt import Attempt
    from voice_star.domain.review import Review
    from voice_star.domain.transcript import WordRange


def _write(attempts: Sequence[Attempt], _: Extras) -> str:
    review = attempts[0].review
    transcript = review.answer.transcript
    lines = []
    for words, label in _labels(review):
        start, end = transcript.start_of(words), transcript.end_of(words)
        if start is not None and end is not None:
            lines.append((start, -end, f"{start:.6f}\t{end:.6f}\t{label}\n"))
    # In order of time, and of two that begin at once the longer first: Audacity sets
    # what overlaps on rows below one another.
    lines.sort(key=lambda line: line[:2])
    return "".join(line for _, _, line in lines)


def _labels(review: Review) -> Iterator[tuple[WordRange, str]]:
    for segment in review.answer.segments:
        yield segment.words, f"{LETTERS[segment.part]} {NAMES[segment.part]}"
    for flag in review.flags:
        for words in flag.evidence:
            yield words, f"! {cleaned(title_of(flag.rule))}"


AUDACITY = Exporter(".labels.txt", "Audacity label track", _write, needs_times=True)
