"""When a recording from elsewhere was made."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TAGS = ("creation_time", "date", "com.apple.quicktime.creationdate")
"""What recorders note the moment under. Phones and cameras write the first."""

_EARLIEST = 1990
"""Containers that know no date say 1904 or 1970."""


def recorded_at(path: Path) -> datetime:
    """Return when a recording was made, with a time zone.

    It is what the file itself says, to the minute at least, or else when it was last
    written.

    Raises:
        OSError: If there is no such file.
    """
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()
    return next(_noted(path), written)


def _noted(path: Path) -> Iterator[datetime]:
    import av

    with (
        contextlib.suppress(av.FFmpegError, OSError, ValueError),
        av.open(str(path.absolute()), metadata_errors="replace") as container,
    ):
        tags = {key.lower(): value for key, value in container.metadata.items()}
        for tag in _TAGS:
            moment = _moment(tags.get(tag, ""))
            if moment is not None:
                yield moment


def _moment(text: str) -> datetime | None:
    """Read a moment; None for a text that is none, or a day without a time."""
    if len(text) <= len("2026-06-10"):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone() if moment.year >= _EARLIEST else None
