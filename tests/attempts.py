"""Attempts for tests of what is made of them: hostile ones among those drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.judged import judged_reviews
from voice_star.domain.attempt import Attempt
from voice_star.domain.review import Review
from voice_star.domain.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.answer import Answer

MOMENT = datetime(2026, 5, 7, 14, 3, 11, tzinfo=timezone(timedelta(hours=2)))

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img/src=x/onerror=alert(1)>",
    "</v></c>",
    "-->",
    "&lt;&amp;",
    '"quoted""twice"',
    "'",
    "=cmd|'/c_calc'!A1",
    "+1;=2",
    "@SUM(A1)",
    "\t=1+1",
    "\r\n\r\n-5",
    "\033[31mred\033[0m",
    "\x07\x00",
    "\u202eback\u200f",
    "\ud800",
    "**bold**",
    "# head",
    "[a](javascript:alert(1))",
    "| cell |",
    "1. one",
    "{\\an8}",
    "👩\u200d🔬",
    "שלום",
    "``",
)
"""Words that mean something to some format, or to a terminal."""

hostile_texts = st.lists(
    st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=12), min_size=1, max_size=4
).map(" ".join)


def attempt_of(review: Review | Answer, *, number: int = 1) -> Attempt:
    """Return an attempt at it, made on an afternoon in May."""
    review = review if isinstance(review, Review) else Review(review)
    return Attempt(number, MOMENT, review)


def saying(answer: Answer, texts: Sequence[str]) -> Answer:
    """Return an answer with other words in the places of its own."""
    words = tuple(
        replace(word, text=text)
        for word, text in zip(answer.transcript.words, texts, strict=True)
    )
    return replace(answer, transcript=Transcript(words))


@st.composite
def attempts(draw: st.DrawFn, *, is_timed: bool | None = None) -> Attempt:
    """Draw an attempt whose words and texts may be hostile."""
    review = draw(
        judged_reviews().filter(
            lambda one: is_timed in {None, one.answer.transcript.is_timed}
        )
    )
    words = review.answer.transcript.words
    texts = st.sampled_from(HOSTILE) | st.just("plain")
    said = draw(st.lists(texts, min_size=len(words), max_size=len(words)))
    review = replace(
        review,
        answer=saying(review.answer, said),
        question=draw(st.none() | hostile_texts),
    )
    moment = draw(
        st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001
    )
    return Attempt(
        draw(st.integers(1, 99_999)),
        moment.replace(tzinfo=draw(st.sampled_from([UTC, MOMENT.tzinfo]))),
        review,
        draw(st.none() | hostile_texts),
    )
