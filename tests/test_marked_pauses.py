"""The silence shown after a sentence is the longest between it and the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.judged import judged, unjudged
from tests.saying import spoken_texts
from voice_star.domain.review import Review
from voice_star.domain.transcript import WordRange
from voice_star.report.text import review_as_text

if TYPE_CHECKING:
    from voice_star.domain.answer import Answer

NEAR = 0.1
"""A pause that begins or ends this close to a word lies beside it."""


def plainly(answer: Answer) -> list[str]:
    """Return what is to be shown, every pause held against every sentence."""
    shown = []
    for sentence in answer.sentences[:-1]:
        stop = sentence.words.stop
        end = answer.transcript.end_of(sentence.words)
        start = answer.transcript.start_of(WordRange(stop, stop + 1))
        assert end is not None
        assert start is not None
        between = [
            pause.duration
            for pause in answer.pauses
            if end - NEAR <= pause.start and pause.end <= start + NEAR
        ]
        if max(between, default=0.0) >= 1:
            shown.append(f"({max(between):.1f} s pause)")
    return shown


@given(spoken_texts, st.floats(0.3, 3))
def test_looking_pauses_up_finds_what_a_plain_search_finds(
    text: str, pause: float
) -> None:
    answer = judged(unjudged(text, pause=pause))

    lines = review_as_text(Review(answer), colour=False, width=80).splitlines()

    shown = [line.strip() for line in lines if line.endswith(" s pause)")]
    assert shown == plainly(answer)
