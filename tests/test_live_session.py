"""A live session ends in the review that the recording would have had."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.listening import ALIGNER, PATIENCE, FailingTranscriber, blocks_of, rehearsed
from tests.saying import ScriptedTranscriber
from tests.sounds import noise, silence, take_of
from tests.waiting import wait_until
from voice_star.analysis.star import StarJudge
from voice_star.domain.answer import StarPart
from voice_star.domain.bands import DEFAULT_BANDS
from voice_star.domain.brief import Brief
from voice_star.domain.cues import CueBounds
from voice_star.domain.timeline import Span
from voice_star.errors import ModelError, NothingHeardError
from voice_star.live_session import Helpers, LiveSession, review_blocks
from voice_star.pipeline import review_take
from voice_star.progress import Cancelled

if TYPE_CHECKING:
    from voice_star.domain.review import Review
    from voice_star.domain.take import Take

PART = Span(0, 60)
JUDGE = StarJudge()
PATH = Path("kept.flac")


@pytest.fixture(scope="module")
def session() -> LiveSession:
    """A session in which a minute was told, and which is finished."""
    take, transcriber = rehearsed("strong", PART, then=0.5)
    helpers = Helpers(transcriber, judge=JUDGE, aligner=ALIGNER)
    live = LiveSession(helpers, brief=Brief(question="And you?"), path=PATH)
    review_blocks(blocks_of(take.samples(), [1_600] * 700), live)
    return live


@pytest.fixture(scope="module")
def review(session: LiveSession) -> Review:
    """What it came to."""
    return session.finish()


@pytest.fixture(scope="module")
def once() -> Review:
    """The review of the same minute as a file."""
    take, transcriber = rehearsed("strong", PART, then=0.5)
    return review_take(
        take,
        transcriber=transcriber,
        aligner=ALIGNER,
        judge=JUDGE,
        brief=Brief(question="And you?"),
    )


def test_the_review_is_that_of_the_file(review: Review, once: Review) -> None:
    live, file = review.answer, once.answer

    assert live.transcript.text() == file.transcript.text()
    assert [s.part for s in live.sentences] == [s.part for s in file.sentences]
    assert [flag.rule for flag in review.flags] == [flag.rule for flag in once.flags]
    assert review.question == "And you?"
    assert review.judged_by == once.judged_by
    assert review.hearing == once.hearing


def test_its_pauses_are_those_of_the_file(review: Review, once: Review) -> None:
    live, file = review.answer.pauses, once.answer.pauses

    assert len(live) == pytest.approx(len(file), abs=1)
    assert sum(p.duration for p in live) == pytest.approx(
        sum(p.duration for p in file), rel=0.03
    )


def test_its_voice_is_that_of_the_file(review: Review, once: Review) -> None:
    live, file = review.answer.voicing, once.answer.voicing

    assert live is not None
    assert file is not None
    assert live.pitch == pytest.approx(file.pitch, rel=0.03)
    assert live.level_db == pytest.approx(file.level_db, abs=0.5)
    assert live.pitch_range == pytest.approx(file.pitch_range, rel=0.1)


def test_the_take_of_the_review_lies_where_it_was_said_to(review: Review) -> None:
    assert review.take is not None
    assert review.take.path == PATH
    assert review.take.duration == pytest.approx(60.5, abs=0.01)


def test_parts_are_timed_while_the_answer_is_told() -> None:
    take, transcriber = rehearsed("strong", PART, then=0.5)
    helpers = Helpers(transcriber, judge=JUDGE, aligner=ALIGNER)
    with LiveSession(helpers) as live:
        live.feed(take.samples())
        wait_until(lambda: sum(live.parts.values()) > 30)

        seconds, part = live.parts, live.part
    assert part in {StarPart.TASK, StarPart.ACTION}
    assert seconds[StarPart.SITUATION] > 10
    assert StarPart.RESULT not in seconds
    assert 30 < sum(seconds.values()) < 60


def test_parts_of_an_answer_that_goes_on_are_those_of_both(
    session: LiveSession, review: Review
) -> None:
    before = {one.part: one.duration for one in review.answer.by_part}
    take, transcriber = rehearsed("strong", Span(92, 134), then=0.5)
    helpers = Helpers(transcriber, judge=JUDGE, aligner=ALIGNER)
    with LiveSession(helpers, after=session.telling) as live:
        live.feed(take.samples())
        wait_until(lambda: sum(live.parts.values()) > 60 + 30)

        seconds, part, cue = live.parts, live.part, live.cue()
    assert part is StarPart.RESULT
    assert seconds[StarPart.SITUATION] == pytest.approx(before[StarPart.SITUATION], 0.2)
    assert seconds[StarPart.RESULT] > 25
    # A hundred seconds of an answer have been told, of the two minutes aimed at.
    assert cue is None


def test_without_a_judge_there_are_words_and_no_parts() -> None:
    take, transcriber = rehearsed("strong", Span(0, 12), then=0.5)
    live = LiveSession(Helpers(transcriber, aligner=ALIGNER))

    review = review_blocks([take.samples()], live)

    assert review.answer.transcript.spoken
    assert review.answer.segments == ()
    assert live.parts == {}
    assert live.cue() is None


@pytest.mark.parametrize(("shows", "text"), [(True, "10 s: land it"), (False, None)])
def test_a_cue_is_given_while_somebody_speaks(*, shows: bool, text: str | None) -> None:
    take, transcriber = rehearsed("strong", Span(0, 30), then=0.5)
    brief = Brief(bands=replace(DEFAULT_BANDS, target=10.0))
    helpers = Helpers(transcriber, judge=JUDGE, aligner=ALIGNER)
    with LiveSession(helpers, brief=brief, cues=CueBounds(show=shows)) as live:
        live.feed(take.samples())
        wait_until(lambda: sum(live.parts.values()) > 10)

        cue = live.cue()
    assert (cue.text if cue else None) == text


def test_after_the_end_there_is_a_telling_to_go_on_from(session: LiveSession) -> None:
    telling = session.telling

    assert telling is not None
    assert telling.track is not None
    assert len(telling.track.times) == pytest.approx(60.5 / 0.016, rel=0.01)
    assert np.all(np.diff(telling.track.times) > 0)


@pytest.mark.parametrize(
    ("take", "why"),
    [
        (take_of(silence(3)), "muted"),
        (take_of(noise(3, level_db=-30)), "no voice"),
        (take_of(silence(0)), "No speech was heard"),
    ],
    ids=["silence", "hiss", "nothing"],
)
def test_where_nobody_spoke_it_says_so(take: Take, why: str) -> None:
    live = LiveSession(Helpers(ScriptedTranscriber("You."), aligner=ALIGNER))

    with pytest.raises(NothingHeardError, match=why):
        review_blocks([take.samples()], live)


def test_a_failure_is_known_before_the_end_and_raised_there() -> None:
    take, _ = rehearsed("strong", Span(0, 12), then=1)
    failing = FailingTranscriber(ModelError("The model is damaged."))
    with LiveSession(Helpers(failing, aligner=ALIGNER)) as live:
        live.feed(take.samples())
        assert failing.has_failed.wait(PATIENCE)
        with pytest.raises(ModelError, match="damaged"):
            live.finish()
        assert isinstance(live.failure, ModelError)
        assert live.text.words == ()


def test_a_session_that_was_closed_has_no_review() -> None:
    live = LiveSession(Helpers(ScriptedTranscriber("You."), aligner=ALIGNER))
    live.close()

    with pytest.raises(Cancelled):
        live.finish()
