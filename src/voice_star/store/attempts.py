"""The history: attempts added, read, judged anew and forgotten."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Self

from voice_star.domain.wire import review_to_json
from voice_star.errors import NoSuchAttemptError, StoreError
from voice_star.store import entries, recordings
from voice_star.store.database import PATIENCE, Database
from voice_star.store.faults import damaged, understood
from voice_star.store.forgetting import end_leaving
from voice_star.store.layout import Layout
from voice_star.store.rows import LISTED, Entry, record_from
from voice_star.thrift import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voice_star.domain.attempt import Attempt
    from voice_star.domain.record import Record
    from voice_star.domain.review import Review
    from voice_star.domain.timeline import Seconds

_LAST = re.compile(r"last(?:-([0-9]{1,9}))?")
_ID = re.compile(r"#?([0-9]{1,18})")


class AttemptStore:
    """What is kept of a user's answers. Open from when it is made until it is closed.

    Whatever returns has reached the disk. Other processes may have it open as well, and
    any thread may use it.

    Args:
        home: The data folder.
        patience: How long to wait for other processes.

    Raises:
        StoreError: If it cannot be opened, is damaged, or of a later version.
    """

    def __init__(self, home: Path, *, patience: Seconds = PATIENCE) -> None:
        self.layout = Layout(home)
        self.database = Database(self.layout, patience=patience)
        with contextlib.suppress(StoreError):  # it is tried again, and told when asked
            end_leaving(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it; once is enough."""
        self.database.close()

    def add(
        self,
        review: Review,
        *,
        moment: datetime,
        story: str | None = None,
        sound: Path | None = None,
        name: str | None = None,
        notes: str = "",
    ) -> Attempt:
        """Keep an attempt.

        Args:
            review: What was heard and judged.
            moment: When it was begun, with its time zone.
            story: Which of the user's stories was told.
            sound: Its recording, which stays where it is too; None keeps none.
            name: What to call the recording. It is taken for one of ours then, which
                nobody else writes to; and if an attempt has it already, that one is
                returned, so that what was cut off can be done over.
            notes: What the user noted of it.

        Raises:
            StoreError: If it cannot be kept. What was kept before is not touched.
        """
        if name is not None and not recordings.is_name(name):
            raise ValueError(f"a recording cannot be called {name!r}")
        document, recording = review_to_json(review), None
        if sound is not None:
            recording = name or recordings.new_name(moment, sound)
            place = self.layout.recordings / recording
            recordings.keep(sound, place, may_link=name is not None)
        try:
            number = self._added(Entry(moment, story, recording, document, notes))
        except BaseException:
            if recording is not None and name is None:
                with contextlib.suppress(OSError):
                    (self.layout.recordings / recording).unlink()
            raise
        return self.get(number)

    def _added(self, entry: Entry) -> int:
        with self.database.writing() as connection:
            there = None
            if entry.recording is not None:
                there = entries.with_recording(connection, entry.recording)
            return entries.append(connection, entry) if there is None else there

    def get(self, number: int) -> Attempt:
        """Return an attempt. Its take names the recording that was kept.

        Raises:
            NoSuchAttemptError: If there is none.
            StoreError: If it cannot be read, or is damaged.
        """
        with self.database.reading() as connection:
            return self._attempt(
                entries.read(connection, number, path=self.database.path), number
            )

    def history(self) -> tuple[Record, ...]:
        """Return what lists and trends ask of all attempts, in order of time.

        Raises:
            StoreError: If it cannot be read, or any of it is damaged.
        """
        with self.database.reading() as connection:
            rows = connection.execute(
                f"SELECT {LISTED} FROM attempt ORDER BY id"  # noqa: S608 - ours
            ).fetchall()
            (expected,) = connection.execute("SELECT n_attempts FROM store").fetchone()
            if len(rows) != expected:
                raise damaged(self.database.path, "attempts are missing from it")
            with understood(self.database.path, "its list"), uncollected():
                records = [record_from(row) for row in rows]
        records.sort(key=attrgetter("moment"))  # stable: of one moment, by id
        return tuple(records)

    def numbers(self) -> list[int]:
        """Return all ids, though what they name be damaged.

        Raises:
            StoreError: If the history cannot be read.
        """
        with self.database.reading() as connection:
            rows = connection.execute("SELECT id FROM attempt ORDER BY id").fetchall()
        return [number for (number,) in rows]

    def number_of(self, said: str) -> int:
        """Return the id that a user means: ``12``, ``#12``, ``last`` or ``last-1``.

        Raises:
            NoSuchAttemptError: If there is no such attempt.
            StoreError: If the history cannot be read.
        """
        with self.database.reading() as connection:
            rows = connection.execute("SELECT moment, id FROM attempt").fetchall()
            with understood(self.database.path, "its list"):
                in_order = sorted((datetime.fromisoformat(at), id_) for at, id_ in rows)
        text = said.strip().lower()
        if found := _LAST.fullmatch(text):
            back = int(found[1] or 0)
            if back < len(in_order):
                return int(in_order[-1 - back][1])
            raise NoSuchAttemptError(
                f"There is no attempt {said!r}: {_kept(len(in_order))}."
            )
        numbers = {number for _, number in in_order}
        if (found := _ID.fullmatch(text)) and int(found[1]) in numbers:
            return int(found[1])
        raise NoSuchAttemptError(
            f"There is no attempt {said!r}: {_kept(len(in_order))}. List them with: "
            "voice-star history"
        )

    def recording_of(self, number: int) -> Path | None:
        """Return the recording of an attempt; None where none is kept.

        Raises:
            NoSuchAttemptError: If there is no such attempt.
            StoreError: If the history cannot be read.
        """
        with self.database.reading() as connection:
            entry = entries.read(connection, number, path=self.database.path)
        return self._sound(entry)

    def replace_review(self, number: int, review: Review) -> Attempt:
        """Keep another review of an attempt in place of the one it has.

        Raises:
            NoSuchAttemptError: If there is no such attempt.
            StoreError: If it cannot be kept. The one before is still there then.
        """
        document = review_to_json(review)
        return self._changed(number, lambda entry: entry.with_review(document))

    def name_story(self, number: int, story: str | None) -> Attempt:
        """Say which story was told in an attempt.

        Raises:
            NoSuchAttemptError: If there is no such attempt.
            StoreError: If it cannot be kept.
        """
        return self._changed(number, lambda entry: replace(entry, story=story))

    def write_notes(self, number: int, notes: str) -> Attempt:
        """Keep what the user noted of an attempt, as `name_story` keeps a story."""
        return self._changed(number, lambda entry: replace(entry, notes=notes))

    def number_with(self, recording: str) -> int | None:
        """Return the attempt that has a recording of this name; None without one.

        Raises:
            StoreError: If the history cannot be read.
        """
        with self.database.reading() as connection:
            return entries.with_recording(connection, recording)

    def _changed(self, number: int, change: Callable[[Entry], Entry]) -> Attempt:
        with self.database.writing() as connection:
            entry = change(entries.read(connection, number, path=self.database.path))
            entries.update(connection, entry, number)
        return self._attempt(entry, number)

    def _attempt(self, entry: Entry, number: int) -> Attempt:
        with understood(self.database.path, f"attempt {number}"):
            attempt = entry.as_attempt(number)
        sound, take = self._sound(entry), attempt.review.take
        if sound is None or take is None:
            return attempt
        review = replace(attempt.review, take=replace(take, path=sound))
        return replace(attempt, review=review)

    def _sound(self, entry: Entry) -> Path | None:
        if entry.recording is None:
            return None
        path = self.layout.recordings / entry.recording
        return path if path.is_file() else None


def _kept(n_attempts: int) -> str:
    if n_attempts == 0:
        return "nothing is kept yet"
    return f"{n_attempts} {'is' if n_attempts == 1 else 'are'} kept"
