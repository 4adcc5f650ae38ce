"""What the app is drawn from: lines that fit, tell the truth, and need no colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judged import judged, judged_answers, judged_reviews
from tests.staging import reviewed
from tests.telling import tell, tell_aloud
from voice_star.domain.answer import StarPart
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.report.labels import LETTERS, title_of
from voice_star.report.marked import lines_below, marked_sentences, marked_transcript
from voice_star.report.panel import WEIGHTS, panel_of_flags
from voice_star.report.starmeter import star_meter
from voice_star.report.styled import Line, length_of, paragraph
from voice_star.report.timeline import FILLER, PAUSE, time_line

if TYPE_CHECKING:
    from voice_star.domain.answer import Answer
    from voice_star.domain.review import Review

STORY = (StarPart.SITUATION, StarPart.TASK, StarPart.ACTION, StarPart.RESULT)

ANSWER = judged(tell("S I ran.", "A I did."))
"""Half of it situation, half actions, and given as a text."""

widths = st.integers(60, 200)


def text(line: Line) -> str:
    return "".join(piece.text for piece in line)


# The STAR meter

seconds = st.dictionaries(st.sampled_from(StarPart), st.floats(0, 2_000))


@given(seconds, widths)
def test_a_meter_fits_and_has_a_row_for_each_part(
    told: dict[StarPart, float], width: int
) -> None:
    rows = list(star_meter(told, width, bands=DEFAULT_BANDS))

    assert [text(row)[0] for row in rows] == [LETTERS[part] for part in STORY]
    assert max(map(length_of, rows)) <= width
    for row, part in zip(rows, STORY, strict=True):
        assert f"{told.get(part, 0):.0f} s" in text(row)


def test_a_band_that_is_met_is_filled_up_to_its_first_bound() -> None:
    (row, *_) = star_meter({StarPart.SITUATION: 18.0}, 80, bands=DEFAULT_BANDS)

    track = text(row)[12:]
    assert track[: track.index("│")].strip("▒") == ""
    assert "▒" not in track[track.index("│") + 1 :]


# The time line


@given(judged_answers(), widths)
def test_a_time_line_fits(answer: Answer, width: int) -> None:
    rows = list(time_line(answer, width, bands=DEFAULT_BANDS))

    assert bool(rows) == bool(answer.segments)
    # The last row has four parts, of which very long ones may need more.
    assert all(length_of(row) <= width for row in rows[:-1])


def test_pauses_and_fillers_stand_where_they_were() -> None:
    answer = tell_aloud("S um I ran a ward … … um", "A I asked the nurse there again")
    rows = [text(row) for row in time_line(answer, 120, bands=DEFAULT_BANDS)]
    sounds = next(row for row in rows if not row.strip(f"{FILLER}{PAUSE} "))

    assert sounds.count(FILLER) == 2
    assert sounds.index(PAUSE) < sounds.rindex(FILLER)
    assert f"{FILLER} filler  {PAUSE} pause" in rows[-1]


def test_an_answer_without_sound_is_told_in_shares_of_words() -> None:
    rows = list(time_line(ANSWER, 100, bands=DEFAULT_BANDS))

    assert "S 50 % (15-20) ▲ long" in text(rows[-1])
    assert "R 0 % (20-30) ▼ none" in text(rows[-1])


# The panel of flags


@given(judged_reviews(), widths, st.integers(0, 5))
def test_a_panel_fits_and_has_every_flag_once(
    review: Review, width: int, chosen: int
) -> None:
    panel = list(panel_of_flags(review, width, chosen=chosen))

    assert max(length_of(one.line) for one in panel) <= width
    told = [one.flag for one in panel if one.flag is not None]
    assert sorted(set(told)) == list(range(len(review.flags)))
    assert told == sorted(told)


@pytest.mark.parametrize("name", ["understated", "rambling"])
def test_the_chosen_flag_alone_tells_its_advice(name: str) -> None:
    flags = reviewed(name).flags
    for chosen, flag in enumerate(flags):
        panel = panel_of_flags(reviewed(name), 60, chosen=chosen)
        shown = " ".join(" ".join(text(one.line).split()) for one in panel)
        assert f"▸ {WEIGHTS[flag.severity].strip()} {title_of(flag.rule)}" in shown
        assert flag.advice in shown
        others = {one.advice for one in flags} - {flag.advice}
        assert not any(advice in shown for advice in others if advice)


# The transcript


@given(judged_reviews(), widths)
def test_sentences_hold_all_words_by_their_index(review: Review, width: int) -> None:
    sentences = list(marked_sentences(review))

    n_words = 0
    for sentence in sentences:
        assert sentence.first == n_words
        n_words += len(sentence.words)
    assert n_words == len(review.answer.transcript.words)
    lines = [
        line
        for one in sentences
        for line in (
            *paragraph([*one.words, *one.marks], width, first=one.gutter),
            *lines_below(one, width),
        )
    ]
    assert lines == list(marked_transcript(review, width))
