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

from voice_star.audio.playback import Player
from voice_star.checkup import Finding, Patient, examine
from voice_star.domain.attempt import Attempt
from voice_star.domain.brief import Brief
from voice_star.equipment import microphone_names, model_names
from voice_star.library import Library, here
from voice_star.loading import larger_model, load_ahead
from voice_star.places import config_file, takes_folder
from voice_star.rehearing import LargerModel, Rehearing, rehearing_of
from voice_star.safefiles import write_new
from voice_star.settings import Settings
from voice_star.settingskeeper import SettingsKeeper
from voice_star.settling import Job, keep_job, kept_job, read_advertisement, target_of
from voice_star.store.layout import Layout
from voice_star.store.own import job_files
from voice_star.storynotes import NotesBook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from voice_star.analysis.star import StarJudge
    from voice_star.audio.source import Source
    from voice_star.domain.bands import Bands
    from voice_star.domain.review import Review
    from voice_star.filereviews import FileReviews
    from voice_star.joining import Told
    from voice_star.live_session import Helpers
    from voice_star.progress import OnProgress
    from voice_star.reviewing import ReviewDesk
    from voice_star.studio import Studio
    from voice_star.trial import Trial

_JOB = "job.json"
"""Beside the history: which job is applied for."""


def microphone(name: str | None = None) -> Source:
    """Return a microphone, not yet open: by its name, or the one of the system."""
    from voice_star.audio.microphone import Microphone

    return Microphone(name)


@dataclass(slots=True)
class Workplace:
    """Puts together what the screens work with. May be asked from any thread.

    Attributes:
        folder: The folder of takes.
        load: Begins to load what hears and judges.
        source: Returns what is recorded.
        player: Plays takes.
        settings: What holds now.
        keeper: Where settings are kept.
        greets: Whether somebody who is new is shown around.
        microphones: Returns the names of those that there are now.
        models: Returns the names of speech models, each with what it is good for.
        doctor: Looks whether all is in order.
        larger: Returns who hears an answer again, by the names of the model that heard
            it first and of the one that is wanted.
        now: Returns this moment, in the zone of the user.
        library: What is kept: attempts and questions.
        job: What is applied for; None where nobody said.
    """

    folder: Path
    load: Callable[[], Future[Helpers]]
    source: Callable[[], Source] = microphone
    player: Player = field(default_factory=Player)
    settings: Settings = field(default_factory=Settings)
    keeper: SettingsKeeper = field(
        default_factory=lambda: SettingsKeeper(config_file(), os.environ)
    )
    greets: bool = False
    microphones: Callable[[], tuple[str, ...]] = microphone_names
    models: Callable[[], tuple[tuple[str, str], ...]] = model_names
    doctor: Callable[[Patient], Iterator[Finding]] = examine
    larger: Callable[[str | None, str | None], LargerModel | None] = larger_model
    now: Callable[[], datetime] = here
    library: Library = field(init=False)
    job: Job | None = field(init=False)
    _helpers: Future[Helpers] | None = None
    _judge: StarJudge | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Look at what is kept beside the takes."""
        home = self.folder.parent
        self.library = Library(home, self.folder, self.now)
        self.job = kept_job(home / _JOB)

    @property
    def bands(self) -> Bands:
        """What answers are held against."""
        return self.settings.bands

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
        asks = None if self.job is None else self.job.asks
        return Brief(question=question, asks=asks, bands=self.bands)

    def settle_target(self, said: str) -> None:
        """Aim at another length from now on: ``90s``, ``1:30``.

        Raises:
            SettingsError: If it is none, or cannot be kept.
        """
        self.settle(self.keeper.change("target", target_of(said)))

    def settle_job(self, path: Path | None) -> None:
        """Hold answers against the job of an advertisement from now on; None for none.

        Raises:
            VoiceStarError: If it cannot be read, or cannot be kept.
        """
        job = None if path is None else read_advertisement(path)
        keep_job(self.folder.parent / _JOB, job)
        self.job = job

    def jobs(self) -> list[Path]:
        """Return the advertisements that are kept, by name."""
        return job_files(Layout(self.folder.parent))

    def studio(self, brief: Brief) -> Studio:
        """Return a studio, not yet open."""
        from voice_star.studio import Studio

        return Studio(
            self.source(),
            folder=self.folder,
            load=self.helpers,
            brief=brief,
            cues=self.settings.cues,
        )

    def rehearer(
        self, told: Told | None
    ) -> Callable[[OnProgress], Rehearing | None] | None:
        """Return what has an answer heard again by a larger model; None for no answer.

        What it returns may find no such model, and then returns None.
        """
        if told is None:
            return None
        return partial(self._rehear, told, self.brief(told.review.question))

    def _rehear(
        self, told: Told, brief: Brief, on_progress: OnProgress
    ) -> Rehearing | None:
        larger = self.larger(self.settings.model, self.settings.larger_model)
        return rehearing_of(told.review, larger, brief=brief, on_progress=on_progress)

    def trial(self) -> Trial:
        """Return a trial of the microphone and of the model, not yet open."""
        from voice_star.studio import Studio
        from voice_star.trial import Trial

        return Trial(
            lambda folder: Studio(self.source(), folder=folder, load=self.helpers)
        )

    def settle(self, settings: Settings) -> None:
        """Work by other settings from now on; what is under way goes on as it was."""
        before, self.settings = self.settings, settings
        if settings.microphone != before.microphone:
            self.source = partial(microphone, settings.microphone)
        if settings.model != before.model:
            with self._lock:
                self.load, self._helpers = partial(load_ahead, settings.model), None

    @property
    def notes(self) -> NotesBook:
        """The user's own notes on stories."""
        return NotesBook(self.folder.parent / "notes.json")

    @property
    def is_new(self) -> bool:
        """Whether nobody has settled or recorded anything here."""
        if not self.greets or self.keeper.is_there:
            return False
        return not (self.folder.is_dir() and any(self.folder.iterdir()))

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
        from voice_star.reviewing import ReviewDesk

        home = self.folder.parent
        return ReviewDesk(
            self.judge, bands=self.bands, home=home, told=told, number=number
        )

    @property
    def files(self) -> FileReviews:
        """What reviews files, and takes that were left over."""
        from voice_star.filereviews import FileReviews

        return FileReviews(
            self.folder, helpers=self.helpers, library=self.library, brief=self.brief
        )

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
        write_new(path, text)

    def close(self) -> None:
        """Be silent."""
        self.player.stop()


def workplace_of(settings: Settings) -> Workplace:
    """Return the workplace of this user, on this machine."""
    return Workplace(
        takes_folder(),
        load=partial(load_ahead, settings.model),
        source=partial(microphone, settings.microphone),
        settings=settings,
        greets=True,
    )
