"""From a recording to a review: every word in its place, every failure a sentence."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saying import RehearsedTranscriber, ScriptedTranscriber, heard, say, voice_of
from tests.sounds import (
    fixture_take,
    noise,
    part_known,
    part_of,
    silence,
    take_of,
    tone,
)
from voice_star.domain.brief import Brief
from voice_star.domain.timeline import Span
from voice_star.errors import NothingHeardError
from voice_star.pipeline import review_lines, review_take, review_transcript
from voice_star.progress import Cancelled, Progress, Stage
from voice_star.speech.hearing import hear_take
from voice_star.speech.transcriber import LONGEST_PIECE, Heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from voice_star.domain.review import Review
    from voice_star.domain.take import Samples
    from voice_star.speech.transcriber import OnWait

PART = Span(0, 45)


@pytest.fixture(scope="module")
def reports() -> list[Progress]:
    """What was reported while `review` was made."""
    return []


@pytest.fixture(scope="module")
def review(reports: list[Progress]) -> Review:
    """Three quarters of a minute heard by somebody who knows them by heart."""
    take, transcript = part_known("rambling", PART)
    return review_take(
        take,
        transcriber=RehearsedTranscriber(take, transcript.words),
        brief=Brief(question="And you?"),
        on_progress=reports.append,
    )


def spans_in(review: Review) -> list[Span]:
    """Return the spans of all words of a review."""
    return [word.span for word in review.answer.transcript.words if word.span]


def test_every_word_is_put_where_it_was_said(review: Review) -> None:
    truth = part_known("rambling", PART)[1].words
    words = review.answer.transcript.words

    assert [word.key for word in words] == [word.key for word in truth]
    errors = [
        abs(word.span.start - true.span.start)
        for word, true in zip(words, truth, strict=True)
        if word.span and true.span
    ]
    assert median(errors) <= 0.04
    assert sum(error > 0.3 for error in errors) <= 0.03 * len(errors)


def test_times_rise_over_all_pieces(review: Review) -> None:
    spans = spans_in(review)

    assert len(spans) == len(review.answer.transcript.words)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert spans[-1].end <= PART.duration + 0.1


def test_no_word_runs_into_a_pause(review: Review) -> None:
    assert review.answer.pauses
    for pause in review.answer.pauses:
        assert all(pause.overlap(span) <= 0.021 for span in spans_in(review))


def test_the_review_says_how_it_was_heard(review: Review) -> None:
    assert review.question == "And you?"
    assert review.hearing is not None
    assert review.hearing.model == "rehearsed"
    assert review.hearing.aligned > 0.95
    assert not review.hearing.is_doubtful
    assert "filled-pauses" in {flag.rule for flag in review.flags}


def test_the_fillers_are_counted(review: Review) -> None:
    pacing = review.answer.pacing

    assert pacing is not None
    _, truth = part_known("rambling", PART)
    assert pacing.n_words == len(truth.spoken)
    assert pacing.n_filled_pauses == len(truth.words) - len(truth.spoken)


@pytest.mark.usefixtures("review")
def test_progress_rises_within_each_stage_up_to_the_end(
    reports: list[Progress],
) -> None:
    for stage in (Stage.LISTENING, Stage.HEARING):
        done = [report.done for report in reports if report.stage is stage]
        assert done == sorted(done)
        assert done[-1] == pytest.approx(PART.duration, abs=2)


@pytest.mark.parametrize("stage", [Stage.LISTENING, Stage.HEARING])
def test_a_job_can_be_stopped_at_any_stage(stage: Stage) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage is stage:
            raise Cancelled

    with pytest.raises(Cancelled):
        review_take(
            part_of(fixture_take("strong"), Span(0, 10)),
            transcriber=ScriptedTranscriber("I led it."),
            on_progress=stop,
        )


def test_no_piece_is_longer_than_a_model_can_hear() -> None:
    transcriber = ScriptedTranscriber(*["I led it."] * 50)

    review_take(fixture_take("retold"), transcriber=transcriber)

    assert len(transcriber.pieces) > 3
    assert max(transcriber.pieces) <= 16_000 * LONGEST_PIECE + 1


def test_pieces_in_which_nothing_is_heard_leave_the_others_in_place() -> None:
    take = fixture_take("strong")
    lines: list[Heard | str] = [Heard(()), "I led it.", Heard(()), "It worked."]

    review = review_take(take, transcriber=ScriptedTranscriber(*lines))

    said = review.answer.transcript.spoken
    assert [word.text for word in said] == "I led it. It worked.".split()  # noqa: SIM905
    assert spans_in(review)[0].start > 5


def test_fillers_of_the_second_reading_are_placed_as_well() -> None:
    take, truth = part_known("rambling", PART)
    plain = RehearsedTranscriber(take, truth.spoken)
    full = RehearsedTranscriber(take, truth.words)

    class BothReadings:
        name = "both"
        language = "en"

        def hear(self, pieces: Sequence[Samples], *, on_wait: OnWait) -> list[Heard]:
            return [
                Heard(one.words, (tuple(word.text for word in other.words),))
                for one, other in zip(
                    plain.hear(pieces, on_wait=on_wait),
                    full.hear(pieces, on_wait=on_wait),
                    strict=True,
                )
            ]

    review = review_take(take, transcriber=BothReadings())

    fillers = [word for word in review.answer.transcript.words if word.is_filled_pause]
    said = [word for word in truth.words if word.is_filled_pause]
    assert len(fillers) >= 0.8 * len(said)
    near = [
        min(abs(word.span.start - true.span.start) for true in said if true.span)
        for word in fillers
        if word.span
    ]
    assert median(near) <= 0.08


def test_a_model_that_talks_nonsense_still_makes_a_valid_review() -> None:
    nonsense = heard("… 東京 ² ½ %%% www.x.y/z?q=1 $$ 'n' A", "B" * 300)
    take = part_of(fixture_take("strong"), Span(0, 8))

    review = review_take(take, transcriber=ScriptedTranscriber(nonsense))

    spans = spans_in(review)
    assert spans
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_a_hundred_words_in_a_second_still_make_a_valid_review() -> None:
    take = part_of(fixture_take("strong"), Span(0, 2))

    review = review_take(take, transcriber=ScriptedTranscriber("I led it. " * 40))

    spans = spans_in(review)
    assert len(review.answer.transcript.spoken) == 120
    assert all(before.end <= after.start for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("sound", "why"),
    [
        (silence(3), "muted"),
        (noise(3, level_db=-75), "input level"),
        (noise(3, level_db=-30), "no voice"),
        (tone(3, pitch=50), "no voice"),
    ],
    ids=["silence", "faint hiss", "hiss", "hum"],
)
def test_where_nobody_speaks_the_model_is_not_even_asked(
    sound: np.ndarray[tuple[int], np.dtype[np.float64]], why: str
) -> None:
    transcriber = ScriptedTranscriber("You.")

    with pytest.raises(NothingHeardError, match=why):
        review_take(take_of(sound), transcriber=transcriber)

    assert transcriber.pieces == []


def test_a_voice_without_words_is_nothing_heard() -> None:
    take = part_of(fixture_take("strong"), Span(0, 8))

    with pytest.raises(NothingHeardError, match="No speech was heard"):
        review_take(take, transcriber=ScriptedTranscriber())


def test_a_voice_with_fillers_alone_is_nothing_heard() -> None:
    take = part_of(fixture_take("strong"), Span(0, 8))

    with pytest.raises(NothingHeardError, match="No speech was heard"):
        review_take(take, transcriber=ScriptedTranscriber("Um, uh, um."))


@pytest.mark.parametrize(
    ("log_probability", "chance_of_none", "is_kept"),
    [(-0.2, 0.1, True), (-2.0, 0.1, False), (-0.2, 0.9, False)],
)
def test_words_without_a_voice_are_kept_only_if_the_model_is_sure(
    log_probability: float, chance_of_none: float, *, is_kept: bool
) -> None:
    line = Heard(heard("I led it.").words, (), chance_of_none, log_probability)
    take = part_of(fixture_take("strong"), Span(0, 8))

    result = hear_take(take, transcriber=ScriptedTranscriber(line), voice=())

    assert bool(result.transcript.words) == is_kept
    assert result.hearing.is_doubtful


# Words that were given


def test_given_lines_become_sentences() -> None:
    review = review_lines(
        ["I led it.", "", "  It worked, well.  "], brief=Brief(question="What?")
    )

    sentences = review.answer.sentences
    texts = [review.answer.transcript.text(sentence.words) for sentence in sentences]
    assert texts == ["I led it.", "It worked, well."]
    assert review.question == "What?"
    assert (review.take, review.hearing, review.answer.pacing) == (None, None, None)


@pytest.mark.parametrize("lines", [[], [""], ["  "], ["... --"], ["!", "?"]])
def test_lines_without_a_word_are_refused(lines: list[str]) -> None:
    with pytest.raises(NothingHeardError, match="holds no words"):
        review_lines(lines)


@given(st.lists(st.text(max_size=40), max_size=10))
def test_any_lines_are_reviewed_or_refused(lines: list[str]) -> None:
    try:
        review = review_lines(lines)
    except NothingHeardError:
        return

    words = [word.text for word in review.answer.transcript.words]
    said = [word for line in lines for word in line.split()]
    assert words
    assert set(words) <= set(said)


def test_a_silence_with_a_word_in_it_is_no_pause() -> None:
    transcript = say("I led … it … well")
    voice = [span for span in voice_of(transcript) if 2.4 not in (span.start, span.end)]
    deaf = [span for span in voice if span.overlap(Span(2, 3)) == 0]

    review = review_transcript(transcript, voice=deaf)

    assert len(review.answer.pauses) == 2
