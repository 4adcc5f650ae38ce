"""A reading that the decoder makes: how it is asked for, awaited, and what it is."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BEAM = 5
"""As faster-whisper's own default; greedy search doubled the errors."""

POLL = 0.004
"""Seconds between looks at a job: often enough that Ctrl-C is felt at once."""


class Reading(Protocol):
    """What the decoder returns for one piece."""

    sequences_ids: list[list[int]]
    no_speech_prob: float


class Job(Protocol):
    """A reading that is being made."""

    def done(self) -> bool:
        """Tell whether it is made."""
        ...

    def result(self) -> Reading:
        """Wait for it."""
        ...


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read.

    Attributes:
        before: What the model is told was said before; empty for nothing.
        beam_size: How many readings are weighed against each other as it goes on.
    """

    before: str = ""
    beam_size: int = _BEAM


def wait_for(jobs: Sequence[Job], report: Callable[[], None]) -> list[Reading]:
    """Return what came of all jobs."""
    while not all(job.done() for job in jobs):
        report()
        time.sleep(POLL)
    return [job.result() for job in jobs]
