"""The sentences of an answer follow on one another and share out all its words."""

from __future__ import annotations

import pytest

from tests.saying import say
from voice_star.domain.answer import Answer, Segment, Sentence, StarPart
from voice_star.domain.transcript import WordRange


def test_sentences_with_words_between_them_are_refused() -> None:
    with pytest.raises(ValueError, match="follow on one another"):
        Answer(
            say("I led it well."),
            sentences=(Sentence(WordRange(0, 1)), Sentence(WordRange(2, 4))),
        )


def test_sentences_that_leave_words_over_are_refused() -> None:
    with pytest.raises(ValueError, match="share out all the words"):
        Answer(say("I led it well."), sentences=(Sentence(WordRange(0, 3)),))


def test_sentences_beyond_the_last_word_are_refused() -> None:
    with pytest.raises(ValueError, match="share out all the words"):
        Answer(say("I led it well."), sentences=(Sentence(WordRange(0, 5)),))


def test_an_answer_may_be_undivided() -> None:
    assert Answer(say("I led it well.")).sentences == ()


def test_segments_are_found_by_their_part() -> None:
    first = Segment(StarPart.ACTION, WordRange(0, 2))
    last = Segment(StarPart.RESULT, WordRange(2, 4))
    answer = Answer(say("I led it well."), segments=(first, last))

    assert list(answer.segments_of(StarPart.RESULT)) == [last]
    assert not list(answer.segments_of(StarPart.TASK))
