"""What a review is worked on with: it is put right, noted, heard, and kept so.

A review lies in the folder of its take until the history takes it in, and there from
then on; that of a recording made elsewhere lies nowhere.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from voice_star.audio.notes import NOTES, add_to_notes
from voice_star.audio.reopening import reopened
from voice_star.audio.takes import SOUND
from voice_star.correcting import Corrector
from voice_star.domain.wire import review_to_json
from voice_star.errors import StoreError
from voice_star.joining import told_anew
from voice_star.taking_in import noted

if TYPE_CHECKING:
    from collections.abc import Callable

    from voice_star.analysis.star import StarJudge
    from voice_star.domain.bands import Bands
    from voice_star.domain.corrections import Corrections
    from voice_star.domain.review import Review
    from voice_star.domain.take import Take
    from voice_star.joining import Told
    from voice_star.store.attempts import AttemptStore


class ReviewDesk:
    """Works on one review. Any thread may ask it; one is answered at a time.

    Args:
        judge: Returns who judges; it may take a moment to load.
        bands: What is aimed at.
        home: The data folder.
        told: What was told, while its take lies in a folder of its own.
        number: Of the attempt; None where the history has not taken it in.
    """

    def __init__(
        self,
        judge: Callable[[], StarJudge],
        *,
        bands: Bands,
        home: Path,
        told: Told | None = None,
        number: int | None = None,
    ) -> None:
        self._load = judge
        self._bands = bands
        self._home = home
        self._told = told
        self._number = number
        self._corrector: Corrector | None = None
        self._sound: Take | None = None
        self._lock = threading.RLock()

    @property
    def keeps(self) -> bool:
        """Whether what is put right and noted is kept."""
        return self._told is not None or self._number is not None

    def told(self, review: Review) -> Told | None:
        """Return what can be gone on from, as it was put right."""
        told = self._told
        if told is None or review.corrections is None:
            return told
        draft = review.corrections.draft
        telling = replace(
            told.telling,
            transcript=draft.transcript,
            sentences=None if draft.division is None else draft.sentences,
        )
        return replace(told, review=review, telling=telling)

    def sound(self, take: Take) -> Take:
        """Return the take of the review with its sound.

        Raises:
            UnreadableRecordingError: If the recording is gone.
        """
        with self._lock:
            if self._sound is None:
                self._sound = reopened(take)
            return self._sound

    def review(self, review: Review, corrections: Corrections) -> Review:
        """Judge anew after something was put right."""
        with self._lock:
            if self._corrector is None:
                track = None if self._told is None else self._told.telling.track
                judge = self._load()
                self._corrector = Corrector(judge, bands=self._bands, track=track)
            return self._corrector.review(review, corrections)

    def keep(self, review: Review) -> None:
        """Keep a review where it lies. Nothing is done where it lies nowhere.

        Raises:
            StoreError: If it cannot be kept.
        """
        document = review_to_json(review)
        with self._lock:
            self._write(
                {"review": document}, lambda store, n: store.replace_review(n, review)
            )

    def keep_instead(self, review: Review) -> None:
        """Keep a review of the same take, heard anew, in place of the one there was.

        Raises:
            StoreError: If it cannot be kept.
        """
        with self._lock:
            if self._told is not None:
                self._told = told_anew(self._told, review)
            self._corrector = None
            self.keep(review)

    def notes(self) -> str:
        """Return what the user noted.

        Raises:
            StoreError: If the history cannot be read.
        """
        with self._lock:
            if self._told is not None and self._lies_apart():
                return noted(self._told.take.folder)
            number = self._attempt()
            if number is None:
                return ""
            with self._opened() as store:
                return store.get(number).notes

    def keep_notes(self, text: str) -> None:
        """Keep what the user notes.

        Raises:
            StoreError: If it cannot be kept.
        """
        with self._lock:
            self._write({"notes": text}, lambda store, n: store.write_notes(n, text))

    def _write(
        self, keys: dict[str, object], deed: Callable[[AttemptStore, int], object]
    ) -> None:
        if not self.keeps:
            return
        if self._told is not None and self._lies_apart():
            try:
                add_to_notes(self._told.take.folder, **keys)
            except OSError as error:
                if self._lies_apart():
                    raise _unkept(error) from error
            else:
                return
        number = self._attempt()
        if number is None:
            raise StoreError("Its take is gone, so nothing can be kept with it.")
        with self._opened() as store:
            deed(store, number)

    def _lies_apart(self) -> bool:
        """Tell whether the take is still in the folder of its own."""
        return self._told is not None and (self._told.take.folder / NOTES).is_file()

    def _attempt(self) -> int | None:
        """Return the attempt, which may have been taken in since."""
        if self._number is None and self._told is not None:
            with self._opened() as store:
                # As it was told, it may not have been finished yet.
                name = f"{self._told.take.folder.name}{Path(SOUND).suffix}"
                self._number = store.number_with(name)
        return self._number

    def _opened(self) -> AttemptStore:
        from voice_star.store.attempts import AttemptStore

        return AttemptStore(self._home)


def _unkept(error: OSError) -> StoreError:
    from voice_star.safefiles import why_not

    return StoreError(f"{why_not(error)}: what you put right cannot be kept.")
