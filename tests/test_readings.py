"""The second reading gives its fillers to the first, and hardly ever a word."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from tests.saying import heard
from voice_star.domain.transcript import Word
from voice_star.speech.fillers import filler_sound
from voice_star.speech.readings import join_readings
from voice_star.speech.transcriber import Heard

readings = st.lists(
    st.sampled_from(["I", "led", "it", "It", "well.", "um,", "Uh", "er,", "hmm", "mm"]),
    max_size=25,
).map(" ".join)


def joined(first: str, second: str) -> str:
    """Return what two readings make together, as text."""
    return " ".join(word.text for word in join_readings(heard(first, second=second)))


def plain(text: str) -> list[str]:
    """Return the words of a text that are no fillers."""
    return [word for word in text.split() if filler_sound(word) is None]


def fillers_before_each_word(text: str) -> list[list[str]]:
    """Return the fillers in each gap between words, as sounds."""
    gaps: list[list[str]] = [[]]
    for word in text.split():
        sound = filler_sound(word)
        if sound is None:
            gaps.append([])
        else:
            gaps[-1].append(sound)
    return gaps


@given(readings, readings)
def test_words_are_never_changed_by_the_second_reading(first: str, second: str) -> None:
    ours, whole = plain(first), plain(joined(first, second))

    assert whole[: len(ours)] == ours
    more = whole[len(ours) :]
    assert not more or more == plain(second)[-len(more) :]


@given(readings, readings)
def test_one_word_more_is_never_taken_from_the_second_reading(
    first: str, second: str
) -> None:
    assert len(plain(joined(first, second))) != len(plain(first)) + 1


def test_a_phrase_that_the_first_reading_dropped_at_the_end_comes_back() -> None:
    whole = joined("We shipped it", "We um, shipped it in the end.")

    assert whole == "We um, shipped it in the end."


def test_a_word_that_was_written_for_a_filler_goes() -> None:
    assert joined("I her led it", "I er, led it") == "I er, led it"


def test_such_a_word_stays_where_the_second_reading_has_it_too() -> None:
    assert plain(joined("I led her well", "I led um, her well")) == [
        "I",
        "led",
        "her",
        "well",
    ]


@given(readings, readings)
def test_fillers_are_marked_as_such_and_words_are_not(first: str, second: str) -> None:
    for word in join_readings(heard(first, second=second)):
        assert word.is_filled_pause == (filler_sound(word.text) is not None)


@given(readings, readings)
def test_no_filler_of_the_first_reading_is_lost(first: str, second: str) -> None:
    before = fillers_before_each_word(first)
    after = fillers_before_each_word(joined(first, second))

    for own, kept in zip(before, after, strict=False):
        assert len(kept) >= min(len(own), 8)


@given(readings)
def test_fillers_between_the_same_words_all_come_over(second: str) -> None:
    first = " ".join(plain(second))

    ours = fillers_before_each_word(joined(first, second))

    assert ours == [gap[:8] for gap in fillers_before_each_word(second)]


@given(readings, readings)
def test_rough_times_never_fall_among_the_words(first: str, second: str) -> None:
    words = [
        word.near
        for word in join_readings(heard(first, second=second))
        if not word.is_filled_pause
    ]

    assert words == sorted(words)


def test_the_longer_of_two_runs_of_fillers_is_taken() -> None:
    assert len(plain(joined("I um, led it", "I um, uh, um, led it"))) == 3
    assert fillers_before_each_word(joined("I um, led it", "I uh, um, led it"))[1] == [
        "uh",
        "um",
    ]


def test_a_filler_that_begins_a_sentence_has_a_capital() -> None:
    assert joined("I led. It worked.", "Um I led. Uh it worked.").split() == [
        "Um,",
        "I",
        "led.",
        "Uh,",
        "It",
        "worked.",
    ]


def test_a_filler_ends_no_sentence() -> None:
    words = join_readings(heard("I led um. it", second="I um. led it"))

    fillers = [word.text for word in words if word.is_filled_pause]
    assert fillers
    assert not any(text.endswith(".") for text in fillers)


def test_a_reading_that_goes_round_in_circles_adds_no_more_than_a_few() -> None:
    assert len(joined("I led it", "I " + "um, " * 200 + "led it").split()) <= 3 + 8


def test_fillers_come_over_between_words_that_were_misheard() -> None:
    gaps = fillers_before_each_word(
        joined("I led the team in May", "I let um, a dream in may")
    )

    assert [sound for gap in gaps for sound in gap] == ["um"]
    assert gaps[0] == gaps[-1] == []


def test_fillers_alone_are_heard_without_any_word() -> None:
    assert joined("", "um, uh,") == "Um, uh,"


def test_nothing_heard_twice_is_nothing() -> None:
    assert join_readings(Heard(())) == ()


@given(readings, readings)
def test_runs_of_one_filler_stay_short(first: str, second: str) -> None:
    words = join_readings(heard(first, second=second))

    for is_filler, run in groupby(words, key=lambda word: word.is_filled_pause):
        assert not is_filler or len(list(run)) <= 8
    assert all(Word(word.text).text for word in words)
