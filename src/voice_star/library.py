"""What is kept, as the app asks for it: attempts, questions, and how things stand.

The history is opened for each deed and let go of again: `restore` and `recover` want it
for themselves, and somebody may call them while the app stands open for days.
"""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from voice_star.domain.bank import read_bank
from voice_star.domain.practice import Practised, pick_next, practised
from voice_star.errors import VoiceStarError
from voice_star.ownquestions import (
    add_question,
    all_questions,
    edit_question,
    retire_question,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from voice_star.audio.takes import KeptTake
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.question import Question, Theme
    from voice_star.domain.record import Record
    from voice_star.domain.timeline import Seconds
    from voice_star.store.attempts import AttemptStore
    from voice_star.store.forgetting import Forgotten
    from voice_star.taking_in import TakenIn


def here() -> datetime:
    """Return this moment, in the zone of the user."""
    return datetime.now(UTC).astimezone()


_Stamp: TypeAlias = tuple[int, ...]
"""What tells one state of the history's files from another."""


@dataclass(frozen=True, slots=True)
class Overview:
    """How things stand: what the home screen shows.

    Attributes:
        now: When this was so, in the zone of the user.
        practised: All questions by theme, retired ones among them, with their takes.
        pick: What to practise next; None where all questions are retired.
        n_takes: Takes that are kept, at whatever question.
        n_today: Those of today.
        spoken_today: How long was spoken in them.
        n_unheard: Takes that are kept and have not been heard yet.
        advice: What to do about each flag, by its rule.
        complaints: What could not be read, and how to mend it.
    """

    now: datetime
    practised: tuple[Practised, ...]
    pick: Practised | None = None
    n_takes: int = 0
    n_today: int = 0
    spoken_today: Seconds = 0.0
    n_unheard: int = 0
    advice: Mapping[str, str] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """What a user keeps. May be asked from any thread; one is answered at a time.

    Attributes:
        home: The data folder.
        takes: The folder of takes that are not in the history yet.
        now: Returns this moment, in the zone of the user.
    """

    home: Path
    takes: Path
    now: Callable[[], datetime] = here
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _read: dict[_Stamp, tuple[Record, ...]] = field(default_factory=dict)

    @property
    def own_questions(self) -> Path:
        """The file of the user's own questions, which need not be there."""
        return self.home / "questions.toml"

    def questions(self) -> tuple[Question, ...]:
        """Return the questions of the bank and the user's own, by theme.

        Raises:
            SettingsError: If the user's own cannot be read.
        """
        return all_questions(self.own_questions)

    def add_question(self, text: str, *, hint: str, theme: Theme) -> Question:
        """Put a question among the user's own.

        Raises:
            SettingsError: If it is empty or there already, or cannot be kept.
        """
        with self._lock:
            return add_question(self.own_questions, text, hint=hint, theme=theme)

    def edit_question(self, question: Question, *, text: str, hint: str) -> Question:
        """Change the words of a question; its attempts stay with it.

        Raises:
            SettingsError: If it is empty, or cannot be kept.
        """
        with self._lock:
            return edit_question(self.own_questions, question, text=text, hint=hint)

    def retire_question(self, question: Question, *, undo: bool) -> Question:
        """Propose a question no more, or again.

        Raises:
            SettingsError: If that cannot be kept.
        """
        with self._lock:
            return retire_question(self.own_questions, question, undo=undo)

    def records(self) -> tuple[Record, ...]:
        """Return what lists and trends ask of all attempts, in order of time.

        Raises:
            StoreError: If the history cannot be read.
        """
        with self._lock:
            stamp = self._stamp()
            if stamp in self._read:
                return self._read[stamp]
            with self._opened() as store:
                return self._records(store)

    def attempt(self, number: int) -> Attempt:
        """Return an attempt.

        Raises:
            StoreError: If there is none, or it cannot be read.
        """
        with self._opened() as store:
            return store.get(number)

    def forget(self, number: int) -> Forgotten:
        """Delete an attempt for good, words and recording.

        Raises:
            StoreError: If it is not there, or traces are left.
        """
        from voice_star.store.forgetting import forget

        with self._opened() as store:
            return forget(store, [number])

    def overview(self) -> Overview:
        """Return how things stand; what was reviewed since is in the history then.

        It fails at nothing: what cannot be read is among its complaints.
        """
        from voice_star.analysis.rules import RULES

        now, complaints = self.now(), []
        try:
            questions = self.questions()
        except VoiceStarError as error:
            complaints.append(str(error))
            questions = read_bank()
        records: Sequence[Record] = ()
        done = None
        try:
            with self._opened() as store:
                done = self._take_in(store)
                complaints += map(str, done.failures)
                records = self._records(store)
        except VoiceStarError as error:
            complaints.append(str(error))
        today = [
            one
            for one in records
            if one.moment.astimezone(now.tzinfo).date() == now.date()
        ]
        return Overview(
            now=now,
            practised=practised(questions, records),
            pick=pick_next(questions, records, now=now),
            n_takes=len(records),
            n_today=len(today),
            spoken_today=sum(one.duration or 0.0 for one in today),
            n_unheard=0 if done is None else len(done.unheard),
            advice={rule.id: rule.advice for rule in RULES},
            complaints=tuple(complaints),
        )

    def unheard(self) -> tuple[KeptTake, ...]:
        """Return the takes that are finished and have no review, the oldest first.

        Raises:
            StoreError: If the history cannot be read.
        """
        with self._opened() as store:
            return self._take_in(store).unheard

    def _take_in(self, store: AttemptStore) -> TakenIn:
        """Take in what was reviewed."""
        from voice_star.taking_in import TakenIn, take_in

        if not self.takes.is_dir() or next(self.takes.iterdir(), None) is None:
            return TakenIn()
        return take_in(store, self.takes)

    def _records(self, store: AttemptStore) -> tuple[Record, ...]:
        """Return all records; thousands are read once, as long as nothing changes."""
        # Before they are read: what changes meanwhile is read the next time.
        stamp = self._stamp()
        if stamp not in self._read:
            records = store.history()
            self._read.clear()
            self._read[stamp] = records
        return self._read[stamp]

    def _stamp(self) -> _Stamp:
        """Return what differs whenever anybody has written to the history."""
        from voice_star.store.layout import Layout

        stamp: list[int] = []
        database = Layout(self.home).database
        for path in (database, database.with_name(f"{database.name}-wal")):
            with contextlib.suppress(OSError):
                found = path.stat()
                # Whoever opens it makes an empty log: that is no change.
                if found.st_size:
                    stamp += (found.st_ino, found.st_size, found.st_mtime_ns)
        return tuple(stamp)

    @contextlib.contextmanager
    def _opened(self) -> Iterator[AttemptStore]:
        from voice_star.store.attempts import AttemptStore

        with self._lock, AttemptStore(self.home) as store:
            yield store
