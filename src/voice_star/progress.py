"""How long jobs report how far they are, and how they are stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from voice_star.domain.timeline import Seconds


class Stage(StrEnum):
    """What a job is doing, in the words a user is shown."""

    READING = "reading"
    LISTENING = "looking for speech"
    HEARING = "hearing"
    JUDGING = "judging"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Attributes:
        stage: What is being done.
        done: Seconds of sound that are done with in this stage.
        total: Seconds of sound in all; 0 where that is not known.
    """

    stage: Stage
    done: Seconds
    total: Seconds

    @property
    def share(self) -> float:
        """The part that is done, 0 to 1; 0 where the total is not known."""
        return min(1.0, self.done / self.total) if self.total > 0 else 0.0


OnProgress: TypeAlias = Callable[[Progress], None]
"""Is told of progress, and may raise `Cancelled` to end the job."""


class Cancelled(Exception):  # noqa: N818 - no error: somebody changed their mind
    """Raised by an `OnProgress` to end the job it listens to."""


def ignore(_progress: Progress) -> None:
    """Do nothing with progress."""
