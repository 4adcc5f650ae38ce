"""Attempts to keep in tests: answers with words that are found nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.judged import judged, unjudged
from voice_star.domain.answer import Mark, StarPart
from voice_star.domain.review import Flag, Hearing, Review, Severity, Strength
from voice_star.domain.take import Take
from voice_star.domain.transcript import WordRange

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 6, 10, 18, 4, tzinfo=UTC)

QUESTION = "What is your greatest accomplishment?"

_TEXT = (
    "Our {word} was slow. … I had to mend it um by May. … I asked {word} experts "
    "and we rewrote it. … It is twice as fast."
)


def reviewed(word: str = "importer", *, question: str | None = QUESTION) -> Review:
    """Return the review of an answer about a word, all its parts told."""
    answer = unjudged(_TEXT.format(word=word))
    parts = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT)
    sentences = tuple(
        replace(sentence, part=part, marks=(Mark.TEAM,), confidence=0.9)
        for sentence, part in zip(answer.sentences, parts, strict=True)
    )
    answer = judged(answer, sentences)
    return Review(
        answer,
        question=question,
        take=Take(
            Path(f"{word}.wav"),
            samplerate=48_000,
            n_channels=1,
            pcm=np.zeros(16_000 * 12, np.int16),
        ),
        hearing=Hearing("base", "en", 1.0),
        flags=(
            Flag("no-why", Severity.MAJOR, f"Why the {word}?", evidence=()),
            Flag("hedged", Severity.MILD, "Hm.", evidence=(WordRange(0, 2),)),
        ),
        strengths=(Strength("figure", f"The {word}!", "how", (WordRange(2, 4),)),),
        judged_by="judge-1",
    )


def moments() -> Iterator[datetime]:
    """Yield moments, each a day later than the one before."""
    moment = NOW
    while True:
        yield moment
        moment += timedelta(days=1)


def sound_file(path: Path, word: str = "importer") -> Path:
    """Write what stands for a recording that says a word."""
    path.write_bytes(b"fLaC" + word.encode() * 1000)
    path.chmod(0o600)
    return path


def bytes_in(folder: Path) -> bytes:
    """Return every byte in a folder, names of files among them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return b"".join(str(path).encode() + path.read_bytes() for path in files)
