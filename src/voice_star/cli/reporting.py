"""A review on stdout, for people or for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from voice_star.cli.terminal import has_colour

if TYPE_CHECKING:
    from datetime import datetime

    from voice_star.domain.brief import Brief
    from voice_star.domain.review import Review


def print_review(review: Review, *, brief: Brief, as_json: bool = False) -> None:
    """Print a review: as a report, or as one line of JSON."""
    sys.stdout.write(f"{_as_json(review) if as_json else _report(review, brief)}\n")
    sys.stdout.flush()


def _as_json(review: Review) -> str:
    import json

    from voice_star.domain.wire import review_to_json

    return json.dumps(review_to_json(review))


def _report(review: Review, brief: Brief) -> str:
    from voice_star.report.text import review_as_text

    return review_as_text(
        review, colour=has_colour(sys.stdout), width=width_to_fill(), bands=brief.bands
    )


def print_text(text: str) -> None:
    """Print lines that were made for `width_to_fill`."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def width_to_fill(least: int = 60, most: int = 100) -> int:
    """Return the columns to fill: the terminal's, within bounds."""
    import shutil

    return min(most, max(least, shutil.get_terminal_size((80, 24)).columns))


def height_to_fill() -> int:
    """Return the lines of one screen, without the one for the next command."""
    import shutil

    return max(12, shutil.get_terminal_size((80, 24)).lines - 1)


def now() -> datetime:
    """Return the moment, in the zone of the user."""
    from datetime import datetime

    return datetime.now().astimezone()
