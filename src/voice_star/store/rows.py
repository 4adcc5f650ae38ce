"""An attempt as the database keeps it: its document, and what lists ask of it.

The document is plain JSON, so that it could be read even without voice_star:

    {"moment": ISO 8601, "story": str|null, "recording": file name|null,
     "review": the wire form of the review, "notes": str, missing where there are none}
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from math import isnan, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from voice_star.domain.attempt import Attempt
from voice_star.domain.record import PARTS, Raised, Record, record_of
from voice_star.domain.review import Severity

if TYPE_CHECKING:
    from voice_star.domain.wire import Json

Row: TypeAlias = tuple[Any, ...]

LISTED = "id, moment, question, story, flags, figures, checksum"
"""The columns that make a record."""

_N_PARTS = len(PARTS)
_N_WHOLE = 6
_FIGURES = struct.Struct(f"<{_N_WHOLE + 2 * _N_PARTS}d")
"""Figures of the whole, then seconds and words by part; NaN for what is not known.

One value and not sixteen columns: SQLite hands over columns one by one, and ten
thousand rows of them take 80 ms longer to read.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a document says.

    Attributes:
        moment: When the take began.
        story: Which story was told.
        recording: The name of its sound among the recordings; None without.
        review: The review, in its wire form.
        notes: What the user noted of it.
    """

    moment: datetime
    story: str | None
    recording: str | None
    review: Json
    notes: str = ""

    def as_text(self) -> str:
        """Return the document. ASCII, so that any text of any file name passes."""
        document = {
            "moment": self.moment.isoformat(),
            "story": self.story,
            "recording": self.recording,
            "review": self.review,
        }
        if self.notes:
            document["notes"] = self.notes
        return json.dumps(document, allow_nan=False, separators=(",", ":"))

    def with_recording(self, name: str | None) -> Entry:
        """Return it with another name for its recording, or without one."""
        return replace(self, recording=name)

    def with_review(self, document: Json) -> Entry:
        """Return it with another review.

        If that is of the recording that is kept here, the take still says where it came
        from before it was kept.
        """
        take, before = document.get("take"), self.review.get("take")
        if take and before and Path(take["path"]).name == self.recording:
            document = {**document, "take": {**take, "path": before["path"]}}
        return replace(self, review=document)

    def as_attempt(self, number: int) -> Attempt:
        """Return the attempt that goes by `number`.

        Raises:
            ValueError: If the review is none.
        """
        # It needs numpy, which lists do without: they have to be there at once.
        from voice_star.domain.wire_reader import review_from_json

        review = review_from_json(self.review)
        return Attempt(number, self.moment, review, self.story, self.notes)


def read_entry(text: str) -> Entry:
    """Return what a document says.

    Raises:
        ValueError: If it is none.
    """
    try:
        document = json.loads(text)
        return Entry(
            datetime.fromisoformat(document["moment"]),
            document["story"],
            document["recording"],
            document["review"],
            str(document.get("notes", "")),
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"this is no document of an attempt: {error!r}") from error


def document_sum(number: int, text: str) -> int:
    """Return the checksum of a document that belongs to an attempt."""
    return zlib.crc32(text.encode(), number)


def columns_of(entry: Entry, number: int) -> dict[str, Any]:
    """Return what the table of attempts keeps of an entry, by column."""
    attempt = entry.as_attempt(number)
    record, review = record_of(attempt), attempt.review
    listed = (
        number,
        entry.moment.isoformat(),
        _storable(record.question),
        _storable(record.story),
        " ".join(f"{one.rule}:{one.severity.value}" for one in record.flags),
        _packed(record),
    )
    return {
        **dict(zip(LISTED.split(", "), (*listed, _row_sum(listed)), strict=True)),
        "recording": entry.recording,
        "model": review.hearing.model if review.hearing else None,
        # For whoever looks for reviews that an older version made; reviews of before
        # there was such a version name the judge alone, which is older than any.
        "judged_by": review.made_by or review.judged_by,
    }


def record_from(row: Row) -> Record:
    """Return the record that the columns `LISTED` make.

    Raises:
        ValueError: If the row is not as it was written.
    """
    number, moment, question, story, flags, packed, checksum = row
    if _row_sum(row[:-1]) != checksum:
        raise ValueError(f"attempt {number} is not as it was written")
    figures = _FIGURES.unpack(packed)
    n_words, *timing, n_filled_pauses = figures[:_N_WHOLE]
    seconds = figures[_N_WHOLE : _N_WHOLE + _N_PARTS]
    words = figures[_N_WHOLE + _N_PARTS :]
    # What is not known is NaN, which alone is not itself.
    known = [figure if figure == figure else None for figure in timing]  # noqa: PLR0124
    duration, speech_rate, articulation_rate, pause_share = known
    return Record(
        number,
        datetime.fromisoformat(moment),
        question,
        story,
        int(n_words),
        duration,
        speech_rate,
        articulation_rate,
        pause_share,
        int(n_filled_pauses),
        () if isnan(seconds[0]) else seconds,
        () if isnan(words[0]) else tuple(map(int, words)),
        _all_raised(flags),
    )


@lru_cache(maxsize=1024)
def _all_raised(texts: str) -> tuple[Raised, ...]:
    """Return flags. Few are raised together, and ten thousand attempts repeat them."""
    return tuple(map(_raised, texts.split()))


def _raised(text: str) -> Raised:
    rule, _, severity = text.rpartition(":")
    return Raised(rule, Severity(severity))


def _packed(record: Record) -> bytes:
    nothing = (nan,) * _N_PARTS
    whole = (
        record.n_words,
        record.duration,
        record.speech_rate,
        record.articulation_rate,
        record.pause_share,
        record.n_filled_pauses,
    )
    known = (nan if figure is None else figure for figure in whole)
    return _FIGURES.pack(
        *known, *(record.seconds or nothing), *(record.words or nothing)
    )


def _row_sum(listed: Row) -> int:
    number, moment, question, story, flags, packed = listed
    asked = "" if question is None else f"={question}"
    told = "" if story is None else f"={story}"
    texts = f"{number}\n{moment}\n{asked}\n{told}\n{flags}"
    return zlib.crc32(packed, zlib.crc32(texts.encode()))


def _storable(text: str | None) -> str | None:
    """Return text that UTF-8 can hold: names of files may be none."""
    return None if text is None else text.encode("utf-8", "replace").decode()
