"""What every format is given, and what it promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.attempt import Attempt


@dataclass(frozen=True, slots=True)
class Extras:
    """What goes with attempts into a file.

    Attributes:
        bands: What is aimed at.
        sound: The recording of the one attempt, a whole file such as a FLAC; None
            where there is none, or it is not to be given away.
    """

    bands: Bands = DEFAULT_BANDS
    sound: bytes | None = None


NO_EXTRAS = Extras()
"""The usual bands, and no recording."""


class Write(Protocol):
    """Turn attempts into a file: one, or as many as the format holds."""

    def __call__(self, attempts: Sequence[Attempt], extras: Extras, /) -> str:
        """Return the text of the file, its line ends those that it is to have."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format.

    Attributes:
        ending: How names of its files end, in small letters: ".csv".
        name: What people call it.
        write: Makes the file of attempts that were checked.
        holds_many: Whether several attempts fit in one file, or exactly one.
        needs_times: Whether it says nothing without the times of words.
        takes_sound: Whether the recording goes into it.
    """

    ending: str
    name: str
    write: Write
    holds_many: bool = False
    needs_times: bool = False
    takes_sound: bool = False

    def export(self, attempts: Sequence[Attempt], extras: Extras = NO_EXTRAS) -> bytes:
        """Return what is to be in the file.

        Raises:
            OutputError: If these attempts do not fit in this format.
        """
        self._check(attempts)
        return self.write(attempts, extras).encode("utf-8")

    def _check(self, attempts: Sequence[Attempt]) -> None:
        if len(attempts) != 1 and not self.holds_many:
            raise OutputError(
                f"A file that ends in {self.ending} holds one attempt, and "
                f"{len(attempts)} were named. Name one, or a file that ends in .csv."
            )
        untimed = [
            attempt.id
            for attempt in attempts
            if not attempt.review.answer.transcript.is_timed
        ]
        if self.needs_times and untimed:
            raise OutputError(
                f"Attempt {untimed[0]} is a text without times, and a file that ends "
                f"in {self.ending} is made of times. Take .md, .html or .json instead."
            )
