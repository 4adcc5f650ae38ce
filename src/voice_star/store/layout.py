"""Where what is kept lies within the user's data folder.

    history/attempts.db    the attempts; SQLite keeps files of its own beside it
    recordings/            the sound of each, where it was kept
    set-aside/             histories that were damaged or replaced: never deleted
    rejudging              how far judging anew has come; see bookmark.py
    backups                where backups were written to; see backups.py
    takes/                 not ours: takes that are recorded, or not yet in the history,
                           and parts of joined ones; see parts.py
    questions.toml         the user's own questions
    jobs/                  job advertisements, a text for each application
    history.lock           held by whoever has the history open; see guard.py

The database has a folder to itself so that it can be exchanged with all its files by
one renaming. A new one is complete, and on the disk, before it is called
`history.new`: what goes by that name has only to be renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DATABASE = "attempts.db"
"""Name of the database in its folder."""

QUESTIONS = "questions.toml"
"""Name of the user's own questions in the data folder and in a backup."""

JOBS = "jobs"
"""Name of the folder of job advertisements, likewise."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The places within one data folder.

    Attributes:
        home: The data folder.
    """

    home: Path

    @property
    def lock(self) -> Path:
        """The file whose lock says that somebody has the history open."""
        return self.home / "history.lock"

    @property
    def history(self) -> Path:
        """The folder of the database."""
        return self.home / "history"

    @property
    def coming(self) -> Path:
        """The folder of a database that is to take its place, and is complete."""
        return self.home / "history.new"

    @property
    def database(self) -> Path:
        """The database."""
        return self.history / DATABASE

    @property
    def recordings(self) -> Path:
        """The folder of recordings."""
        return self.home / "recordings"

    @property
    def aside(self) -> Path:
        """The folder of what was set aside."""
        return self.home / "set-aside"

    @property
    def questions(self) -> Path:
        """The file of the user's own questions."""
        return self.home / QUESTIONS

    @property
    def jobs(self) -> Path:
        """The folder of job advertisements, a text each."""
        return self.home / JOBS

    @property
    def coming_own(self) -> Path:
        """The folder of questions and jobs that are to take their places."""
        return self.home / "own.new"

    @property
    def backups(self) -> Path:
        """The file that tells where backups were written to."""
        return self.home / "backups"

    @property
    def bookmark(self) -> Path:
        """The file that tells how far judging anew has come."""
        return self.home / "rejudging"

    @property
    def takes(self) -> Path:
        """The folder of takes that are not in the history yet."""
        return self.home / "takes"
