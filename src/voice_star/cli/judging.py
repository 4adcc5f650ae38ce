"""Attempts judged anew one by one, each kept as soon as it is done."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from voice_star.cli.engine import open_sound
from voice_star.cli.exit_code import ExitCode, code_of
from voice_star.cli.terminal import complain, note, progress_bar
from voice_star.errors import (
    NoSuchAttemptError,
    NothingHeardError,
    StoreDamagedError,
    UnreadableRecordingError,
)
from voice_star.progress import Progress, Stage
from voice_star.report.plain import counted, named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from voice_star.cli.engine import Engine
    from voice_star.domain.bands import Bands
    from voice_star.domain.review import Review
    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Seconds
    from voice_star.errors import VoiceStarError
    from voice_star.progress import OnProgress
    from voice_star.store.attempts import AttemptStore
    from voice_star.store.bookmark import Bookmark

_OF_ONE = (
    NoSuchAttemptError,
    NothingHeardError,
    StoreDamagedError,
    UnreadableRecordingError,
)
"""What concerns one attempt. Anything else, a full disk say, stops the next as well."""

_UNTIMED: Seconds = 1.0
"""What an attempt without sound counts for in the progress."""


@dataclass(slots=True)
class Judging:
    """Judges attempts anew.

    Attributes:
        store: The history.
        engine: What hears and judges.
        bands: What is aimed at.
        rehears: Whether recordings are heard anew.
        done: Attempts that are judged anew, and kept.
        changed: Of these, what has other parts or flags than before.
        unheard: Of these, what was to be heard, and has no recording.
        corrected: Of these, what was to be heard, and somebody has put right.
        failures: Why others are as they were, by their ids.
    """

    store: AttemptStore
    engine: Engine
    bands: Bands
    rehears: bool
    done: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    unheard: list[int] = field(default_factory=list)
    corrected: list[int] = field(default_factory=list)
    failures: dict[int, VoiceStarError] = field(default_factory=dict)

    @property
    def code(self) -> ExitCode:
        """What it came to."""
        if self.failures and not self.done:
            return code_of(next(iter(self.failures.values())))
        is_whole = not (self.failures or self.unheard or self.corrected)
        return ExitCode.OK if is_whole else ExitCode.PARTLY

    def run(self, numbers: Sequence[int], bookmark: Bookmark | None) -> None:
        """Judge attempts anew.

        Raises:
            VoiceStarError: If there is no going on. What is done is kept.
        """
        lengths = {one.id: one.duration or _UNTIMED for one in self.store.history()}
        total = sum(lengths.get(number, _UNTIMED) for number in numbers)
        before: Seconds = 0.0
        with progress_bar(counted(len(numbers), "attempt")) as on_progress:
            for number in numbers:
                on_progress(Progress(Stage.JUDGING, before, total))
                self._judge(number, _within(on_progress, before, total))
                if bookmark is not None:
                    bookmark.add(number)
                before += lengths.get(number, _UNTIMED)

    def _judge(self, number: int, on_progress: OnProgress) -> None:
        try:
            attempt = self.store.get(number)
            path = self.store.recording_of(number)
            review = self._anew(attempt.review, path, on_progress)
            self.store.replace_review(number, review)
        except _OF_ONE as error:
            self.failures[number] = error
            return
        self.done.append(number)
        if self.rehears and path is None:
            self.unheard.append(number)
        elif self.rehears and review.corrections is not None:
            self.corrected.append(number)
        if _gist(review) != _gist(attempt.review):
            self.changed.append(number)

    def _anew(
        self, review: Review, path: Path | None, on_progress: OnProgress
    ) -> Review:
        from voice_star.rejudging import judge_anew, with_history_of

        # Other words would leave nothing of what somebody put right in these.
        is_mended = review.corrections is not None
        if path is not None and self.rehears and not is_mended:
            brief = review.brief(self.bands)
            heard = self.engine.hear(path, brief, on_progress=on_progress)
            take = heard.take and with_history_of(heard.take, review)
            return replace(heard, take=take)
        return judge_anew(
            review, judge=self.engine.judge, bands=self.bands, sound=_sound(path)
        )


def tell(judging: Judging, *, n_meant: int) -> None:
    """Say what judging anew came to, be it all or not."""
    for number, error in judging.failures.items():
        complain(f"#{number}: {error} Its review is as it was.")
    n_done = len(judging.done)
    if n_done + len(judging.failures) < n_meant:
        note(
            f"{n_done} of {counted(n_meant, 'attempt')} judged anew, and kept. The "
            "same command does the rest."
        )
    elif n_done:
        what = "Heard and judged" if judging.rehears else "Judged"
        note(f"{what} anew: {counted(n_done, 'attempt')}, {named(judging.done)}.")
    if judging.changed:
        note(f"Other parts or flags than before: {named(judging.changed)}.")
    if judging.corrected:
        note(
            f"Judged and not heard anew, since you have put something right there: "
            f"{named(judging.corrected)}."
        )
    if judging.unheard:
        note(
            "Judged anew from their words, but not heard, as no recording is kept: "
            f"{named(judging.unheard)}."
        )


def _gist(review: Review) -> object:
    """Return what a user would notice to be different."""
    return review.answer.segments, [(one.rule, one.severity) for one in review.flags]


def _sound(path: Path | None) -> Take | None:
    """Return a recording; None where it is gone, or cannot be read any more.

    Judging needs it only for how the voice went, of which enough is known.
    """
    if path is None:
        return None
    with contextlib.suppress(UnreadableRecordingError):
        return open_sound(path)
    return None


def _within(on_progress: OnProgress, before: Seconds, total: Seconds) -> OnProgress:
    """Return what tells of one attempt as of a part of all."""

    def tell(progress: Progress) -> None:
        is_heard = progress.stage is Stage.HEARING
        done = before + (progress.done if is_heard else 0.0)
        on_progress(Progress(progress.stage, done, total))

    return tell
