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
        self.guesses: dict[Span, AlignedPiece] = {}
        """What was heard ahead, in pieces that may come."""
        self._open: list[AlignedPiece] = []
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
        """Return all words that were heard in full, those heard ahead too."""
        words = list(self._words)
        for piece in self._open:
            words += self._placed(piece, words)
        return tuple(words)

    def settle(self, piece: AlignedPiece) -> None:
        """Add a closed piece, for good."""
        words = self._placed(piece, self._words)
        self._words += words
        self._shown.settle(piece.piece, _texts(words))
        end = piece.piece.end
        self.guesses = {p: one for p, one in self.guesses.items() if p.start >= end}
        self._open = [one for one in self._open if one.piece.start >= end]
        self.heard.append(piece)
        self._heard(piece)

    def guess_at(self, piece: AlignedPiece) -> None:
        """Keep what was heard in a piece that may come, and show it if it is new."""
        self.guesses[piece.piece] = piece
        if piece.piece.end <= self.heard_to:
            return
        before = [
            one for one in self.guesses.values() if one.piece.end <= piece.piece.start
        ]
        before.sort(key=lambda one: one.piece.end)
        self._open = [*before[-1:], piece]
        self._shown.lay(piece.piece, _texts(self._placed(piece, self._words)))
        self._heard(piece)

    def skim(self, span: Span, words: tuple[str, ...]) -> None:
        """Show what was heard roughly."""
        self._shown.lay(span, words)
        self._skimmed_to = span.end

    def _heard(self, piece: AlignedPiece) -> None:
        self.heard_to = max(self.heard_to, piece.piece.end)
        self.has_news = True

    def _placed(self, piece: AlignedPiece, before: Sequence[Word]) -> list[Word]:
        last = before[-1].span if before else None
        voice = self._voice.spans(piece.piece.start)
        return placed(piece, voice=voice, after=last.end if last else 0.0)


def _texts(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in words)
