"""What the app works at: studios, reviews of files, takes on disk, and a loudspeaker.

One model is loaded for all of it, and once: hearing while somebody speaks and hearing
a file take turns, as one person does not do both.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from voice_star.audio.microphone import Microphone
from voice_star.audio.playback import Player
from voice_star.audio.takes import cut_off_takes, finish_take, list_takes
from voice_star.domain.attempt import Attempt
from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.domain.brief import Brief
from voice_star.domain.question import key_of
from voice_star.errors import OutputError, RecordingError
from voice_star.loading import load_ahead
from voice_star.places import sample_take, takes_folder
from voice_star.progress import OnProgress, ignore
from voice_star.reviewing import ReviewDesk
from voice_star.safefiles import create_private, why_not
from voice_star.studio import Studio, keep_review

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from voice_star.analysis.star import StarJudge
    from voice_star.audio.source import Source
    from voice_star.domain.review import Review
    from voice_star.joining import Told
    from voice_star.live_session import Helpers
    from voice_star.settings import Settings

SAMPLE_QUESTION = "What accomplishment are you proudest of?"
"""What the sample answer answers."""


@dataclass(slots=True)
class Workplace:
    """Puts together what the screens work with. May be asked from any thread.

    Attributes:
        folder: The folder of takes.
        load: Begins to load what hears and judges.
        source: Returns what is recorded.
        bands: What answers are held against.
        player: Plays takes.
        gentle: Whether reviews are shown without figures at first.
    """

    folder: Path
    load: Callable[[], Future[Helpers]]
    source: Callable[[], Source] = Microphone
    bands: Bands = DEFAULT_BANDS
    player: Player = field(default_factory=Player)
    gentle: bool = False
    _helpers: Future[Helpers] | None = None
    _judge: StarJudge | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def helpers(self) -> Future[Helpers]:
        """Begin to load what hears and judges, or return what has been loaded.

        What went wrong is tried again: a model may have been fetched meanwhile.
        """
        with self._lock:
            loaded = self._helpers
            is_lost = loaded is not None and loaded.done() and loaded.exception()
            if loaded is None or is_lost:
                loaded = self._helpers = self.load()
            return loaded

    def brief(self, question: str | None) -> Brief:
        """Return what an answer to a question is held against."""
        return Brief(question=question, bands=self.bands)

    def studio(self, brief: Brief) -> Studio:
        """Return a studio, not yet open."""
        return Studio(self.source(), folder=self.folder, load=self.helpers, brief=brief)

    def judge(self) -> StarJudge:
        """Return who judges. Where no model hears, words can still be judged."""
        loading = self.helpers()
        if loading.done() and loading.exception() is None:
            judge = loading.result().judge
            if judge is not None:
                return judge
        with self._lock:
            if self._judge is None:
                from voice_star.analysis.star import StarJudge

                self._judge = StarJudge()
            return self._judge

    def desk(
        self, told: Told | None = None, *, number: int | None = None
    ) -> ReviewDesk:
        """Return what a review is worked on with.

        Args:
            told: What was told just now, where it was.
            number: Of the attempt in the history, where it is one.
        """
        home = self.folder.parent
        return ReviewDesk(
            self.judge, bands=self.bands, home=home, told=told, number=number
        )

    def review_file(
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
        brief = self.brief(SAMPLE_QUESTION)
        return self.review_file(sample_take(), brief, on_progress=on_progress)

    def n_cut_off(self) -> int:
        """Count the takes that were cut off and can be saved."""
        return len(cut_off_takes(self.folder))

    def save_cut_off(self, *, on_progress: OnProgress = ignore) -> Review:
        """Finish all takes that were cut off, and review the latest.

        Raises:
            VoiceStarError: If one cannot be finished, or nothing is heard in it.
        """
        finished = [finish_take(take.folder) for take in cut_off_takes(self.folder)]
        if not finished:
            raise RecordingError("No take was cut off: there is nothing to be saved.")
        latest = finished[-1]
        brief = self.brief(latest.notes.question or None)
        review = self.review_file(latest.sound, brief, on_progress=on_progress)
        keep_review(latest.folder, review)
        return review

    def count_takes(self) -> dict[str, int]:
        """Return how many finished takes there are of each question, by its key."""
        counts: dict[str, int] = {}
        for take in list_takes(self.folder):
            key = key_of(take.notes.question)
            counts[key] = counts.get(key, 0) + 1
        return counts

    def export(self, review: Review, path: Path, *, moment: datetime) -> None:
        """Write a review to a file, in the format that its name asks for.

        Raises:
            OutputError: If there is no such format, or the file is there already or
                cannot be written.
        """
        from voice_star.report.export import exporter_for
        from voice_star.report.export.exporter import Extras

        attempt = Attempt(1, moment, review)
        text = exporter_for(path).export([attempt], Extras(bands=self.bands))
        try:
            file = os.fdopen(create_private(path), "wb")
        except FileExistsError as error:
            raise OutputError(
                f"{path} is there already and is left as it is. Choose another name."
            ) from error
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {why_not(error)}.") from error
        try:
            with file:
                file.write(text)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise OutputError(f"{path} cannot be written: {why_not(error)}.") from error

    def close(self) -> None:
        """Be silent."""
        self.player.stop()


def workplace_of(settings: Settings) -> Workplace:
    """Return the workplace of this user, on this machine."""
    return Workplace(
        takes_folder(),
        load=partial(load_ahead, settings.model),
        bands=settings.bands,
        gentle=settings.gentle,
    )
