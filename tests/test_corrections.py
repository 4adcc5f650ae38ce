"""Corrections are applied to what was heard in order, undone and done again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saying import say, spoken_texts
from voice_star.analysis.sentences import divide_sentences
from voice_star.domain.answer import StarPart
from voice_star.domain.corrections import (
    Correction,
    Corrections,
    Divided,
    Draft,
    Reworded,
    applied,
)
from voice_star.domain.division import (
    Division,
    division_of,
    merge,
    move,
    relabel,
    split,
)
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word

PARTS = st.sampled_from(StarPart) | st.none()


def said(text: str) -> tuple[Word, ...]:
    return tuple(Word(one) for one in text.split())


def heard(text: str) -> Corrections:
    return Corrections(say(text))


@st.composite
def divisions(draw: st.DrawFn, n_words: int) -> Division:
    inner = draw(st.sets(st.integers(1, n_words - 1))) if n_words > 1 else set()
    starts = (0, *sorted(inner))
    return Division(starts, tuple(draw(PARTS) for _ in starts))


@st.composite
def corrected(draw: st.DrawFn) -> Corrections:
    """Draw an answer, and whatever can be put right in it."""
    corrections = Corrections(say(draw(spoken_texts)))
    for _ in range(draw(st.integers(0, 6))):
        draft = corrections.draft
        n_words = len(draft.transcript.words)
        correction: Correction
        if draw(st.booleans()):
            at = draw(st.integers(0, n_words - 1))
            texts = st.lists(st.sampled_from(["I", "led", "them."]), max_size=3)
            correction = Reworded(at, said(" ".join(draw(texts))))
        else:
            correction = Divided(draw(divisions(n_words)))
        try:
            applied(draft, correction)
        except ValueError:
            continue
        corrections = corrections.having(correction)
    return corrections


@given(corrected())
def test_what_is_undone_and_done_again_is_as_before(corrections: Corrections) -> None:
    back = corrections
    for _ in corrections.done:
        back = back.undo()
    again = back
    for _ in corrections.done:
        again = again.redo()

    assert back.draft == Draft(corrections.heard)
    assert again == corrections


@given(corrected())
def test_words_stay_in_order_and_sentences_share_them_out(
    corrections: Corrections,
) -> None:
    draft = corrections.draft

    words = draft.transcript.words
    assert all(word.span is not None for word in words)
    if draft.sentences is not None:
        shared = [index for one in draft.sentences for index in one.words]
        assert shared == list(range(len(words)))


@given(corrected())
def test_nothing_to_undo_or_to_redo_changes_nothing(corrections: Corrections) -> None:
    assert replace(corrections, done=()).undo() == replace(corrections, done=())
    assert replace(corrections, undone=()).redo() == replace(corrections, undone=())


def test_something_new_is_not_followed_by_what_was_undone() -> None:
    corrections = heard("I let it.").having(Reworded(1, said("led"))).undo()

    corrections = corrections.having(Reworded(2, said("them.")))

    assert corrections.draft.transcript.text() == "I let them."
    assert corrections.redo() == corrections


def test_words_put_right_share_the_time_of_the_one_that_was_misheard() -> None:
    corrections = heard("the chargers left").having(Reworded(1, said("charge nurses")))

    words = corrections.draft.transcript.words
    before = corrections.heard.words[1].span
    assert before is not None
    assert [word.text for word in words] == ["the", "charge", "nurses", "left"]
    first, second = words[1].span, words[2].span
    assert first is not None
    assert second is not None
    assert first.duration == pytest.approx(second.duration)
    assert (first.start, second.end) == (before.start, before.end)


def test_a_word_that_was_never_said_goes() -> None:
    corrections = heard("I led led it.").having(Reworded(2, ()))

    assert corrections.draft.transcript.text() == "I led it."


@pytest.mark.parametrize("wrong", [Reworded(0, ()), Reworded(1, said("a"))])
def test_no_answer_is_left_without_a_word(wrong: Correction) -> None:
    with pytest.raises(ValueError, match="cannot be put right"):
        applied(Draft(say("Well.")), wrong)


def test_fillers_alone_are_no_answer() -> None:
    with pytest.raises(ValueError, match="needs a word"):
        applied(Draft(say("um well")), Reworded(1, ()))


def test_a_sentence_goes_with_its_only_word() -> None:
    draft = Draft(say("I led. So. It fell."), Division((0, 2, 3), (None,) * 3))

    draft = applied(draft, Reworded(2, ()))

    assert draft.division == Division((0, 2), (None,) * 2)


def test_the_last_sentence_goes_with_its_only_word() -> None:
    parts = (StarPart.TASK, StarPart.RESULT)
    draft = Draft(say("I led. So."), Division((0, 2), parts))

    draft = applied(draft, Reworded(2, ()))

    assert draft.division == Division((0,), parts[:1])


def test_later_sentences_move_with_their_words() -> None:
    parts = (StarPart.TASK, StarPart.RESULT)
    draft = Draft(say("I lead. It fell."), Division((0, 2), parts))

    draft = applied(draft, Reworded(1, said("led them all.")))

    assert draft.division == Division((0, 4), parts)


def test_a_settled_part_holds_for_both_halves() -> None:
    division = Division((0, 4), (StarPart.ACTION, None))

    assert split(division, 2) == Division((0, 2, 4), (StarPart.ACTION,) * 2 + (None,))


@given(st.data())
def test_merging_takes_back_a_split(data: st.DataObject) -> None:
    division = data.draw(divisions(12))
    at = data.draw(st.integers(0, 11))

    halves = split(division, at)

    if halves == division:
        assert at in division.starts
    else:
        assert merge(halves, at) == division


def test_the_first_sentence_has_none_before_it() -> None:
    division = Division((0, 4), (None, None))

    assert merge(division, 3) == division


def test_a_settled_part_outlives_a_merge() -> None:
    division = Division((0, 4), (None, StarPart.RESULT))

    assert merge(division, 5) == Division((0,), (StarPart.RESULT,))


def test_a_part_is_settled_and_left_to_the_judge_again() -> None:
    division = Division((0, 4), (None, None))

    settled = relabel(division, 6, StarPart.RESULT)

    assert settled.parts == (None, StarPart.RESULT)
    assert relabel(settled, 4, None) == division


def test_the_nearest_boundary_moves_and_both_sides_stay_what_they_are() -> None:
    division = Division((0, 4, 10), (None, None, None))
    shown = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION)

    moved = move(division, 8, shown)

    assert moved == Division((0, 4, 8), (None, StarPart.TASK, StarPart.ACTION))


@given(st.data())
def test_moving_makes_no_sentence_and_loses_none(data: st.DataObject) -> None:
    division = data.draw(divisions(12))
    at = data.draw(st.integers(0, 11))

    moved = move(division, at, division.parts)

    assert len(moved.starts) == len(division.starts)
    if moved != division:
        assert at in moved.starts


@given(spoken_texts)
def test_sentences_as_they_are_shown_are_a_division(text: str) -> None:
    transcript = say(text)
    sentences = divide_sentences(transcript)

    division = division_of(sentences, None)

    assert division.sentences(len(transcript.words)) == sentences
    assert division_of(sentences, division) is division


@pytest.mark.parametrize(
    ("starts", "n_parts"), [((), 0), ((1,), 1), ((0, 0), 2), ((0, 3, 2), 3), ((0,), 2)]
)
def test_a_division_that_shares_out_nothing_is_refused(
    starts: tuple[int, ...], n_parts: int
) -> None:
    with pytest.raises(ValueError, match="sentences"):
        Division(starts, (None,) * n_parts)


def test_corrections_of_another_answer_are_refused() -> None:
    with pytest.raises(ValueError, match="after the last word"):
        applied(Draft(say("I led.")), Divided(Division((0, 5), (None, None))))


def test_a_text_without_times_is_put_right_as_well() -> None:
    draft = applied(Draft(Transcript(said("I let it"))), Reworded(1, said("led")))

    assert draft.transcript.text() == "I led it"
    assert all(word.span is None for word in draft.transcript.words)


def test_silences_are_kept_with_what_was_heard() -> None:
    pauses = (Span(1.0, 2.0),)

    assert Corrections(say("I led"), pauses).having(Reworded(0, said("We"))).pauses == (
        pauses
    )
