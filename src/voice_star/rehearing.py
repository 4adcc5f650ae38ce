"""A take heard again by a larger model, while its first review is read.

The new review takes the place of the old one when it is ready, and says so.
"""

from __future__ import annotations

from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from difflib import SequenceMatcher
from threading import Event
from typing import TYPE_CHECKING

from voice_star.domain.brief import NO_BRIEF, Brief
from voice_star.progress import Cancelled, Progress, ignore
from voice_star.speech.background import in_background

if TYPE_CHECKING:
    from collections.abc import Callable

    from voice_star.analysis.star import StarJudge
    from voice_star.domain.review import Review
    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Seconds
    from voice_star.domain.transcript import Transcript
    from voice_star.progress import OnProgress
    from voice_star.speech.transcriber import Transcriber


@dataclass(frozen=True, slots=True)
class LargerModel:
    """A model that hears better than the one that keeps up with a speaker.

    Attributes:
        name: What it calls itself in a review.
        load: Loads it, with a judge of its own; called in the thread that hears. May
            raise `ModelError`.
    """

    name: str
    load: Callable[[], tuple[Transcriber, StarJudge | None]]


@dataclass(frozen=True, slots=True)
class Reheard:
    """What hearing a take again has come to.

    Attributes:
        review: The new one, which replaces the old.
        note: One sentence for the user: by whom it was heard, and what changed.
    """

    review: Review
    note: str


class Rehearing:
    """Hears a take again, in a thread of its own.

    To be cancelled before the next take, whose hearing needs the machine.

    Args:
        review: The one that is to be replaced; of a recording.
        larger: Who hears it again.
        brief: What the answer is held against.
        on_progress: Told in that thread how far it is.

    Attributes:
        model: The name of who hears.

    Raises:
        ValueError: If the review is of a text that was given.
    """

    def __init__(
        self,
        review: Review,
        larger: LargerModel,
        *,
        brief: Brief = NO_BRIEF,
        on_progress: OnProgress = ignore,
    ) -> None:
        if review.take is None:
            raise ValueError("a text that was given cannot be heard again")
        self.model = larger.name
        self._review = review
        self._is_cancelled = Event()

        def report(progress: Progress) -> None:
            if self._is_cancelled.is_set():
                raise Cancelled
            on_progress(progress)

        def hear(take: Take = review.take) -> Review:
            from voice_star.pipeline import review_take
            from voice_star.speech.alignment import Aligner

            transcriber, judge = larger.load()
            return review_take(
                take,
                transcriber=transcriber,
                aligner=Aligner(is_gentle=True),
                judge=judge,
                brief=brief,
                on_progress=report,
            )

        self._job = in_background(hear)

    def cancel(self) -> None:
        """End it as soon as it next reports how far it is: within a moment."""
        self._is_cancelled.set()

    @property
    def is_done(self) -> bool:
        """Whether `result` would return at once."""
        return self._job.done()

    def result(self, timeout: Seconds | None = None) -> Reheard | None:
        """Wait for the new review; None where there is none to replace the old one.

        There is none if it was cancelled, or is not ready in `timeout` seconds.

        Raises:
            VoiceStarError: If the larger model failed; the old review stands.
        """
        try:
            review = self._job.result(timeout)
        except (Cancelled, NotYet):
            return None
        return Reheard(review, _note(self._review, review))


def rehearing_of(
    review: Review,
    larger: LargerModel | None,
    *,
    brief: Brief = NO_BRIEF,
    on_progress: OnProgress = ignore,
) -> Rehearing | None:
    """Have an answer heard again; None where nobody hears it better than it was."""
    heard = review.hearing
    if larger is None or (heard is not None and heard.model == larger.name):
        return None
    return Rehearing(review, larger, brief=brief, on_progress=on_progress)


def _note(old: Review, new: Review) -> str:
    """Say by whom a take was heard again, and how much that has changed."""
    model = new.hearing.model if new.hearing else "another model"
    n_changed = count_changes(old.answer.transcript, new.answer.transcript)
    if not n_changed:
        return f"Heard again by {model}: every word is the same."
    words = "word is" if n_changed == 1 else "words are"
    n_words = len(new.answer.transcript.spoken)
    return (
        f"Heard again by {model}: {n_changed} of {n_words} {words} different, and this "
        "is the review of what was heard now."
    )


def count_changes(old: Transcript, new: Transcript) -> int:
    """Count the words of either transcript that stand for none of the other."""
    before, after = ([word.key for word in one.spoken] for one in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return sum(
        max(stop - start, last - first)
        for tag, start, stop, first, last in matcher.get_opcodes()
        if tag != "equal"
    )
