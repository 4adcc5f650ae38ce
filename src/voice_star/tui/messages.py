"""What screens tell the app: past participles, as of things that have happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from voice_star.domain.review import Review
    from voice_star.joining import Told

SAMPLE = "Review the sample answer"
"""What can be done from everywhere, in words."""


@dataclass
class Asked(Message):
    """Somebody wants to answer a question.

    Attributes:
        question: Which; None for any.
        after: What the new take goes on from.
    """

    question: str | None
    after: Told | None = None


@dataclass
class Picked(Message):
    """Somebody has named a recording.

    Attributes:
        path: Where it is.
    """

    path: Path


@dataclass
class Reviewed(Message):
    """An answer has been reviewed.

    Attributes:
        review: What came of it.
        told: What can be gone on from; None for a file.
    """

    review: Review
    told: Told | None = None


@dataclass
class Failed(Message):
    """Something cannot be done; the app goes on.

    Attributes:
        text: What, and how to mend it.
    """

    text: str


@dataclass
class Exported(Message):
    """Somebody wants a review as a file.

    Attributes:
        review: Which.
        path: Where it is to be.
        moment: When the answer was told.
    """

    review: Review
    path: Path
    moment: datetime


@dataclass
class Missed(Message):
    """Somebody wants to have back what was said in takes that were cut off."""


@dataclass
class Left(Message):
    """Somebody is done with a screen: the home screen is next."""


@dataclass
class Opened(Message):
    """Somebody wants to see an attempt again.

    Attributes:
        number: Which.
    """

    number: int


@dataclass
class Paired(Message):
    """Somebody wants to see two attempts side by side.

    Attributes:
        before: The number of the one that is compared with.
        after: Of the other.
    """

    before: int
    after: int


@dataclass
class Compared(Message):
    """Somebody wants to see a review beside another take of its question.

    Attributes:
        review: Which.
        moment: When it was told.
        number: Of its attempt; None where it is not in the history yet.
    """

    review: Review
    moment: datetime
    number: int | None = None


@dataclass
class Charted(Message):
    """Somebody wants charts of takes.

    Attributes:
        sought: What was searched for; "" for all of them.
    """

    sought: str = ""
