"""A review on stdout, for people or for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from voice_star.cli.terminal import has_colour

if TYPE_CHECKING:
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
        review, colour=has_colour(sys.stdout), width=_width(), bands=brief.bands
    )


def _width() -> int:
    """Return the columns to fill: the terminal's, from 60 up to 100."""
    import shutil

    return min(100, max(60, shutil.get_terminal_size((80, 24)).columns))
