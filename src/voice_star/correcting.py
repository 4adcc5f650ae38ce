"""An answer put right, and judged anew without being heard again.

    corrections = reworded(review, 12, "charge nurse")
    review = Corrector(judge, bands=bands).review(review, corrections)

What is put right is worked out at once; judging takes a moment: it is for a thread.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voice_star.audio.pitch import track_voice
from voice_star.audio.reopening import reopened
from voice_star.domain.corrections import Corrections, Divided, Reworded
from voice_star.domain.division import (
    Division,
    division_of,
    merge,
    move,
    relabel,
    split,
)
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Word, WordKind
from voice_star.errors import VoiceStarError
from voice_star.pipeline import review_transcript
from voice_star.speech.fillers import filler_sound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voice_star.analysis.star import StarJudge
    from voice_star.domain.answer import StarPart
    from voice_star.domain.bands import Bands
    from voice_star.domain.review import Review
    from voice_star.domain.take import Take
    from voice_star.domain.transcript import Transcript
    from voice_star.domain.voicetrack import VoiceTrack


# What can be put right. Each returns None where nothing would change.


def corrections_of(review: Review) -> Corrections:
    """Return what was put right in a review so far."""
    answer = review.answer
    return review.corrections or Corrections(answer.transcript, answer.pauses)


def reworded(review: Review, at: int, text: str) -> Corrections | None:
    """Return corrections that say what a word really was: one, several, or none.

    Raises:
        ValueError: If no word would be left.
    """
    said = tuple(_word(one) for one in text.split())
    if [word.text for word in said] == [review.answer.transcript.words[at].text]:
        return None
    corrections = corrections_of(review).having(Reworded(at, said))
    _ = corrections.draft
    return corrections


def split_at(review: Review, at: int) -> Corrections | None:
    """Return corrections by which a sentence begins at a word."""
    return _divided(review, lambda division: split(division, at))


def merged(review: Review, at: int) -> Corrections | None:
    """Return corrections by which a word's sentence is one with the one before."""
    return _divided(review, lambda division: merge(division, at))


def relabelled(review: Review, at: int, part: StarPart | None) -> Corrections | None:
    """Return corrections that settle the part of a word's sentence."""
    return _divided(review, lambda division: relabel(division, at, part))


def moved(review: Review, at: int) -> Corrections | None:
    """Return corrections by which the boundary nearest to a word is before it."""
    shown = [sentence.part for sentence in review.answer.sentences]
    return _divided(review, lambda division: move(division, at, shown))


def undone(review: Review) -> Corrections | None:
    """Return corrections without the last one."""
    before = corrections_of(review)
    return before.undo() if before.done else None


def redone(review: Review) -> Corrections | None:
    """Return corrections with what was taken back last."""
    before = corrections_of(review)
    return before.redo() if before.undone else None


def _word(text: str) -> Word:
    is_filler = filler_sound(text) is not None
    return Word(text, kind=WordKind.FILLED_PAUSE if is_filler else WordKind.WORD)


def _divided(
    review: Review, deed: Callable[[Division], Division]
) -> Corrections | None:
    before = corrections_of(review)
    division = division_of(review.answer.sentences, before.draft.division)
    after = deed(division)
    return None if after == division else before.having(Divided(after))


# Judging anew


class Corrector:
    """Judges an answer anew, as often as something is put right in it.

    Args:
        judge: Says which part each sentence is.
        bands: What is aimed at.
        track: The voice followed through all of the take, where somebody has done so;
            otherwise that is done when it is first needed.
    """

    def __init__(
        self, judge: StarJudge, *, bands: Bands, track: VoiceTrack | None = None
    ) -> None:
        self._judge = judge
        self._bands = bands
        self._track = track

    def review(self, review: Review, corrections: Corrections) -> Review:
        """Return a review of the same take as it stands after corrections.

        Words and silences are as they were heard but for what was put right, and so are
        question and job.
        """
        draft = corrections.draft
        sentences = draft.sentences
        if sentences is None and review.take is None:
            sentences = review.answer.undecided
        track = self._tracked(review.take)
        anew = review_transcript(
            draft.transcript,
            voice=voice_between(corrections.heard, corrections.pauses),
            judge=self._judge,
            take=review.take if track is not None else None,
            hearing=review.hearing,
            brief=review.brief(self._bands),
            sentences=sentences,
            track=track,
        )
        return replace(anew, take=review.take, corrections=corrections)

    def _tracked(self, take: Take | None) -> VoiceTrack | None:
        """Return the voice of a take; None where its recording is gone."""
        if self._track is None and take is not None:
            try:
                sound = reopened(take)
            except VoiceStarError:
                return None
            self._track = track_voice(sound, [Span(0.0, max(sound.duration, 0.001))])
        return self._track


def voice_between(transcript: Transcript, pauses: Sequence[Span]) -> tuple[Span, ...]:
    """Return where an answer is not silent, from its silences; empty without times."""
    spans = [word.span for word in transcript.words if word.span is not None]
    if not spans:
        return ()
    starts = [spans[0].start, *(pause.end for pause in pauses)]
    ends = [*(pause.start for pause in pauses), spans[-1].end]
    return tuple(
        Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end
    )
