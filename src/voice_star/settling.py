"""What the app settles: the length to aim at, and the job that is applied for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voice_star.domain.lengths import length_of_answer
from voice_star.errors import SettingsError, UnreadableTextError
from voice_star.report.plain import printable
from voice_star.safefiles import read_json, why_not, write_json
from voice_star.texts import read_text

if TYPE_CHECKING:
    from pathlib import Path

_NAME = 60
"""Letters of what a job is called."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job that answers are held against.

    Attributes:
        name: What it is called on the screen.
        asks: What it asks for.
    """

    name: str
    asks: tuple[str, ...]


def target_of(said: str) -> int:
    """Return a length to aim at, in seconds.

    Raises:
        SettingsError: If it is no length of an answer.
    """
    try:
        return int(length_of_answer(said))
    except ValueError as error:
        raise SettingsError(f"{error}.") from error


def read_advertisement(path: Path) -> Job:
    """Return the job of an advertisement, a plain text.

    Raises:
        UnreadableTextError: If it cannot be read, or says nothing.
    """
    from voice_star.analysis.job import read_job

    # Absolute: a file may well be called "-", which alone would mean stdin.
    text = read_text(str(path.absolute()), what="job advertisement")
    lines = [line.strip(" #*-\t") for line in text.split("\n")]
    name = next((one for one in lines if any(map(str.isalnum, one))), "")
    if not name:
        raise UnreadableTextError(
            f"{path} holds no job advertisement. Save its text as it was published."
        )
    return Job(printable(name)[:_NAME], read_job(text))


def kept_job(path: Path) -> Job | None:
    """Return the job that was settled; None where there is none that makes sense."""
    document = read_json(path)
    name, asks = document.get("name"), document.get("asks")
    if not isinstance(name, str) or not isinstance(asks, list):
        return None
    if not name or not all(isinstance(ask, str) for ask in asks):
        return None
    return Job(printable(name)[:_NAME], tuple(asks))


def keep_job(path: Path, job: Job | None) -> None:
    """Keep which job is applied for; None forgets it.

    Raises:
        SettingsError: If it cannot be kept.
    """
    try:
        if job is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_json(path, {"name": job.name, "asks": list(job.asks)})
    except OSError as error:
        raise SettingsError(
            f"{why_not(error)}: the job is as it was before."
        ) from error
