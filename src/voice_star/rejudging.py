"""A review that was kept, made anew by the present judge and analysis, from its words.

Words and pauses are facts and stay as they were heard. So does what was asked, what the
job asked for, and what somebody put right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voice_star.analysis.voicing import still_true
from voice_star.pipeline import divide_answer, review_answer, voicing_of

if TYPE_CHECKING:
    from voice_star.analysis.star import StarJudge
    from voice_star.domain.answer import Sentence
    from voice_star.domain.bands import Bands
    from voice_star.domain.review import Review
    from voice_star.domain.take import Take


def judge_anew(
    review: Review, *, judge: StarJudge, bands: Bands, sound: Take | None = None
) -> Review:
    """Return what is made of the words of a review today.

    Args:
        review: The one that was kept.
        judge: Says which part each sentence is.
        bands: What is aimed at.
        sound: The recording, where it is still kept. Without it, of the voice only that
            is known which was measured before, in parts that are the same still.
    """
    before = review.answer
    answer = divide_answer(
        before.transcript, before.pauses, judge=judge, sentences=_divided(review)
    )
    if sound is not None:
        sound = with_history_of(sound, review)
        if answer.segments:
            answer = replace(answer, voicing=voicing_of(answer, sound))
    elif before.voicing is not None and answer.segments:
        voicing = still_true(before.voicing, of=before.segments, now=answer.segments)
        answer = replace(answer, voicing=voicing)
    anew = review_answer(
        answer,
        judge=judge,
        take=review.take if sound is None else sound,
        hearing=review.hearing,
        brief=review.brief(bands),
    )
    return replace(anew, corrections=review.corrections)


def with_history_of(sound: Take, review: Review) -> Take:
    """Return a take as it was read, with what only its recorder knew of it."""
    known = review.take
    return sound if known is None else replace(sound, n_dropouts=known.n_dropouts)


def _divided(review: Review) -> tuple[Sentence, ...] | None:
    """Return the sentences as somebody divided them; None where nobody has."""
    corrections = review.corrections
    settled = None if corrections is None else corrections.draft.sentences
    if settled is not None or review.hearing is not None:
        return settled
    return review.answer.undecided
