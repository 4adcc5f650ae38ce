"""What a recorder is told to do.

Moments are those of the clock by which the source captures its blocks.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from voice_star.audio.notes import TakeNotes
    from voice_star.domain.timeline import Seconds


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """Keep blocks from here on; `done` tells when there is a journal for them."""

    notes: TakeNotes
    done: Future[None] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class Pause:
    """Keep nothing from here on."""

    at: Seconds


@dataclass(frozen=True, slots=True)
class Resume:
    """Keep blocks again."""


@dataclass(frozen=True, slots=True, eq=False)
class Stop:
    """Keep a little more, then end; `done` tells when all is on disk."""

    at: Seconds
    done: Future[None] = field(default_factory=Future)


@dataclass(frozen=True, slots=True, eq=False)
class Drop:
    """Throw the take away; `done` tells when it is gone."""

    done: Future[None] = field(default_factory=Future)


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """Let go of a take that has ended; `done` tells when."""

    done: Future[None] = field(default_factory=Future)


Key: TypeAlias = Start | Pause | Resume | Stop | Drop | Release
