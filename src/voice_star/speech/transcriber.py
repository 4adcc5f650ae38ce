"""What hears words in sound: the protocol every speech model is used through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.take import Samples
    from voice_star.domain.timeline import Seconds

LONGEST_PIECE: Seconds = 25.0
"""With this much sound 5 s of padding are left in Whisper's 30 s: with less it drops
whole phrases, and shorter pieces cost words (docs/hearing.md has the figures)."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """One word as a model heard it, before it is placed.

    Attributes:
        text: As written, with punctuation.
        confidence: 0 to 1; None where nothing measured it.
        near: About when it was said, in seconds from the start of the piece; some
            0.1 s off, and seconds off beside a pause.
        is_filled_pause: Whether it is an "um" and no word.
    """

    text: str
    confidence: float | None
    near: Seconds
    is_filled_pause: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What a model made of one piece of sound.

    Attributes:
        words: In order; empty where it heard no speech.
        others: The words of further readings that listen for fillers, as plain text:
            less exact in the words, but with the ums in it. The first is the best.
        chance_of_none: How likely the model finds it that nobody spoke, 0 to 1.
        mean_log_probability: Of its words, 0 at the best.
    """

    words: tuple[HeardWord, ...]
    others: tuple[tuple[str, ...], ...] = ()
    chance_of_none: float = 0.0
    mean_log_probability: float = 0.0


OnWait: TypeAlias = Callable[[float], None]
"""Called often while a model works, with the share of its work that is done, 0 to 1;
may raise to end the work."""


class Transcriber(Protocol):
    """A speech model, or something that stands in for one."""

    @property
    def name(self) -> str:
        """What it is called in a review."""
        ...

    @property
    def language(self) -> str:
        """Code of the language it listens for, such as "en"."""
        ...

    def hear(self, pieces: Sequence[Samples], *, on_wait: OnWait) -> list[Heard]:
        """Hear some pieces of sound, each `LONGEST_PIECE` at the most.

        Several at once are heard faster than one by one. The result has an entry
        for each piece, in order.
        """
        ...


class Skimmer(Protocol):
    """Something that hears roughly, and soon."""

    def skim(self, piece: Samples, *, on_wait: OnWait) -> tuple[str, ...]:
        """Hear what is said in a piece of `LONGEST_PIECE` at the most.

        The words are good enough to be shown while somebody speaks, and for nothing
        else. There may be none.
        """
        ...
