"""Sentences share out all the words; full stops, pauses and breaths end them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saying import say, spoken_texts, voice_of
from voice_star.analysis.pacing import find_pauses
from voice_star.analysis.sentences import divide_sentences, given_sentences
from voice_star.domain.transcript import Transcript


def divided(text: str, *, pause: float = 1.0) -> list[str]:
    """Return the text of each sentence of what was said."""
    transcript = say(text, pause=pause)
    pauses = find_pauses(transcript, voice_of(transcript))
    return [
        transcript.text(sentence.words)
        for sentence in divide_sentences(transcript, pauses)
    ]


@given(spoken_texts, st.floats(0.1, 3))
def test_sentences_share_out_all_the_words_in_order(text: str, pause: float) -> None:
    transcript = say(text, pause=pause)

    sentences = divide_sentences(
        transcript, find_pauses(transcript, voice_of(transcript))
    )

    indices = [index for sentence in sentences for index in sentence.words]
    assert indices == list(range(len(transcript.words)))
    assert all(sentence.part is None for sentence in sentences)


@pytest.mark.parametrize("end", [".", "!", "?", ".”", '."', "?)", "…"])
def test_a_sentence_ends_at_its_full_stop(end: str) -> None:
    assert divided(f"I led{end} It worked") == [f"I led{end}", "It worked"]


@pytest.mark.parametrize("word", ["Dr.", "Mr.", "e.g.", "vs.", "3.5"])
def test_a_full_stop_within_a_sentence_does_not_end_it(word: str) -> None:
    assert len(divided(f"I asked {word} Smith")) == 1


def test_a_long_pause_before_a_capital_ends_a_sentence() -> None:
    assert divided("we shipped it … Then it broke", pause=1.5) == [
        "we shipped it",
        "Then it broke",
    ]


@pytest.mark.parametrize(
    ("text", "pause"),
    [
        ("we shipped it … then it broke", 1.5),
        ("we shipped it … Then it broke", 0.8),
        ("we shipped it and … I left", 1.5),
    ],
)
def test_other_pauses_do_not(text: str, pause: float) -> None:
    assert len(divided(text, pause=pause)) == 1


def test_words_without_full_stops_are_cut_at_every_breath() -> None:
    breath = " ".join(["so we went on and on"] * 4)

    assert divided(f"{breath} … {breath} … {breath}", pause=0.7) == [breath] * 3


def test_a_short_run_without_full_stops_stays_one_sentence() -> None:
    assert len(divided("so we … went on and on", pause=0.7)) == 1


def test_no_words_make_no_sentences() -> None:
    assert divide_sentences(Transcript(())) == ()


@given(st.lists(st.integers(1, 30), min_size=1, max_size=20))
def test_given_lines_stay_as_they_were_divided(lengths: list[int]) -> None:
    sentences = given_sentences(lengths)

    assert [len(sentence.words) for sentence in sentences] == lengths
    indices = [index for sentence in sentences for index in sentence.words]
    assert indices == list(range(sum(lengths)))


def test_no_lines_make_no_sentences() -> None:
    assert given_sentences([]) == ()
