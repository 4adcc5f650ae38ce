"""Live hearing with its speech model: the words of a file, soon after the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.listening import blocks_of
from tests.sounds import part_known
from tests.waiting import wait_until
from voice_star.analysis.star import StarJudge
from voice_star.domain.timeline import Span
from voice_star.live_session import Helpers, LiveSession, review_blocks
from voice_star.pipeline import review_take
from voice_star.places import models_folder
from voice_star.speech.alignment import Aligner
from voice_star.speech.models import model_folder
from voice_star.speech.whisper import WhisperTranscriber

if TYPE_CHECKING:
    from voice_star.domain.transcript import Transcript

pytestmark = pytest.mark.model

TAKE, SAID = part_known("strong", Span(0, 28.6))


@pytest.fixture(scope="module")
def helpers() -> Helpers:
    """The real models."""
    folder = model_folder("base", cache=models_folder())
    whisper = WhisperTranscriber(folder, name="base")
    return Helpers(whisper, whisper, StarJudge(), Aligner(is_gentle=True))


def keys(transcript: Transcript) -> list[str]:
    return [word.key for word in transcript.spoken]


def test_live_words_are_those_of_the_file_where_they_were_said(
    helpers: Helpers,
) -> None:
    blocks = blocks_of(TAKE.samples(), [1_600] * 500)

    live = review_blocks(blocks, LiveSession(helpers))

    file = review_take(TAKE, transcriber=helpers.transcriber, judge=helpers.judge)
    assert keys(live.answer.transcript) == keys(file.answer.transcript)
    assert [s.part for s in live.answer.segments] == [
        s.part for s in file.answer.segments
    ]
    off = [
        abs(one.span.start - other.span.start)
        for one, other in zip(
            live.answer.transcript.words, file.answer.transcript.words, strict=True
        )
        if one.span and other.span
    ]
    assert sum(error > 0.05 for error in off) <= 0.05 * len(off)


def test_words_are_shown_before_the_speaker_pauses(helpers: Helpers) -> None:
    with LiveSession(helpers) as session:
        session.feed(TAKE.samples(Span(0, 3.4)))

        wait_until(lambda: len(session.text.tentative) >= 8, within=60)
        shown = " ".join(session.text.tentative)

    assert "maintenance planner" in shown


def test_when_the_speaker_stops_after_a_pause_nothing_is_left_to_hear(
    helpers: Helpers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LiveSession(helpers) as session:
        for block in blocks_of(TAKE.samples(Span(0, 12.65)), [1_600] * 200):
            session.feed(block)
        wait_until(lambda: session.part is not None, within=60)
        monkeypatch.setattr(
            helpers.transcriber, "hear", lambda *_, **__: pytest.fail("heard again")
        )

        review = session.finish()

    assert review.answer.transcript.text().endswith("times a day.")
