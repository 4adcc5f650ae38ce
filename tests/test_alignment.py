"""Words that are known to be there are found where they were said."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.sounds import (
    noise,
    part_known,
    silence,
    tone,
)
from voice_star.domain.timeline import Span
from voice_star.speech.alignment import Aligner
from voice_star.speech.transcriber import HeardWord

if TYPE_CHECKING:
    from voice_star.domain.take import Samples

PART = Span(0, 20)


@pytest.fixture(scope="module")
def aligner() -> Aligner:
    """The aligner, its models loaded once."""
    return Aligner()


@pytest.fixture(scope="module")
def gentle() -> Aligner:
    """One that lets others work meanwhile."""
    return Aligner(is_gentle=True)


def heard_in(name: str, part: Span = PART) -> tuple[list[HeardWord], list[Span]]:
    """Return the words of part of a recording with rough times, and their true ones."""
    words = part_known(name, part)[1].words
    spans = [word.span for word in words if word.span is not None]
    return [
        HeardWord(word.text, 0.9, span.start, is_filled_pause=word.is_filled_pause)
        for word, span in zip(words, spans, strict=True)
    ], spans


def sound_of(name: str, part: Span = PART) -> Samples:
    """Return the sound of part of a recording."""
    return part_known(name, part)[0].samples()


def words_of(found: list[Span | None]) -> dict[int, Span]:
    """Return where each word was found, by its index."""
    return {index: span for index, span in enumerate(found) if span is not None}


def start_errors(found: list[Span | None], truth: list[Span]) -> list[float]:
    """Return how far each word that was found begins from where it was said."""
    return [
        abs(span.start - truth[index].start) for index, span in words_of(found).items()
    ]


def assert_in_order(found: list[Span | None]) -> None:
    """Insist on times that rise."""
    spans = list(words_of(found).values())
    assert all(before.end <= after.start + 1e-9 for before, after in pairwise(spans))


@pytest.mark.parametrize("name", ["strong", "non-native", "room-noise"])
def test_who_lets_others_work_meanwhile_finds_the_same(
    aligner: Aligner, gentle: Aligner, name: str
) -> None:
    words, truth = heard_in(name)
    sound = sound_of(name)

    found = gentle.align(words, sound)

    usual = aligner.align(words, sound)
    off = [
        abs(one.start - other.start)
        for one, other in zip(found, usual, strict=True)
        if one and other
    ]
    assert len(off) == len(words_of(usual))
    assert sum(error > 0.021 for error in off) <= 0.03 * len(off)
    assert median(start_errors(found, truth)) <= 0.04


def test_a_gentle_aligner_gives_the_same_twice(gentle: Aligner) -> None:
    words, _ = heard_in("strong")
    sound = sound_of("strong")

    first = gentle.align(words, sound)
    gentle.align(*_another())

    assert gentle.align(words, sound) == first


def _another() -> tuple[list[HeardWord], Samples]:
    return heard_in("rambling")[0], sound_of("rambling")


@pytest.mark.parametrize("name", ["strong", "told-as-we", "non-native", "room-noise"])
def test_words_are_found_within_some_hundredths_of_a_second(
    aligner: Aligner, name: str
) -> None:
    words, truth = heard_in(name)

    errors = start_errors(aligner.align(words, sound_of(name)), truth)

    assert len(errors) >= 0.95 * len(words)
    assert median(errors) <= 0.04
    assert sum(error > 0.25 for error in errors) <= 0.05 * len(errors)


@pytest.mark.parametrize("name", ["strong", "rambling"])
def test_found_words_are_in_order_and_do_not_overlap(
    aligner: Aligner, name: str
) -> None:
    words, _ = heard_in(name)

    found = aligner.align(words, sound_of(name))

    assert_in_order(found)
    assert len(found) == len(words)
    assert all(
        span in Span(0, PART.duration + 0.02) for span in words_of(found).values()
    )


def test_fillers_that_were_written_are_found_as_well(aligner: Aligner) -> None:
    words, truth = heard_in("rambling")

    found = words_of(aligner.align(words, sound_of("rambling")))

    errors = [
        abs(span.middle - truth[index].middle)
        for index, span in found.items()
        if words[index].is_filled_pause
    ]
    assert len(errors) >= 3
    assert median(errors) <= 0.1


def test_words_no_dictionary_has_do_not_move_their_neighbours(aligner: Aligner) -> None:
    words, truth = heard_in("strong")
    respelled = {"maintenance": "maintanense", "depot,": "deppoe,", "twice": "twyce"}
    words = [
        HeardWord(respelled.get(word.text, word.text), 0.5, word.near) for word in words
    ]
    assert any(word.text in respelled.values() for word in words)

    errors = start_errors(aligner.align(words, sound_of("strong")), truth)

    assert len(errors) >= 0.95 * len(words)
    assert median(errors) <= 0.05


@pytest.mark.parametrize("text", ["…", "—", "東京", "%", "'"])
def test_a_word_that_cannot_be_said_leaves_the_others_where_they_are(
    aligner: Aligner, text: str
) -> None:
    words, _ = heard_in("strong")
    odd = [*words[:5], HeardWord(text, 0.5, words[5].near), *words[5:]]

    found = aligner.align(odd, sound_of("strong"))

    assert_in_order(found)
    assert len(words_of(found)) >= 0.95 * len(words)


@pytest.mark.parametrize(
    "sound",
    [
        silence(5),
        noise(5),
        tone(5),
        tone(5, peak=1.0, pitch=50),
        silence(0.05),
        np.zeros(0),
        np.ones(80_000),
        np.zeros(1),
    ],
    ids=[
        "silence",
        "noise",
        "tone",
        "hum",
        "a blink",
        "none",
        "a stuck bit",
        "a sample",
    ],
)
def test_hopeless_sound_does_no_harm(aligner: Aligner, sound: Samples) -> None:
    words, _ = heard_in("strong", Span(0, 6))

    found = aligner.align(words, sound.astype(np.float32))

    assert_in_order(found)
    assert len(found) == len(words)
    ends = [span.end for span in words_of(found).values()]
    assert all(end <= len(sound) / 16_000 + 0.05 for end in ends)


def test_words_of_another_recording_do_no_harm(aligner: Aligner) -> None:
    words, _ = heard_in("retold")

    assert_in_order(aligner.align(words, sound_of("strong", Span(0, 8))))


def test_no_words_are_found_nowhere(aligner: Aligner) -> None:
    assert aligner.align([], sound_of("strong", Span(0, 2))) == []


def test_an_aligner_that_loads_ahead_finds_the_same(aligner: Aligner) -> None:
    words, _ = heard_in("strong")
    other = Aligner()

    other.load_ahead()

    assert other.align(words, sound_of("strong")) == aligner.align(
        words, sound_of("strong")
    )


def test_the_same_words_are_found_at_the_same_places_again(aligner: Aligner) -> None:
    words, _ = heard_in("strong")

    first = aligner.align(words, sound_of("strong"))
    aligner.align(heard_in("rambling")[0], sound_of("rambling"))

    assert aligner.align(words, sound_of("strong")) == first
