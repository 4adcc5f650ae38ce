"""A speaker's own notes on a story: a line a part, kept by question."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING

from voice_star.domain.question import key_of
from voice_star.errors import OutputError
from voice_star.safefiles import make_private_folder, read_json, why_not, write_json

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoryNotes:
    """What somebody wants to be reminded of, in STAR order; each may be empty."""

    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return any(asdict(self).values())


_PARTS = tuple(one.name for one in fields(StoryNotes))


@dataclass(slots=True)
class NotesBook:
    """Notes by question, in a file. May be asked from any thread.

    Attributes:
        path: The file, which need not be there.
    """

    path: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, question: str | None) -> StoryNotes:
        """Return the notes on a question; empty ones where there are none."""
        found = read_json(self.path).get(key_of(question or ""))
        if not isinstance(found, dict):
            return StoryNotes()
        return StoryNotes(**{part: str(found.get(part, "")) for part in _PARTS})

    def keep(self, question: str | None, notes: StoryNotes) -> None:
        """Keep the notes on a question in place of those before.

        Raises:
            OutputError: If they cannot be written. Those before are still there.
        """
        with self._lock:
            document = read_json(self.path)
            document[key_of(question or "")] = asdict(notes)
            if not notes:
                del document[key_of(question or "")]
            try:
                make_private_folder(self.path.parent)
                write_json(self.path, document)
            except OSError as error:
                raise OutputError(
                    f"Your notes in {self.path} are as they were: {why_not(error)}."
                ) from error
