"""A take while it is recorded: its journal, what is kept in it, and what is noted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voice_star.audio.gate import Gate
from voice_star.audio.journal import Journal
from voice_star.audio.livesound import Growth, LiveSound
from voice_star.audio.meter import TakeMeter
from voice_star.audio.notes import Break, Cause, TakeNotes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from voice_star.audio.notices import Notice
    from voice_star.domain.timeline import Seconds


class OpenTake:
    """A take that is being written.

    Args:
        parent: The folder of takes.
        notes: What is known of it.
        samplerate: Of the sound to come, in Hz.

    Attributes:
        journal: Where it is written.
        gate: When its samples are kept; shut until it is opened.
        n_dropouts: Gaps in which samples were lost.

    Raises:
        RecordingError: If no take can be kept there.
    """

    def __init__(self, parent: Path, *, notes: TakeNotes, samplerate: int) -> None:
        self.journal = Journal(parent, notes=notes, samplerate=samplerate)
        self.gate = Gate(samplerate)
        self.n_dropouts = 0
        self._rate = samplerate
        self._growth = Growth()
        self._meter = TakeMeter(samplerate)
        self._notes = notes
        self._broke: Cause | None = None
        self._kept_to = 0.0

    @property
    def elapsed(self) -> Seconds:
        """Seconds of sound kept."""
        return self._growth.n_samples / self._rate

    def stand_still(self, cause: Cause) -> None:
        """Remember why there is a break before what is kept next."""
        self._broke = cause

    def keep(
        self, pcm: NDArray[np.int16], *, captured: Seconds, has_dropout: bool
    ) -> Iterator[Notice]:
        """Write what the gate lets through of a block, and judge it.

        Raises:
            RecordingError: If there is no room. What fitted is on disk.
        """
        for piece in self.gate.pieces(captured, len(pcm)):
            self.n_dropouts += has_dropout and not piece.is_first
            start = captured + piece.start / self._rate
            self._note_break(start)
            part = pcm[piece.start : piece.stop]
            try:
                self.journal.append(part)
            finally:
                self._growth.reach(self.journal.n_samples)
            self._kept_to = start + len(part) / self._rate
            yield from self._meter.judge(part)

    def end(self) -> None:
        """Keep no more: all is on disk, and readers come to its end."""
        self.gate = Gate(self._rate)
        self._growth.end()
        self.journal.end()
        self.journal.note(
            replace(
                self._notes,
                n_dropouts=self.n_dropouts,
                n_clipped=self._meter.n_clipped,
            )
        )

    def drop(self) -> None:
        """Throw it away."""
        self._growth.end()
        self.journal.drop()

    def sound(self) -> LiveSound:
        """Return its sound from the beginning, to be read as it grows."""
        return LiveSound(self.journal.path, samplerate=self._rate, growth=self._growth)

    def _note_break(self, now: Seconds) -> None:
        """Note that the take stood still until now, if it did."""
        if self._broke is not None and self.elapsed:
            lasted = max(0.0, now - self._kept_to)
            one = Break(self.elapsed, lasted, self._broke)
            self._notes = replace(self._notes, breaks=(*self._notes.breaks, one))
            self.journal.note(self._notes)
        self._broke = None
