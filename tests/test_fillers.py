"""Fillers are known in every spelling, and written in one."""

from __future__ import annotations

import pytest

from voice_star.speech.fillers import filler_sound, spelled
from voice_star.speech.transcriber import HeardWord


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("Um,", "um"),
        ("uhm", "um"),
        ("Uh…", "uh"),
        ("er-", "er"),
        ("Hmm.", "hm"),
        ("umbrella", None),
        ("her", None),
        ("'er", None),
        ("a", None),
        ("like", None),
        ("…", None),
    ],
)
def test_fillers_are_known_in_every_spelling(text: str, sound: str | None) -> None:
    assert filler_sound(text) == sound


@pytest.mark.parametrize(
    ("text", "written"),
    [("umm.", "um,"), ("Uhm", "Um,"), ("mm", "hm,"), ("ER!", "Er,")],
)
def test_a_filler_is_written_one_way_and_ends_no_sentence(
    text: str, written: str
) -> None:
    word = spelled(HeardWord(text, 0.5, 1.0))

    assert word == HeardWord(written, 0.5, 1.0, is_filled_pause=True)


def test_a_word_is_left_as_it_was_written() -> None:
    word = HeardWord("Umbrella.", 0.5, 1.0)

    assert spelled(word) is word
