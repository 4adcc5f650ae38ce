"""Every word gets a time: rising, never overlapping, never running into a pause."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_star.domain.timeline import Span, gaps, joined
from voice_star.domain.transcript import Transcript, Word, WordKind
from voice_star.speech.placement import place_words, shifted
from voice_star.speech.transcriber import HeardWord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.timeline import Seconds

WHOLE = Span(0, 1_000)


@st.composite
def runs(
    draw: st.DrawFn, *, shortest: Seconds, longest: Seconds, apart: Seconds
) -> list[Span]:
    """Draw spans in order that do not overlap."""
    spans: list[Span] = []
    now = 0.0
    for _ in range(draw(st.integers(0, 30))):
        start = now + draw(st.one_of(st.just(0.0), st.floats(0, 2))) + apart
        spans.append(Span(start, start + draw(st.floats(shortest, longest))))
        now = spans[-1].end
    return spans


aligned_runs = runs(shortest=0.03, longest=1.5, apart=0.0)
voices = runs(shortest=0.05, longest=4.0, apart=0.01)


@dataclass(frozen=True)
class Alignment:
    """Words, and where alignment found each of them."""

    words: list[HeardWord]
    found: list[Span | None]


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    """Draw words with wild rough times, some not found, some of them fillers."""
    words: list[HeardWord] = []
    found: list[Span | None] = []
    for index, span in enumerate(draw(aligned_runs)):
        kind = draw(st.sampled_from(["word", "word", "filler", "lost"]))
        near = draw(st.floats(0, 60))
        words.append(
            HeardWord(f"w{index}", 0.5, near, is_filled_pause=kind == "filler")
        )
        found.append(None if kind == "lost" else span)
    return Alignment(words, found)


def heard_at(spans: Sequence[Span]) -> Alignment:
    """Return a word for each span, each found."""
    words = [
        HeardWord(f"w{index}", 0.5, span.start) for index, span in enumerate(spans)
    ]
    return Alignment(words, list(spans))


def place(alignment: Alignment, voice: Sequence[Span]) -> list[Word]:
    """Place the words of an alignment."""
    return place_words(alignment.words, alignment.found, voice=voice)


def spans_of(words: Sequence[Word]) -> list[Span]:
    """Return the spans of words that all have one."""
    return [word.span for word in words if word.span is not None]


@given(alignments(), voices)
def test_times_rise_and_never_overlap_whatever_was_aligned(
    alignment: Alignment, voice: list[Span]
) -> None:
    placed = place(alignment, voice)

    spans = spans_of(placed)
    assert len(spans) == len(placed)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert Transcript(tuple(placed)).is_timed == bool(placed)


@given(alignments(), voices)
def test_every_word_is_kept_once_and_only_fillers_may_go(
    alignment: Alignment, voice: list[Span]
) -> None:
    placed = place(alignment, voice)

    assert [word.text for word in placed if word.kind is WordKind.WORD] == [
        word.text for word in alignment.words if not word.is_filled_pause
    ]
    kept = [word.text for word in placed]
    assert [word.text for word in alignment.words if word.text in kept] == kept


@given(aligned_runs, voices)
def test_a_word_heard_beside_a_pause_does_not_run_into_it(
    aligned: list[Span], voice: list[Span]
) -> None:
    placed = spans_of(place(heard_at(aligned), voice))

    pauses = list(gaps(joined(voice, across=0.25)))
    for span, was in zip(placed, aligned, strict=True):
        if any(was.overlap(stretch) > 0 for stretch in voice):
            assert all(span.overlap(pause) <= 0.02 + 1e-9 for pause in pauses)


@given(aligned_runs)
def test_words_that_fit_the_voice_stay_where_they_were_found(
    aligned: list[Span],
) -> None:
    assert spans_of(place(heard_at(aligned), [WHOLE])) == aligned


@given(aligned_runs)
def test_words_found_without_any_voice_stay_where_they_were_found(
    aligned: list[Span],
) -> None:
    assert spans_of(place(heard_at(aligned), [])) == aligned


def test_a_word_that_was_not_found_lies_between_its_neighbours() -> None:
    words = [HeardWord("I", 0.9, 0), HeardWord("led", 0.4, 0.6), HeardWord("it", 1, 1)]
    found = [Span(0, 0.5), None, Span(1, 1.2)]

    placed = spans_of(place_words(words, found, voice=[Span(0, 2)]))

    assert placed[0].end <= placed[1].start
    assert placed[1].end <= placed[2].start
    assert placed[2] == Span(1, 1.2)


def test_words_of_which_none_was_found_are_placed_by_their_rough_times() -> None:
    words = [HeardWord("I", 0.9, 0.5), HeardWord("led", 0.4, 1.5)]

    placed = spans_of(place(Alignment(words, [None, None]), [Span(0, 3)]))

    assert [span.start for span in placed] == [0.5, 1.5]


def test_a_word_that_trails_off_ends_with_the_voice() -> None:
    aligned = [Span(0.5, 2.4), Span(2.4, 2.8)]

    placed = spans_of(place(heard_at(aligned), [Span(0.4, 1.1), Span(2.3, 3)]))

    assert placed == [Span(0.5, 1.1), Span(2.4, 2.8)]


@pytest.mark.parametrize(("length", "is_kept"), [(0.03, False), (0.3, True)])
def test_a_filler_that_has_no_room_was_not_said(
    length: Seconds, *, is_kept: bool
) -> None:
    words = [HeardWord("um,", None, 0.0, is_filled_pause=True), HeardWord("I", 0.9, 1)]
    found = [Span(0.5, 0.5 + length), Span(1, 1.2)]

    placed = place_words(words, found, voice=[Span(0, 2)])

    assert [word.text for word in placed] == (["um,", "I"] if is_kept else ["I"])


def test_a_word_keeps_its_text_confidence_and_kind() -> None:
    words = [HeardWord("Um,", None, 0.0, is_filled_pause=True), HeardWord("I", 0.7, 1)]
    found = [Span(0, 0.5), Span(1, 1.2)]

    assert place_words(words, found, voice=[Span(0, 2)]) == [
        Word("Um,", Span(0, 0.5), None, WordKind.FILLED_PAUSE),
        Word("I", Span(1, 1.2), 0.7, WordKind.WORD),
    ]


def test_no_words_need_no_place() -> None:
    assert place(Alignment([], []), [Span(0, 1)]) == []


def test_rough_times_move_with_their_piece() -> None:
    words = heard_at([Span(1, 2), Span(3, 4)]).words

    assert [word.near for word in shifted(words, 10)] == [11, 13]
