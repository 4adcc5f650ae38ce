"""One take after another, each heard while it is spoken: what a recording screen needs.

    with Studio(Microphone(), folder=takes_folder(), load=load) as studio:
        studio.start()
        studio.view()                # as often as anybody looks
        studio.stop()                # all is on disk then
        told = studio.review()       # within a second: only the tail was left
        kept = studio.finish()
        again = studio.rehear(told)  # by a larger model, where there is one

The recorder's writer comes first: the hearing reads what is on disk, as late as it
likes. If it fails, or there is no model, the recording goes on and is kept.
"""

from __future__ import annotations

import contextlib
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from voice_star.audio.notes import add_to_notes
from voice_star.audio.recorder import Recorder
from voice_star.domain.brief import NO_BRIEF, Brief
from voice_star.domain.cues import DEFAULT_CUES, CueBounds
from voice_star.domain.wire import review_to_json
from voice_star.listening import Listening
from voice_star.progress import OnProgress, ignore
from voice_star.rehearing import rehearing_of
from voice_star.speech.patchwork import LiveText

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from voice_star.analysis.cues import Cue
    from voice_star.audio.source import Source
    from voice_star.audio.status import RecorderStatus
    from voice_star.audio.takes import KeptTake
    from voice_star.domain.answer import StarPart
    from voice_star.domain.review import Review
    from voice_star.domain.timeline import Seconds
    from voice_star.joining import Told
    from voice_star.live_session import Helpers
    from voice_star.rehearing import LargerModel, Rehearing


@dataclass(frozen=True, slots=True)
class View:
    """How a recording goes, and what has been heard of it, at one moment.

    Attributes:
        recorder: State, time and level; what the speaker should know.
        text: The words so far.
        parts: Seconds told of each part so far.
        cue: What to tell the speaker now.
        lag: Seconds of what was said that nothing is shown of yet.
        failure: What went wrong with the hearing. The recording goes on.
    """

    recorder: RecorderStatus
    text: LiveText = field(default_factory=LiveText)
    parts: Mapping[StarPart, Seconds] = field(default_factory=dict)
    cue: Cue | None = None
    lag: Seconds = 0.0
    failure: BaseException | None = None


class Studio:
    """Records takes from a source and has each heard. Keys come from any one thread.

    Args:
        source: What is recorded.
        folder: The folder of takes.
        load: Begins to load what hears and judges; called once, when the source has
            been opened for the first time. The recording does not wait for it.
        brief: What the answers are held against.
        cues: When cues are given.
        larger: Who may hear an answer again after its review; None for nobody.
    """

    def __init__(
        self,
        source: Source,
        *,
        folder: Path,
        load: Callable[[], Future[Helpers]],
        brief: Brief = NO_BRIEF,
        cues: CueBounds = DEFAULT_CUES,
        larger: LargerModel | None = None,
    ) -> None:
        self._recorder = Recorder(source, folder=folder)
        self._load = load
        self._helpers: Future[Helpers] | None = None
        self._brief = brief
        self._cues = cues
        self._larger = larger
        self._listening: Listening | None = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def open(self) -> None:
        """Open the source. Nothing is kept yet, but there is a level.

        Raises:
            RecordingError: If it cannot be opened.
        """
        self._recorder.open()
        if self._helpers is None:
            self._helpers = self._load()

    def start(self, *, after: Told | None = None) -> None:
        """Begin a take.

        Args:
            after: What it goes on from: both are reviewed as one answer then.

        Raises:
            RecordingError: If no take can be kept on this disk.
        """
        self._let_go()
        self._recorder.start(question=self._brief.question or "")
        take = self._recorder.take
        if take is None or self._helpers is None:
            raise RuntimeError("the studio is not open")
        self._listening = Listening(
            self._recorder.sound(),
            take,
            helpers=self._helpers,
            brief=self._brief,
            cues=self._cues,
            after=after,
        )

    def pause(self) -> None:
        """Keep nothing from here on. Does nothing but while recording."""
        self._recorder.pause()

    def resume(self) -> None:
        """Go on with the take. Does nothing but while paused."""
        self._recorder.resume()

    def stop(self) -> KeptTake:
        """Wait for the last word's end, and end the take; all is on disk then.

        Raises:
            RecordingError: If the take ended early, by a full disk. What was said
                until then is kept, and `review` and `finish` work as ever.
        """
        if self._listening is not None:
            self._listening.expect_end()
        return self._recorder.stop()

    def review(self, *, within: Seconds | None = None) -> Told | None:
        """Return what was heard; None if it takes longer than that.

        Raises:
            VoiceStarError: If nothing was heard, or the hearing failed.
        """
        if self._listening is None:
            raise RuntimeError("there is no take")
        with contextlib.suppress(NotYet):
            return self._listening.outcome.result(within)
        return None

    def finish(self) -> KeptTake:
        """Make a finished recording of the take, and keep its review beside it.

        What was joined with another take is kept already, as a take of its own.

        Raises:
            RecordingError: If there is no room. The take is kept as it is.
        """
        kept = self._recorder.finish()
        told = self._told()
        if told is not None:
            keep_review(told.take.folder, told.review)
        return kept

    def rehear(
        self, told: Told, *, on_progress: OnProgress = ignore
    ) -> Rehearing | None:
        """Have an answer heard again by a larger model; None where there is none."""
        return rehearing_of(
            told.review, self._larger, brief=self._brief, on_progress=on_progress
        )

    def drop(self) -> None:
        """Throw the take away."""
        if self._listening is not None:
            self._listening.drop()
        self._recorder.drop()
        self._let_go()

    def close(self) -> None:
        """Close the source. A take that was not finished is kept, as one cut off."""
        if self._listening is not None and not self._listening.outcome.done():
            self._listening.drop()
        self._recorder.close()
        self._let_go()

    @property
    def take(self) -> KeptTake | None:
        """The take in progress or stopped, as it is on disk."""
        return self._recorder.take

    def view(self) -> View:
        """Return how it goes. Cheap: a screen may ask at any rate."""
        status, listening = self._recorder.status, self._listening
        if listening is None:
            return View(status)
        return View(
            status,
            text=listening.text,
            parts=listening.parts,
            cue=listening.cue(),
            lag=listening.lag,
            failure=listening.failure,
        )

    def _told(self) -> Told | None:
        """Return what was heard, where it was."""
        outcome = self._listening.outcome if self._listening else None
        if outcome is None or not outcome.done() or outcome.exception() is not None:
            return None
        return outcome.result()

    def _let_go(self) -> None:
        if self._listening is not None:
            self._listening.join()
            self._listening = None


def keep_review(folder: Path, review: Review) -> None:
    """Keep a review in the folder of its take, where there is room.

    It can be made again, so it is no reason to fail.
    """
    with contextlib.suppress(OSError):
        add_to_notes(folder, review=review_to_json(review))
