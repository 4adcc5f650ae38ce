"""Anything with a letter or a figure can be said, in phones that the aligner knows."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_star.speech.pronunciation import phones_by_rule, spoken_words

VOWELS = {*"AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW".split()}  # noqa: SIM905
CONSONANTS = {*"B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH".split()}  # noqa: SIM905
ARPABET = VOWELS | CONSONANTS

KNOWN = frozenset(["the", "team", "don't", "ceo's", "night", "shift", "cafe", "and"])


def known(word: str) -> bool:
    return word in KNOWN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("team,", "team"),
        ("“Team”", "team"),
        ("don’t", "don't"),
        ("night-shift", "night shift"),
        ("and/the", "and the"),
        ("café", "cafe"),
        ("CEO,", "c e o"),
        ("APIs", "a p i"),
        ("Zürich", "zurich"),
        ("22", "twenty two"),
        ("1,200", "one thousand two hundred"),
        ("3.5", "three point five"),
        ("$5", "five dollars"),
        ("£1,000", "one thousand pounds"),
        ("€20", "twenty euros"),
        ("40%", "forty percent"),
        ("2nd", "second"),
        ("1990", "nineteen ninety"),
        ("2,019", "two thousand nineteen"),
        ("R&D", "r and d"),
        ("B2B", "b two b"),
        ("0", "zero"),
        ("07700900123456", "seven seven zero zero nine zero zero one two three"),
        ("—", ""),
        ("...", ""),
        ("", ""),
    ],
)
def test_what_is_written_is_said_in_words(text: str, said: str) -> None:
    words = [word for word in spoken_words(text, known) if word != "and"]
    expected = [word for word in said.split() if word != "and"]

    if text.startswith("077"):
        assert len(words) == len(text)
        assert words[1 : 1 + len(expected)] == expected
    else:
        assert words == expected


@given(st.text(max_size=30))
def test_any_text_with_a_letter_or_a_figure_is_said_somehow(text: str) -> None:
    words = spoken_words(text, known)

    if set(text) & set(string.ascii_letters + string.digits):
        assert words


@given(st.text(max_size=30))
def test_words_to_say_are_of_small_letters_and_apostrophes(text: str) -> None:
    for word in spoken_words(text, known):
        assert word
        assert set(word) <= set(string.ascii_lowercase + "'")


@given(
    st.from_regex(r"[$£€]?[0-9][0-9,]{0,20}(\.[0-9]{0,10})?(st|th)?%?", fullmatch=True)
)
def test_any_number_is_said_in_words(text: str) -> None:
    assert spoken_words(text, known)


@given(st.text(string.ascii_lowercase + "'", min_size=1, max_size=30))
def test_any_word_has_phones_that_the_aligner_knows(word: str) -> None:
    phones = phones_by_rule(word).split()

    assert phones
    assert set(phones) <= ARPABET


@given(st.text(max_size=30))
def test_whatever_is_to_be_said_has_phones(text: str) -> None:
    for word in spoken_words(text, lambda _word: False):
        assert set(phones_by_rule(word).split()) <= ARPABET


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("kubernetes", "K AH B ER"),
        ("rate", "R EY T"),
        ("knight", "N AY T"),
        ("phone", "F OW N"),
        ("station", "S T"),
        ("cell", "S EH L"),
        ("yes", "Y"),
    ],
)
def test_rules_follow_english_spelling(word: str, phones: str) -> None:
    assert phones_by_rule(word).startswith(phones)
