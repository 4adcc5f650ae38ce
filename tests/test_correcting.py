"""What is put right is judged anew, with the words and silences that were heard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.saying import say, spoken_texts, voice_of
from tests.staging import judge, reviewed
from voice_star.correcting import (
    Corrector,
    corrections_of,
    merged,
    moved,
    redone,
    relabelled,
    reworded,
    split_at,
    undone,
    voice_between,
)
from voice_star.domain.answer import StarPart
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.domain.transcript import WordKind
from voice_star.domain.wire import review_to_json
from voice_star.domain.wire_reader import review_from_json
from voice_star.pipeline import pauses_in, review_lines

if TYPE_CHECKING:
    from voice_star.domain.corrections import Corrections
    from voice_star.domain.review import Review


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    """One for all reviews of the understated answer."""
    return Corrector(judge(), bands=DEFAULT_BANDS)


def rules(review: Review) -> list[str]:
    return [flag.rule for flag in review.flags]


def without_results(corrector: Corrector, review: Review) -> Review:
    """Return a review after somebody called all its results actions."""
    for sentence in review.answer.sentences_of(StarPart.RESULT):
        corrections = relabelled(review, sentence.words.start, StarPart.ACTION)
        review = applied(corrector, review, corrections)
    return review


def assert_same(one: Review, other: Review) -> None:
    """Insist on the same answer; a voice may be followed in other frames."""
    assert replace(one.answer, voicing=None) == replace(other.answer, voicing=None)
    assert one.answer.voicing is not None
    assert other.answer.voicing is not None
    pitch = other.answer.voicing.pitch
    assert one.answer.voicing.pitch == pytest.approx(pitch, rel=0.02)
    assert rules(one) == rules(other)
    assert one.strengths == other.strengths


def applied(
    corrector: Corrector, review: Review, corrections: Corrections | None
) -> Review:
    assert corrections is not None
    return corrector.review(review, corrections)


@given(spoken_texts)
def test_silences_tell_where_a_voice_was(text: str) -> None:
    transcript = say(text)
    pauses = pauses_in(transcript, voice_of(transcript))

    assert pauses_in(transcript, voice_between(transcript, pauses)) == pauses


def test_nothing_put_right_is_judged_as_before(corrector: Corrector) -> None:
    review = reviewed("understated")

    again = corrector.review(review, corrections_of(review))

    assert_same(again, review)
    assert (again.question, again.take) == (review.question, review.take)


def test_a_word_put_right_is_judged_anew_and_can_be_undone(
    corrector: Corrector,
) -> None:
    review = reviewed("understated")
    words = review.answer.transcript.words
    (at,) = [i for i, w in enumerate(words) if w.text == "well."]

    text = "well: the handover takes ten minutes and not forty, every day since."
    after = applied(corrector, review, reworded(review, at, text))

    assert "forty," in after.answer.transcript.text()
    assert after.flags[0].evidence != review.flags[0].evidence
    assert len(after.answer.transcript.words) == len(words) + 11
    assert after.answer.pauses == review.answer.pauses
    before = applied(corrector, after, undone(after))
    assert_same(before, review)
    again = applied(corrector, before, redone(before))
    assert_same(again, after)
    assert again.corrections == after.corrections


def test_a_filler_that_was_a_word_says_something() -> None:
    review = reviewed("rambling")
    words = review.answer.transcript.words
    at = next(i for i, word in enumerate(words) if word.is_filled_pause)

    other = reworded(review, at, "them")
    back = reworded(review, at, "uh,")

    assert other is not None
    assert other.draft.transcript.words[at].kind is WordKind.WORD
    assert back is not None
    assert back.draft.transcript.words[at].kind is WordKind.FILLED_PAUSE


def test_a_part_stays_as_it_was_set_and_bars_and_flags_follow(
    corrector: Corrector,
) -> None:
    review = reviewed("understated")

    after = without_results(corrector, review)

    (last, *_) = [s for s in after.answer.sentences if s.confidence == 1.0]
    assert last.part is StarPart.ACTION
    assert "stops-at-actions" in rules(after)
    assert after.answer.pacing_of(StarPart.RESULT) is None
    paced = after.answer.pacing_of(StarPart.ACTION)
    before = review.answer.pacing_of(StarPart.ACTION)
    assert paced is not None
    assert before is not None
    assert (paced.duration or 0) > (before.duration or 0)
    reworded_later = applied(corrector, after, reworded(after, 3, "indeed"))
    assert not reworded_later.answer.sentences_of(StarPart.RESULT)


def test_a_part_is_left_to_the_judge_again(corrector: Corrector) -> None:
    review = reviewed("understated")
    last = review.answer.sentences_of(StarPart.RESULT)[-1]
    at = last.words.start
    settled = applied(corrector, review, relabelled(review, at, StarPart.ACTION))
    assert last not in settled.answer.sentences

    after = applied(corrector, settled, relabelled(settled, at, None))

    assert last in after.answer.sentences


def test_sentences_are_split_and_merged(corrector: Corrector) -> None:
    review = reviewed("understated")
    first = review.answer.sentences[0]
    at = first.words.start + len(first.words) // 2

    halves = applied(corrector, review, split_at(review, at))
    whole = applied(corrector, halves, merged(halves, at))

    starts = [sentence.words.start for sentence in review.answer.sentences]
    assert [s.words.start for s in halves.answer.sentences] == [0, at, *starts[1:]]
    assert [s.words.start for s in whole.answer.sentences] == starts
    assert [s.part for s in whole.answer.sentences] == [
        s.part for s in review.answer.sentences
    ]


def test_a_boundary_is_moved_and_both_parts_stay(corrector: Corrector) -> None:
    review = reviewed("understated")
    before, after = review.answer.segments[:2]

    moved_ = applied(corrector, review, moved(review, after.words.start + 1))

    first, second = moved_.answer.segments[:2]
    assert (first.part, second.part) == (before.part, after.part)
    assert second.words.start == after.words.start + 1


def test_what_changes_nothing_is_no_correction() -> None:
    review = reviewed("understated")
    word = review.answer.transcript.words[5].text

    assert reworded(review, 5, word) is None
    assert split_at(review, 0) is None
    assert merged(review, 0) is None
    assert moved(review, 0) is None
    assert relabelled(review, 0, None) is None
    assert undone(review) is None
    assert redone(review) is None


def test_no_answer_is_left_without_words() -> None:
    with pytest.raises(ValueError, match="word"):
        reworded(review_lines(["Well."]), 0, "")


def test_a_text_is_put_right_line_by_line(corrector: Corrector) -> None:
    lines = ["We ran a ward with thirty beds and few of us slept.", "I let the shift."]
    review = review_lines(lines, judge=judge())

    after = applied(corrector, review, reworded(review, 13, "led"))

    assert after.answer.transcript.text().endswith("I led the shift.")
    assert [s.words for s in after.answer.sentences] == [
        s.words for s in review.answer.sentences
    ]


def test_corrections_outlive_keeping_and_are_gone_on_with(corrector: Corrector) -> None:
    review = reviewed("understated")
    after = without_results(corrector, review)

    kept = review_from_json(review_to_json(after))
    later = Corrector(judge(), bands=DEFAULT_BANDS)
    corrections = corrections_of(kept)
    assert corrections.done
    while corrections.done:
        corrections = corrections.undo()
    back = later.review(kept, corrections)

    assert rules(back) == rules(review)


def test_where_the_recording_is_gone_all_but_the_voice_is_judged() -> None:
    kept = review_from_json(review_to_json(reviewed("understated")))
    assert kept.take is not None
    assert kept.answer.pacing is not None
    speech_rate = kept.answer.pacing.speech_rate
    gone = replace(kept, take=replace(kept.take, path=Path("/nowhere/take.flac")))

    later = Corrector(judge(), bands=DEFAULT_BANDS)
    after = later.review(gone, corrections_of(gone))

    assert after.answer.voicing is None
    assert after.answer.pacing is not None
    assert after.answer.pacing.speech_rate == pytest.approx(speech_rate, abs=0.1)
    assert rules(after)[0] == "understated-result"
    assert after.take is gone.take
