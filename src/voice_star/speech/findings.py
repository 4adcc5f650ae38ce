"""What has been heard of a take in the making: for good, as a guess, at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.speech.hearing import AlignedPiece, placed
from voice_star.speech.patchwork import LiveText, Patchwork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.timeline import Seconds, Span
    from voice_star.domain.transcript import Word
    from voice_star.speech.cutting import VoiceWatch


class Findings:
    """Words heard so far, and what is shown of them.

    Args:
        voice: Finds where somebody speaks.
    """

    def __init__(self, voice: VoiceWatch) -> None:
        self._voice = voice
        self._words: list[Word] = []
        self._shown = Patchwork()
        self._skimmed_to: Seconds = 0.0
        self.heard: list[AlignedPiece] = []
        """What was heard in the closed pieces, in order."""
        self.guess: AlignedPiece | None = None
        """What was heard in the open piece, as if it had ended."""
        self.heard_to: Seconds = 0.0
        """Up to when everything was heard in full."""
        self.has_news = False
        """Whether there are words that nobody was told of."""

    @property
    def text(self) -> LiveText:
        """What is to be seen."""
        return self._shown.text

    @property
    def shown_to(self) -> Seconds:
        """Up to when there is something to be seen."""
        return max(self.heard_to, self._skimmed_to)

    def words(self) -> tuple[Word, ...]:
        """Return all words that were heard in full, those of the guess too."""
        return (*self._words, *(self._placed(self.guess) if self.guess else ()))

    def settle(self, piece: AlignedPiece) -> None:
        """Add a closed piece, for good."""
        words = self._placed(piece)
        self._words += words
        self._shown.settle(piece.piece, _texts(words))
        if self.guess and self.guess.piece.start < piece.piece.end:
            self.guess = None
        self.heard.append(piece)
        self._heard(piece)

    def guess_at(self, piece: AlignedPiece) -> None:
        """Take the open piece for closed, until more comes."""
        self.guess = piece
        self._shown.lay(piece.piece, _texts(self._placed(piece)))
        self._heard(piece)

    def skim(self, span: Span, words: tuple[str, ...]) -> None:
        """Show what was heard roughly."""
        self._shown.lay(span, words)
        self._skimmed_to = span.end

    def _heard(self, piece: AlignedPiece) -> None:
        self.heard_to = max(self.heard_to, piece.piece.end)
        self.has_news = True

    def _placed(self, piece: AlignedPiece) -> list[Word]:
        last = self._words[-1].span if self._words else None
        voice = self._voice.spans(piece.piece.start)
        return placed(piece, voice=voice, after=last.end if last else 0.0)


def _texts(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in words)
