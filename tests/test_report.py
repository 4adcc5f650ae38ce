"""A review as text fits the width, steers no terminal, and loses nothing uncoloured."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judged import unjudged, without_sound
from tests.saying import spoken_texts
from tests.sounds import silence, take_of
from voice_star.analysis.sentences import given_sentences
from voice_star.domain.answer import Answer
from voice_star.domain.review import Hearing, Review
from voice_star.domain.transcript import Transcript, Word
from voice_star.report.notes import notes_on
from voice_star.report.plain import clock, counted, printable
from voice_star.report.text import review_as_text

if TYPE_CHECKING:
    from voice_star.domain.take import Take

COLOUR = re.compile(r"\033\[[\d;]+m")

widths = st.sampled_from([60, 80, 100])


def reviewed(text: str, *, pause: float = 1.0, start: float = 0.5) -> Review:
    """Return the review of what was said but not judged, with a take."""
    answer = unjudged(text, pause=pause, start=start)
    return Review(answer, take=take_of(silence(3)), hearing=Hearing("base", "en", 1.0))


def given_text(*lines: str) -> Review:
    """Return the review of a text that was given and not judged."""
    words = tuple(Word(text) for line in lines for text in line.split())
    sentences = given_sentences(len(line.split()) for line in lines)
    return Review(Answer(Transcript(words), sentences=sentences))


def as_text(review: Review, *, width: int = 80) -> str:
    """Return a review as uncoloured text."""
    return review_as_text(review, colour=False, width=width)


@given(spoken_texts, widths, st.floats(0.1, 3), st.floats(0, 20_000))
def test_every_line_fits_the_width(
    text: str, width: int, pause: float, start: float
) -> None:
    report = as_text(reviewed(text, pause=pause, start=start), width=width)

    assert max(len(line) for line in report.splitlines()) <= width


@given(st.lists(st.text(min_size=1, max_size=200), min_size=1, max_size=5), widths)
def test_no_text_question_or_name_breaks_the_width_or_steers(
    texts: list[str], width: int
) -> None:
    words = [word for text in texts for word in text.split()] or ["I"]
    named = replace(
        given_text(" ".join(words)),
        question=texts[0],
        take=take_of(
            silence(1), name=texts[-1].replace("/", "").replace("\0", "") + "x"
        ),
    )

    lines = as_text(named, width=width).split("\n")

    assert all(line.isprintable() for line in lines)
    assert max(len(line) for line in lines) <= width


@given(spoken_texts)
def test_without_colour_there_are_no_codes_and_with_it_nothing_else_changes(
    text: str,
) -> None:
    review = reviewed(text)

    coloured = review_as_text(review, colour=True, width=80)

    assert "\033" not in as_text(review)
    assert COLOUR.search(coloured)
    assert COLOUR.sub("", coloured) == as_text(review)


@given(spoken_texts)
def test_every_colour_ends(text: str) -> None:
    codes = COLOUR.findall(review_as_text(reviewed(text), colour=True, width=80))

    assert codes[1::2] == ["\033[0m"] * (len(codes) // 2)
    assert "\033[0m" not in codes[::2]


@given(spoken_texts)
def test_all_words_stand_in_the_report_in_order(text: str) -> None:
    review = reviewed(text)
    said = [word.text for word in review.answer.transcript.words]

    report = re.sub(r"-\n +", "-", as_text(review))  # a word broken at its hyphen
    shown = iter(re.sub(r"[<>]", " ", report).split())

    assert all(word in shown for word in said)


def test_fillers_stand_in_angle_brackets() -> None:
    assert "<Um,> I led <uh> it." in as_text(reviewed("Um, I led uh it."))


@pytest.mark.parametrize(
    "name",
    ["\033[31mred\033[0m.wav", "a\rb.wav", "[bold red]a[/].wav".replace("/", "")],
)
def test_a_name_is_shown_as_it_is_but_for_what_would_steer(name: str) -> None:
    review = replace(reviewed("I led it."), take=take_of(silence(1), name=name))

    text = as_text(review)

    assert printable(name) in text
    assert text.replace("\n", "").isprintable()


def test_markup_in_words_and_questions_is_shown_as_it_is() -> None:
    review = given_text("I [bold]led[/bold] it.")

    text = as_text(replace(review, question="[red]What?[/red]"))

    assert "[red]What?[/red]" in text
    assert "[bold]led[/bold]" in text


def test_the_question_stands_above_the_answer() -> None:
    review = given_text("I led it.")

    assert as_text(replace(review, question="And you?")).startswith("And you?\n")
    assert as_text(review).startswith("An answer\n")


def test_a_text_that_was_given_has_no_pace_and_no_pauses() -> None:
    text = as_text(given_text("I led it.", "It worked."))

    assert "5 words in 2 sentences" in text
    assert "Pace" not in text
    assert "Fillers" not in text


def test_the_figures_are_told() -> None:
    text = as_text(reviewed("Um, I led it. … It worked.", pause=1.5))

    assert "5 words in 2 sentences" in text
    assert re.search(r"Pace +\d+ words a minute, \d+ without the pauses", text)
    assert re.search(r"Pauses +\d+ % of the time, the longest 1\.5 s at 0:01", text)
    assert re.search(r"Fillers +at least 1, \d+\.\d a minute", text)


def test_an_answer_without_pauses_and_fillers_says_so() -> None:
    text = as_text(reviewed("I led it."))

    assert re.search(r"Pauses +none", text)
    assert re.search(r"Fillers +none heard", text)


def test_a_long_pause_between_sentences_is_told_and_a_breath_is_not() -> None:
    assert "(1.5 s pause)" in as_text(reviewed("I led it. … It worked.", pause=1.5))
    assert "pause)" not in as_text(reviewed("I led it. … It worked.", pause=0.5))


def test_each_sentence_begins_with_its_moment() -> None:
    text = as_text(reviewed("I led it. … It worked.", pause=120))

    assert " 0:00 I led it." in text
    assert " 2:01 It worked." in text


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (7.9, "0:07"), (67, "1:07"), (3_599.9, "59:59"), (3_727, "1:02:07")],
)
def test_times_are_shown_as_on_a_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_one_is_counted_in_the_singular() -> None:
    assert [counted(number, "pause") for number in (0, 1, 2)] == [
        "0 pauses",
        "1 pause",
        "2 pauses",
    ]


@given(st.text())
def test_printable_text_steers_nothing_and_is_as_long_as_before(text: str) -> None:
    shown = printable(text)

    assert len(shown) == len(text)
    assert all(letter.isprintable() or letter == "\n" for letter in shown)


# Notes

PLAIN = take_of(silence(3))


def notes(review: Review) -> list[str]:
    """Return the notes on a review."""
    return list(notes_on(review))


def test_there_is_nothing_to_note_on_a_good_recording_or_a_text() -> None:
    assert notes(reviewed("I led it.")) == []
    assert notes(given_text("I led it.")) == []


@pytest.mark.parametrize(
    ("take", "words"),
    [
        (replace(PLAIN, missing=4.4), "breaks off 4 s before"),
        (replace(PLAIN, clipped=0.01), "clipped"),
        (replace(PLAIN, n_invalid=3), "3 samples were no numbers"),
        (replace(PLAIN, samplerate=8_000), "telephone sound (8000 Hz)"),
        (replace(PLAIN, n_dropouts=2), "lost samples 2 times"),
    ],
    ids=["missing", "clipped", "invalid", "telephone", "dropouts"],
)
def test_whatever_is_wrong_with_a_recording_is_noted(take: Take, words: str) -> None:
    review = replace(reviewed("I led it."), take=take)

    (note,) = notes(review)

    assert words in note
    assert words.split(maxsplit=1)[0] in as_text(review)
    assert "Note: " in as_text(review)


@pytest.mark.parametrize(
    ("hearing", "words"),
    [
        (Hearing("base", "en", 1.0, is_doubtful=True), "may be wrong"),
        (Hearing("base", "en", 0.5), "50 % of the words could not be placed"),
    ],
    ids=["doubtful", "rough"],
)
def test_whatever_is_uncertain_in_the_words_is_noted(
    hearing: Hearing, words: str
) -> None:
    (note,) = notes(replace(reviewed("I led it."), hearing=hearing))

    assert words in note


def test_several_notes_each_have_a_line() -> None:
    take = replace(PLAIN, samplerate=8_000, clipped=0.1, missing=9.0)

    noted = as_text(replace(reviewed("I led it."), take=take))

    assert noted.count("Note: ") == 3 + 1  # and that the parts could not be told


def test_the_facts_of_a_take_stand_in_one_line() -> None:
    take = replace(take_of(silence(67)), path=Path("takes") / "monday.wav")
    review = replace(reviewed("I led it."), take=take)

    assert "monday.wav · 1:07 · heard with base" in as_text(review)


def test_fillers_alone_are_no_words() -> None:
    text = as_text(Review(without_sound(unjudged("um uh um"))))

    assert "no words, only 3 fillers" in text
    assert "0 words" not in text


def test_a_word_longer_than_a_line_is_broken() -> None:
    lines = as_text(given_text("a" * 500), width=60).splitlines()

    assert max(len(line) for line in lines) <= 60
    assert sum(line.count("a") for line in lines) >= 500
