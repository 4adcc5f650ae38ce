"""What was put right and noted is kept with its take, wherever that lies by then."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.keeping import NOW
from tests.sounds import recording
from tests.staging import judge, reviewed
from voice_star.audio.notes import TakeNotes, add_to_notes, write_notes
from voice_star.audio.takes import SOUND, read_kept
from voice_star.continuing import join_tellings, review_telling, telling_of
from voice_star.correcting import relabelled, reworded
from voice_star.domain.answer import StarPart
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.domain.wire import review_to_json
from voice_star.errors import StoreError
from voice_star.joining import Told
from voice_star.reviewing import ReviewDesk
from voice_star.store.attempts import AttemptStore
from voice_star.taking_in import take_in

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.domain.review import Review

NOTES = "Ask Ravi how many [b]beds[/b] there were."


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """An answer whose take lies in a folder of its own."""
    folder = tmp_path / "takes" / "2026-06-10-180400"
    folder.mkdir(parents=True)
    shutil.copy(recording("understated"), folder / SOUND)
    review = reviewed("understated")
    write_notes(folder, TakeNotes(started=NOW))
    add_to_notes(folder, review=review_to_json(review))
    take = read_kept(folder)
    assert take is not None
    return Told(review, telling_of(review), take)


def desk(
    home: Path, *, told: Told | None = None, number: int | None = None
) -> ReviewDesk:
    return ReviewDesk(judge, bands=DEFAULT_BANDS, home=home, told=told, number=number)


def put_right(review: Review, at_desk: ReviewDesk) -> Review:
    """Return a review after somebody called all its results actions."""
    for sentence in review.answer.sentences_of(StarPart.RESULT):
        corrections = relabelled(review, sentence.words.start, StarPart.ACTION)
        assert corrections is not None
        review = at_desk.review(review, corrections)
    return review


def test_a_take_that_is_not_in_the_history_yet_is_kept_as_it_was_put_right(
    tmp_path: Path, told: Told
) -> None:
    at_desk = desk(tmp_path, told=told)
    after = put_right(told.review, at_desk)
    at_desk.keep(after)
    at_desk.keep_notes(NOTES)
    assert at_desk.notes() == NOTES

    with AttemptStore(tmp_path) as store:
        (attempt,) = take_in(store, tmp_path / "takes").attempts
        (record,) = store.history()

    assert attempt.notes == NOTES
    assert attempt.review.corrections is not None
    assert attempt.review.corrections.heard.text() == (
        told.review.answer.transcript.text()
    )
    assert record.flags[0].rule == "stops-at-actions"
    assert record.seconds_of(StarPart.RESULT) == 0


def test_what_the_history_took_in_meanwhile_is_kept_there(
    tmp_path: Path, told: Told
) -> None:
    journal = told.take.folder / "sound-16000.pcm"
    told = replace(told, take=replace(told.take, sound=journal))
    at_desk = desk(tmp_path, told=told)
    with AttemptStore(tmp_path) as store:
        (attempt,) = take_in(store, tmp_path / "takes").attempts
    assert at_desk.notes() == ""

    at_desk.keep(put_right(told.review, at_desk))
    at_desk.keep_notes(NOTES)

    with AttemptStore(tmp_path) as store:
        kept = store.get(attempt.id)
    assert kept.notes == NOTES == at_desk.notes()
    assert "stops-at-actions" in [flag.rule for flag in kept.review.flags]


def test_an_attempt_is_opened_put_right_and_opened_again(tmp_path: Path) -> None:
    review = reviewed("understated")
    with AttemptStore(tmp_path) as store:
        number = store.add(
            review, moment=NOW, story="ward", sound=recording("understated")
        ).id
        opened = store.get(number).review
    at_desk = desk(tmp_path, number=number)
    assert opened.take is not None
    assert at_desk.sound(opened.take).samples().any(), "its sound is read when wanted"

    at_desk.keep(put_right(opened, at_desk))
    with AttemptStore(tmp_path) as store:
        again = store.get(number)

    assert again.story == "ward"
    assert not again.review.answer.sentences_of(StarPart.RESULT)
    assert again.review.answer.voicing is not None
    assert again.review.corrections is not None
    assert again.review.corrections.draft.division is not None


def test_nothing_is_kept_of_a_recording_made_elsewhere(tmp_path: Path) -> None:
    at_desk = desk(tmp_path)

    at_desk.keep(reviewed("understated"))

    assert not at_desk.keeps
    assert at_desk.notes() == ""
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_kept_is_said(tmp_path: Path, told: Told) -> None:
    shutil.rmtree(told.take.folder)

    with pytest.raises(StoreError, match="nothing can be kept"):
        desk(tmp_path, told=told).keep_notes(NOTES)


def test_an_answer_is_gone_on_with_as_it_was_put_right(
    tmp_path: Path, told: Told
) -> None:
    at_desk = desk(tmp_path, told=told)
    assert at_desk.told(told.review) is told
    after = put_right(told.review, at_desk)
    corrections = reworded(after, 0, "Well then,")
    assert corrections is not None
    after = at_desk.review(after, corrections)

    old = at_desk.told(after)
    assert old is not None
    joined = join_tellings(old.telling, told.telling, path=told.take.sound)
    review = review_telling(joined, judge=judge())

    n_words = len(after.answer.transcript.words)
    assert review.answer.transcript.words[:n_words] == after.answer.transcript.words
    n_sentences = len(after.answer.sentences)
    for before, now in zip(
        after.answer.sentences, review.answer.sentences[:n_sentences], strict=True
    ):
        assert now.words == before.words
        if before.confidence == 1.0:
            assert now.part is StarPart.ACTION


def test_notes_of_an_attempt_change_nothing_else(tmp_path: Path) -> None:
    with AttemptStore(tmp_path) as store:
        before = store.add(reviewed("understated"), moment=NOW, story="ward")
        after = store.write_notes(before.id, NOTES)

        assert review_to_json(after.review) == review_to_json(before.review)
        assert replace(after, review=before.review, notes="") == before
        assert store.write_notes(before.id, "").notes == ""
