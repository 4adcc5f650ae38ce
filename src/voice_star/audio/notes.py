"""What is noted of a take beside its sound: `take.json` in the take's folder.

Others may keep things of theirs in the same document (a review, say): whoever writes
here changes their own keys and leaves the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from voice_star.safefiles import read_json, write_json

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.domain.timeline import Seconds

NOTES = "take.json"
"""Name of the document in a take's folder."""

_VERSION = 1


class Cause(StrEnum):
    """Why a take has a break."""

    PAUSED = "paused"
    """The user paused."""
    LOST = "lost"
    """The microphone was gone."""


@dataclass(frozen=True, slots=True)
class Break:
    """A moment at which a take stood still.

    Attributes:
        at: Where in the take, in seconds of sound kept.
        lasted: Seconds until it went on; 0 where it never did.
        cause: Why.
    """

    at: Seconds
    lasted: Seconds
    cause: Cause


@dataclass(frozen=True, slots=True)
class TakeNotes:
    """What is known of a take but for its sound.

    Attributes:
        started: When it was begun, with its time zone; None where that is not known.
        device: What it was recorded from, as the system calls it.
        question: What was asked; empty where nobody said.
        breaks: Where it stood still, in order.
        n_dropouts: Gaps in which the sound card lost samples.
        n_clipped: Samples at full scale.
    """

    started: datetime | None = None
    device: str = ""
    question: str = ""
    breaks: tuple[Break, ...] = ()
    n_dropouts: int = 0
    n_clipped: int = 0


def write_notes(folder: Path, notes: TakeNotes) -> None:
    """Note what is known of the take in `folder`; what others noted stays.

    Raises:
        OSError: If it cannot be written. What was noted before is still there.
    """
    add_to_notes(
        folder,
        version=_VERSION,
        started=notes.started.isoformat() if notes.started else None,
        device=notes.device,
        question=notes.question,
        breaks=[
            {"at": one.at, "lasted": one.lasted, "cause": one.cause.value}
            for one in notes.breaks
        ],
        n_dropouts=notes.n_dropouts,
        n_clipped=notes.n_clipped,
    )


def add_to_notes(folder: Path, **keys: Any) -> None:  # noqa: ANN401 - JSON is any
    """Set keys of the document of a take, and leave the others as they are.

    Raises:
        OSError: If it cannot be written. What was noted before is still there.
    """
    write_json(folder / NOTES, read_json(folder / NOTES) | keys)


def read_notes(folder: Path) -> TakeNotes:
    """Return what is noted of a take, as far as it makes sense."""
    document = read_json(folder / NOTES)
    return TakeNotes(
        started=_moment(document.get("started")),
        device=_text(document.get("device")),
        question=_text(document.get("question")),
        breaks=_breaks(document.get("breaks")),
        n_dropouts=_count(document.get("n_dropouts")),
        n_clipped=_count(document.get("n_clipped")),
    )


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _breaks(value: object) -> tuple[Break, ...]:
    if not isinstance(value, list):
        return ()
    try:
        return tuple(
            Break(float(one["at"]), float(one["lasted"]), Cause(one["cause"]))
            for one in value
        )
    except (KeyError, TypeError, ValueError):
        return ()
