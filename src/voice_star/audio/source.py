"""What a recorder records from: a microphone, or a file that plays its part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from voice_star.domain.timeline import Seconds


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The samples that a source hands over at once.

    Attributes:
        pcm: 16 bits a sample, shape ``(n,)``, or ``(n, channels)``.
        captured: When its first sample was, by the clock of the source.
        has_dropout: Whether samples were lost before it.
    """

    pcm: NDArray[np.int16]
    captured: Seconds
    has_dropout: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """The device is gone, or its sound server; the source looks out for it.

    Attributes:
        text: What the speaker is told.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Back:
    """The device that was lost is there again; blocks follow.

    Attributes:
        text: What the speaker is told.
    """

    text: str


SourceEvent: TypeAlias = Block | Lost | Back

Outlet: TypeAlias = Callable[[SourceEvent], None]
"""Takes what a source hands over. It never waits, and may be called from any thread."""


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """What a source that is open sounds like.

    Attributes:
        samplerate: In Hz; the same as long as it is open.
        device: Its name, as the system calls it.
    """

    samplerate: int
    device: str


class Source(Protocol):
    """Hands over blocks from when it is opened until it is closed."""

    def open(self, outlet: Outlet) -> SourceFormat:
        """Begin to hand over blocks.

        Raises:
            RecordingError: If it cannot be opened.
        """

    def clock(self) -> Seconds:
        """Return the time by which its blocks are captured."""

    def follow(self, *, is_keeping: bool) -> None:
        """Hear that blocks are kept from now on, or are not. Most need not care."""

    def close(self) -> None:
        """Hand over no more. Closing twice is no fault."""
