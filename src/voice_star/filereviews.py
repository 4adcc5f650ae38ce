"""Recordings reviewed one by one: from elsewhere, the sample, what was left over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voice_star.audio.takes import cut_off_takes, finish_take
from voice_star.domain.brief import Brief
from voice_star.errors import RecordingError
from voice_star.places import sample_take
from voice_star.progress import OnProgress, ignore

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from voice_star.domain.review import Review
    from voice_star.library import Library
    from voice_star.live_session import Helpers

SAMPLE_QUESTION = "What accomplishment are you proudest of?"
"""What the sample answer answers."""


@dataclass(frozen=True, slots=True)
class FileReviews:
    """Reviews recordings that are files. For any thread.

    Attributes:
        folder: The folder of takes.
        helpers: Returns what hears and judges, as soon as it is loaded.
        library: Knows which takes were never heard.
        brief: Returns what an answer to a question is held against.
    """

    folder: Path
    helpers: Callable[[], Future[Helpers]]
    library: Library
    brief: Callable[[str | None], Brief]

    def review(
        self, path: Path, brief: Brief, *, on_progress: OnProgress = ignore
    ) -> Review:
        """Hear and review a recording.

        Raises:
            VoiceStarError: If it cannot be read, or nobody speaks in it.
            Cancelled: If `on_progress` says so.
        """
        from voice_star.audio.files import open_take
        from voice_star.pipeline import review_take

        loading = self.helpers()
        take = open_take(path, on_progress=on_progress)
        helpers = loading.result()
        return review_take(
            take,
            transcriber=helpers.transcriber,
            aligner=helpers.aligner,
            judge=helpers.judge,
            brief=brief,
            on_progress=on_progress,
        )

    def review_sample(self, *, on_progress: OnProgress = ignore) -> Review:
        """Review the sample answer that comes with voice_star."""
        # It was told for no job: a flag for that would teach nothing.
        brief = Brief(question=SAMPLE_QUESTION, bands=self.brief(None).bands)
        return self.review(sample_take(), brief, on_progress=on_progress)

    def n_cut_off(self) -> int:
        """Count the takes that were cut off and can be saved."""
        return len(cut_off_takes(self.folder))

    def save_cut_off(self, *, on_progress: OnProgress = ignore) -> Review:
        """Finish all takes that were cut off, and review the latest.

        Where none was, the latest is reviewed of those that were never heard.

        Raises:
            VoiceStarError: If one cannot be finished, or nothing is heard in it.
        """
        from voice_star.studio import keep_review

        finished = [finish_take(take.folder) for take in cut_off_takes(self.folder)]
        finished = finished or list(self.library.unheard())
        if not finished:
            raise RecordingError("No take was cut off: there is nothing to be saved.")
        latest = finished[-1]
        brief = self.brief(latest.notes.question or None)
        review = self.review(latest.sound, brief, on_progress=on_progress)
        keep_review(latest.folder, review)
        return review
