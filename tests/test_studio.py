"""A studio records first of all: what hears may be late, fail, or never come."""

from __future__ import annotations

import json
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.listening import FailingTranscriber, HeldTranscriber, rehearsed
from tests.waiting import wait_until
from voice_star.analysis.star import StarJudge
from voice_star.audio.filesource import FileSource
from voice_star.audio.status import RecorderState, RecorderStatus
from voice_star.audio.takes import TakeState, cut_off_takes, list_takes
from voice_star.continuing import review_telling
from voice_star.domain.answer import StarPart
from voice_star.domain.brief import Brief
from voice_star.domain.timeline import Span
from voice_star.errors import ModelError
from voice_star.live_session import Helpers
from voice_star.report.recording import Stage
from voice_star.showing import Showing
from voice_star.speech.alignment import Aligner
from voice_star.studio import Studio, View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from voice_star.joining import Told
    from voice_star.speech.transcriber import Transcriber

PART = Span(0, 12)
QUICK = 12.0
"""How many times quicker than in life the answer is told."""

TAKE, KNOWS = rehearsed("strong", PART, then=2.0)
ALIGNER = Aligner()


class Room:
    """A studio, and the speaker in it."""

    def __init__(self, folder: Path, *, speed: float = QUICK) -> None:
        path = folder / "told.wav"
        soundfile.write(path, TAKE.pcm, 16_000)
        self.takes = folder / "takes"
        self.helpers: Future[Helpers] = Future()
        self.source = FileSource(path, speed=speed)
        self.n_loads = 0
        self.studio = Studio(
            self.source,
            folder=self.takes,
            load=self._load,
            brief=Brief(question="What did you do?"),
        )

    def _load(self) -> Future[Helpers]:
        self.n_loads += 1
        return self.helpers

    def lend(self, transcriber: Transcriber) -> None:
        """Let the model be loaded."""
        self.helpers.set_result(Helpers(transcriber, aligner=ALIGNER))

    def tell(self, *, after: Told | None = None) -> None:
        """Record one answer, from its first word to the silence after its last."""
        self.source.has_ended.clear()
        self.studio.start(after=after)
        assert self.source.has_ended.wait(timeout=30)
        wait_until(lambda: self.studio.view().recorder.elapsed >= 13)
        self.studio.stop()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    with room.studio:
        yield room


def texts(told: Told | None) -> list[str]:
    assert told is not None
    return [word.text for word in told.review.answer.transcript.words]


def test_an_answer_is_heard_reviewed_and_kept(room: Room) -> None:
    room.lend(KNOWS)

    room.tell()
    told = room.studio.review(within=60)
    kept = room.studio.finish()

    assert "planner" in texts(told)
    assert told is not None
    assert told.review.question == "What did you do?"
    assert told.review.take is not None
    assert told.review.take.path == kept.sound
    document = json.loads((kept.folder / "take.json").read_text("utf-8"))
    assert [word["text"] for word in document["review"]["words"]] == texts(told)
    assert document["question"] == "What did you do?"


def test_a_model_that_comes_late_misses_nothing(room: Room) -> None:
    room.tell()
    assert room.studio.review(within=0.01) is None
    assert room.studio.view().lag > 10

    room.lend(KNOWS)

    assert "planner" in texts(room.studio.review(within=60))


def test_a_model_that_never_comes_costs_no_take(room: Room) -> None:
    room.helpers.set_exception(ModelError("There is no model."))

    room.tell()

    assert isinstance(room.studio.view().failure, ModelError)
    with pytest.raises(ModelError):
        room.studio.review(within=60)
    kept = room.studio.finish()
    assert kept.state is TakeState.FINISHED
    assert kept.duration > 13


def test_a_hearing_that_fails_is_told_while_the_recording_goes_on(room: Room) -> None:
    error = ModelError("It broke.")
    room.lend(FailingTranscriber(error))

    room.studio.start()
    wait_until(lambda: room.studio.view().failure is error)
    elapsed = room.studio.view().recorder.elapsed
    wait_until(lambda: room.studio.view().recorder.elapsed > elapsed)

    room.studio.stop()
    with pytest.raises(ModelError):
        room.studio.review(within=60)
    assert room.studio.finish().n_samples > 0


def test_a_slow_hearing_holds_nothing_up(room: Room) -> None:
    held = HeldTranscriber(KNOWS)
    room.lend(held)

    room.tell()
    kept = room.studio.take

    assert kept is not None
    assert kept.duration > 13
    assert held.has_begun.is_set()
    held.may_go_on.set()
    assert "planner" in texts(room.studio.review(within=60))


def test_what_is_added_is_joined_and_all_are_kept(room: Room) -> None:
    room.lend(KNOWS)
    room.tell()
    first = room.studio.review(within=60)
    old = room.studio.finish()
    room.studio.close()
    room.studio.open()

    room.tell(after=first)
    both = room.studio.review(within=60)
    new = room.studio.finish()

    assert texts(both) == texts(first) * 2
    assert both is not None
    joined = both.take
    assert {take.folder for take in list_takes(room.takes)} == {
        old.folder,
        new.folder,
        joined.folder,
    }
    assert joined.state is TakeState.FINISHED
    assert both.review.take is not None
    assert both.review.take.path == joined.sound
    pcm, _ = soundfile.read(joined.sound, dtype="int16")
    assert np.array_equal(pcm, both.telling.take.pcm)
    document = json.loads((joined.folder / "take.json").read_text("utf-8"))
    assert document["joined"] == [old.folder.name, new.folder.name]
    assert [word["text"] for word in document["review"]["words"]] == texts(both)


def test_time_and_words_of_what_is_added_go_on_from_before(room: Room) -> None:
    room.lend(KNOWS)
    room.tell()
    first = room.studio.review(within=60)
    assert first is not None
    review = review_telling(first.telling, judge=StarJudge())
    room.studio.finish()

    scene = Showing(Brief(), after=replace(first, review=review)).scene(
        View(RecorderStatus(elapsed=2.0)), Stage.RECORDING
    )

    last = first.review.answer.transcript.words[-1].span
    assert last is not None
    assert scene.elapsed == pytest.approx(last.end + 2.0)
    assert StarPart.SITUATION in scene.by_part


def test_the_model_is_loaded_once(room: Room) -> None:
    room.studio.close()
    room.studio.open()

    assert room.n_loads == 1


def test_a_take_that_is_dropped_is_gone_and_another_may_begin(room: Room) -> None:
    room.lend(KNOWS)
    room.studio.start()
    wait_until(lambda: room.studio.view().recorder.elapsed > 1)

    room.studio.drop()

    assert list_takes(room.takes) == ()
    assert room.studio.view().recorder.state is RecorderState.READY
    room.studio.start()
    assert len(list_takes(room.takes)) == 1


def test_closing_in_the_middle_leaves_a_take_to_be_saved(room: Room) -> None:
    held = HeldTranscriber(KNOWS)
    room.lend(held)
    room.studio.start()
    wait_until(held.has_begun.is_set)

    room.studio.close()

    (cut_off,) = cut_off_takes(room.takes)
    assert cut_off.n_samples > 0


def test_words_are_seen_while_somebody_speaks(room: Room) -> None:
    room.lend(KNOWS)
    room.studio.start()

    wait_until(lambda: "planner" in room.studio.view().text.words, within=60)

    assert room.studio.view().recorder.state is RecorderState.RECORDING
