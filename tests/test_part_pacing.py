"""Parts share out the answer: their words, their seconds and their shares add up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saying import WORD_LENGTH, say, spoken_texts, voice_of
from voice_star.analysis.pacing import find_pauses, measure_pacing, pace_parts
from voice_star.domain.answer import PartPacing, Segment, StarPart
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript, Word, WordRange


@st.composite
def divided(
    draw: st.DrawFn, *, is_timed: bool = True
) -> tuple[Transcript, tuple[Segment, ...]]:
    """Draw an answer and segments that share out its words."""
    transcript = say(draw(spoken_texts), pause=draw(st.floats(0.02, 3)))
    if not is_timed:
        transcript = Transcript(
            tuple(Word(word.text, kind=word.kind) for word in transcript.words)
        )
    n_words = len(transcript.words)
    cuts = draw(st.sets(st.integers(1, max(1, n_words - 1)), max_size=6))
    edges = sorted({0, n_words, *(cut for cut in cuts if cut < n_words)})
    return transcript, tuple(
        Segment(draw(st.sampled_from(StarPart)), WordRange(start, stop))
        for start, stop in pairwise(edges)
    )


@given(divided())
def test_the_seconds_and_the_shares_of_the_parts_add_up(
    answer: tuple[Transcript, tuple[Segment, ...]],
) -> None:
    transcript, segments = answer
    pauses = find_pauses(transcript, voice_of(transcript))
    whole = measure_pacing(transcript, pauses)
    assert whole is not None

    parts = pace_parts(transcript, segments, pauses)

    assert sum(part.duration or 0 for part in parts) == pytest.approx(whole.duration)
    assert sum(part.share or 0 for part in parts) == pytest.approx(1)
    assert sum(part.n_pauses or 0 for part in parts) == len(pauses)
    paused = sum((part.pause_share or 0) * (part.duration or 0) for part in parts)
    assert paused == pytest.approx(whole.pause_share * whole.duration)


@given(divided())
def test_looking_pauses_up_gives_what_a_plain_count_gives(
    answer: tuple[Transcript, tuple[Segment, ...]],
) -> None:
    transcript, segments = answer
    pauses = find_pauses(transcript, voice_of(transcript))
    starts = [transcript.start_of(segment.words) for segment in segments]
    edges = [*starts, transcript.end_of(segments[-1].words)]
    tiles = [Span(a or 0.0, b or 0.0) for a, b in pairwise(edges)]

    for part in pace_parts(transcript, segments, pauses):
        own = [
            tile
            for tile, segment in zip(tiles, segments, strict=True)
            if segment.part is part.part
        ]
        paused = sum(tile.overlap(pause) for tile in own for pause in pauses)
        duration = sum(tile.duration for tile in own)
        assert part.pause_share == paused / duration
        assert part.n_pauses == sum(
            tile.start <= pause.start < tile.end for tile in own for pause in pauses
        )


@given(st.booleans().flatmap(lambda timed: divided(is_timed=timed)))
def test_every_word_is_counted_in_one_part(
    answer: tuple[Transcript, tuple[Segment, ...]],
) -> None:
    transcript, segments = answer
    n_words = len(transcript.spoken)

    parts = pace_parts(transcript, segments, ())

    assert sum(part.n_words for part in parts) == n_words
    assert sum(part.n_filled_pauses for part in parts) == (
        len(transcript.words) - n_words
    )
    assert sum(part.word_share for part in parts) == pytest.approx(1 if n_words else 0)


@given(divided())
def test_the_parts_stand_in_star_order_each_once(
    answer: tuple[Transcript, tuple[Segment, ...]],
) -> None:
    transcript, segments = answer

    found = [part.part for part in pace_parts(transcript, segments, ())]

    order = list(StarPart)
    assert found == sorted({s.part for s in segments}, key=order.index)


def test_a_pause_counts_with_the_part_before_it() -> None:
    transcript = say("We ran late. … I asked Ann.", pause=2.0)
    segments = (
        Segment(StarPart.SITUATION, WordRange(0, 3)),
        Segment(StarPart.ACTION, WordRange(3, 6)),
    )

    situation, action = pace_parts(transcript, segments, [Span(1.4, 3.4)])

    assert situation.duration == pytest.approx(3 * WORD_LENGTH + 2.0)
    assert situation.n_pauses == 1
    assert situation.speech_rate == pytest.approx(60 * 3 / 2.9)
    assert situation.articulation_rate == pytest.approx(60 * 3 / 0.9)
    assert action.duration == pytest.approx(3 * WORD_LENGTH)
    assert action.pause_share == 0


def test_without_sound_there_are_words_and_no_seconds() -> None:
    transcript = Transcript(tuple(Word(text) for text in ("It", "ran.", "I", "asked.")))
    segments = (
        Segment(StarPart.SITUATION, WordRange(0, 2)),
        Segment(StarPart.ACTION, WordRange(2, 4)),
    )

    assert pace_parts(transcript, segments, ()) == (
        PartPacing(StarPart.SITUATION, n_words=2, word_share=0.5),
        PartPacing(StarPart.ACTION, n_words=2, word_share=0.5),
    )


def test_what_was_not_judged_has_no_parts() -> None:
    assert pace_parts(say("I led it"), (), ()) == ()
