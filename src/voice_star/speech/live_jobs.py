"""What there can be to do in a live hearing, and what it is done with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Span
    from voice_star.domain.transcript import Word
    from voice_star.speech.alignment import Aligner
    from voice_star.speech.cutting import VoiceWatch
    from voice_star.speech.transcriber import Skimmer, Transcriber


@dataclass(frozen=True, slots=True)
class Hear:
    """Hear some pieces in full, closed ones or the open one."""

    pieces: tuple[Span, ...]
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Skim:
    """Hear roughly what was said of late."""

    span: Span


@dataclass(frozen=True, slots=True)
class Follow:
    """Hand sound on to whoever follows the voice."""

    span: Span


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell of the words so far whoever judges them."""


Job: TypeAlias = Hear | Skim | Follow | Tell


class Dropped(Exception):  # noqa: N818 - no error: something better is to be done
    """Raised in a job that has lost its purpose."""


@dataclass(frozen=True, slots=True)
class Ears:
    """What hears a take in the making.

    Attributes:
        transcriber: The speech model.
        skimmer: Hears roughly what was said of late; None shows fewer words sooner.
        aligner: Finds each word in the sound.
        voice: Finds where somebody speaks.
        on_sound: Is handed the take and each of its stretches once, in order.
        on_words: Is told of the words so far when they have changed.
    """

    transcriber: Transcriber
    aligner: Aligner
    voice: VoiceWatch
    skimmer: Skimmer | None = None
    on_sound: Callable[[Take, Span], None] | None = None
    on_words: Callable[[tuple[Word, ...]], None] | None = None
