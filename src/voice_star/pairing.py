"""Two attempts to be held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from voice_star.domain.attempt import Attempt
from voice_star.domain.question import key_of
from voice_star.errors import NoSuchAttemptError, VoiceStarError

if TYPE_CHECKING:
    from datetime import datetime

    from voice_star.domain.review import Review
    from voice_star.library import Library


class Pair(NamedTuple):
    """Two attempts.

    Attributes:
        before: The one that is compared with.
        after: The one of which is said what is different.
        name: What the second is called where the history has no number for it yet.
    """

    before: Attempt
    after: Attempt
    name: str | None = None


def pair_of(library: Library, before: int, after: int) -> Pair:
    """Return two attempts by their numbers.

    Raises:
        StoreError: If one is not there, or cannot be read.
    """
    return Pair(library.attempt(before), library.attempt(after))


def pair_with_other(
    library: Library, review: Review, *, moment: datetime, number: int | None
) -> Pair:
    """Return a review with another attempt at its question.

    That is the latest before it; of the first attempt the one after it.

    Args:
        library: Where the other is kept.
        review: Which.
        moment: When it was told.
        number: Of its attempt; None where it is not in the history yet.

    Raises:
        StoreError: If there is no other, or the history cannot be read.
    """
    keys = _keys_of(library, review.question or "")
    ids = [
        record.id
        for record in library.records()
        if key_of(record.question or "") in keys
    ]
    others = [one for one in ids if one != number]
    if not others:
        raise NoSuchAttemptError("There is no other take of this question yet.")
    if number is None:
        other = library.attempt(ids[-1])
        # Its number is none that anybody sees: it is called by its name.
        return Pair(other, Attempt(other.id + 1, moment, review), "this take")
    this = Attempt(number, moment, review)
    place = ids.index(number) if number in ids else len(ids)
    if not place:
        return Pair(this, library.attempt(others[0]))
    return Pair(library.attempt(ids[place - 1]), this)


def _keys_of(library: Library, question: str) -> frozenset[str]:
    """Return all that a question was ever called."""
    key = key_of(question)
    try:
        known = library.questions()
    except VoiceStarError:
        known = ()
    return next((one.keys for one in known if key in one.keys), frozenset({key}))
