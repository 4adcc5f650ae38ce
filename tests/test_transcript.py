"""A transcript is words in order that never overlap, all with times or none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saying import PAUSE, say, spoken_texts
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word, WordKind, WordRange


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_word_cannot_be_empty(text: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        Word(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Week,", "week"),
        ("don’t", "don't"),
        ("'Tis", "tis"),
        ("“Done.”", "done"),
        ("night-shift", "night-shift"),
        ("well—", "well"),
        ("-", ""),
        ("…", ""),
        ("30%,", "30%"),
        ("$5.", "$5"),
        ("(CEO)", "ceo"),
    ],
)
def test_the_key_of_a_word_has_no_case_and_no_punctuation(text: str, key: str) -> None:
    assert Word(text).key == key


@given(st.text(min_size=1).filter(lambda text: not text.isspace()))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    key = Word(text).key

    assert not key or Word(key).key == key


@pytest.mark.parametrize(("start", "stop"), [(0, 0), (2, 1), (-1, 2)])
def test_a_range_of_no_words_cannot_be_made(start: int, stop: int) -> None:
    with pytest.raises(ValueError, match="words cannot run"):
        WordRange(start, stop)


def test_a_range_counts_and_lists_its_words() -> None:
    assert list(WordRange(3, 6)) == [3, 4, 5]
    assert len(WordRange(3, 6)) == 3


def test_words_that_overlap_make_no_transcript() -> None:
    with pytest.raises(ValueError, match="begins before the last one ends"):
        Transcript((Word("I", Span(0, 1)), Word("led", Span(0.9, 2))))


def test_words_with_and_without_times_make_no_transcript() -> None:
    with pytest.raises(ValueError, match="either every word has a time or none has"):
        Transcript((Word("I", Span(0, 1)), Word("led")))


def test_a_transcript_of_given_words_has_no_times() -> None:
    transcript = Transcript((Word("I"), Word("led")))

    assert not transcript.is_timed
    assert transcript.start_of(WordRange(0, 1)) is None
    assert transcript.end_of(WordRange(0, 2)) is None


def test_no_words_at_all_are_a_transcript() -> None:
    assert not Transcript(()).is_timed
    assert Transcript(()).text() == ""


def test_a_range_of_words_begins_with_its_first_and_ends_with_its_last() -> None:
    transcript = say("I led … it", start=0.5)

    assert transcript.is_timed
    assert transcript.start_of(WordRange(1, 3)) == pytest.approx(0.8)
    assert transcript.end_of(WordRange(1, 3)) == pytest.approx(2.4)
    assert transcript.text(WordRange(1, 3)) == "led it"


@given(spoken_texts)
def test_the_words_that_say_something_are_all_but_the_fillers(text: str) -> None:
    transcript = say(text)

    assert all(word.kind is WordKind.WORD for word in transcript.spoken)
    n_fillers = sum(word.is_filled_pause for word in transcript.words)
    assert len(transcript.spoken) + n_fillers == len(transcript.words)


@given(spoken_texts)
def test_the_text_of_all_words_is_what_was_said(text: str) -> None:
    said = [token for token in text.split() if token != PAUSE]

    assert say(text).text() == " ".join(said)


@given(spoken_texts)
def test_said_words_rise_in_time(text: str) -> None:
    spans = [word.span for word in say(text).words if word.span]

    assert all(before.end <= after.start for before, after in pairwise(spans))
