"""JSON: the wire form, with what an attempt adds to a review."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from voice_star.domain.wire import Json, review_to_json
from voice_star.report.export.exporter import Exporter, Extras

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.attempt import Attempt


def _write(attempts: Sequence[Attempt], _: Extras) -> str:
    return f"{json.dumps(_document(attempts[0]))}\n"


def _document(attempt: Attempt) -> Json:
    document = review_to_json(attempt.review)
    if attempt.review.take is not None:
        # Whom the file is given to need not know how this machine's folders are named.
        document["take"]["path"] = attempt.review.take.path.name
    kept = {
        "id": attempt.id,
        "moment": attempt.moment.isoformat(timespec="seconds"),
        "story": attempt.story,
    }
    return {**document, "attempt": kept}


JSON = Exporter(".json", "JSON", _write)
