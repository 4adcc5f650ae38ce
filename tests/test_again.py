"""A larger model hears an answer again: its review takes the place of the first."""

from __future__ import annotations

import contextlib
import json
import time
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import soundfile

from tests.listening import ALIGNER, FailingTranscriber, HeldTranscriber, rehearsed
from tests.saying import RehearsedTranscriber
from tests.sounds import part_known
from voice_star.audio.filesource import FileSource
from voice_star.audio.takes import list_takes
from voice_star.cli.desk import Desk
from voice_star.cli.exit_code import ExitCode
from voice_star.cli.keys import Key
from voice_star.cli.signals import Ending
from voice_star.cli.sitting import Sitting
from voice_star.domain.brief import NO_BRIEF
from voice_star.domain.timeline import Span
from voice_star.errors import ModelError
from voice_star.live_session import Helpers
from voice_star.places import data_folder
from voice_star.rehearing import LargerModel
from voice_star.store.attempts import AttemptStore
from voice_star.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from voice_star.report.styled import Line
    from voice_star.speech.transcriber import Heard, OnWait, Transcriber

PART = Span(0, 8)
TAKE, KNOWS = rehearsed("strong", PART, then=2.0)
_, SAID = part_known("strong", PART)
FIRST, BETTER = SAID.words[-1].text, "zanzibar."

Capture = pytest.CaptureFixture[str]


class Larger(RehearsedTranscriber):
    """A model that hears another last word."""

    name = "small"

    def __init__(self) -> None:
        words = [*SAID.words[:-1], replace(SAID.words[-1], text=BETTER)]
        super().__init__(TAKE, words)


class Speaker(Desk):
    """Tells one answer, and then does what a test wants at every look.

    Args:
        source: What is told.
        then: Returns the next key, or asks for the end.
        has_terminal: Whether there are keys.
    """

    def __init__(
        self,
        source: FileSource,
        then: Callable[[Speaker], Key | None] = lambda _: Key.ENTER,
        *,
        has_terminal: bool = True,
    ) -> None:
        super().__init__(Ending(), has_terminal=has_terminal)
        self.drawn = ""
        self._source = source
        self._then = then
        self._has_begun = not has_terminal
        self._has_told = False

    @contextlib.contextmanager
    def at_keys(self) -> Iterator[None]:
        """Need no terminal."""
        yield

    def key(self, seconds: float) -> Key | None:
        """Begin, tell all of it, end; then do as is wanted."""
        if not self._has_begun:
            self._has_begun = True
            return Key.SPACE
        if self._has_told:
            self.ending.wait(0.02)
            return self._then(self)
        self._has_told = self._source.has_ended.wait(seconds)
        if self._has_told and not self.has_terminal:
            self.ending.ask(ExitCode.INTERRUPTED)
        return Key.ENTER if self._has_told else None

    def draw(self, make: Callable[[int, int], Sequence[Line]]) -> None:
        """Take note of what is seen."""
        lines = make(80, 24)
        self.drawn = "\n".join("".join(piece.text for piece in line) for line in lines)


class Room:
    """A sitting in which one answer is told."""

    def __init__(self, folder: Path) -> None:
        path = folder / "told.wav"
        soundfile.write(path, TAKE.pcm, 16_000)
        self.source = FileSource(path, speed=12)
        self._folder = folder / "takes"

    def hold(
        self, speaker: Speaker, larger: Transcriber | None, *, as_json: bool = False
    ) -> ExitCode:
        """Tell the answer; `larger` may hear it again."""
        helpers: Future[Helpers] = Future()
        helpers.set_result(Helpers(KNOWS, aligner=ALIGNER))
        model = None
        if larger is not None:
            hears: Transcriber = larger
            model = LargerModel(hears.name, lambda: (hears, None))
        studio = Studio(
            self.source, folder=self._folder, load=lambda: helpers, larger=model
        )
        return Sitting(studio, NO_BRIEF, as_json=as_json).hold(speaker)

    def kept(self) -> str:
        """Return the words of the review that is kept."""
        assert not list_takes(self._folder)
        with AttemptStore(data_folder()) as store:
            (number,) = store.numbers()
            return store.get(number).review.answer.transcript.text()


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def enter_when_replaced(capsys: Capture) -> Callable[[Speaker], Key | None]:
    """Press enter as soon as it is said that the answer was heard again."""
    said: list[str] = []

    def then(_: Speaker) -> Key | None:
        said.extend(capsys.readouterr())
        return Key.ENTER if "Heard again by small" in "".join(said) else None

    return then


def test_the_new_review_replaces_the_first_and_says_so(
    room: Room, capsys: Capture
) -> None:
    shown: list[str] = []
    wait = enter_when_replaced(capsys)

    def then(speaker: Speaker) -> Key | None:
        shown.append(speaker.drawn)
        return wait(speaker)

    code = room.hold(Speaker(room.source, then), Larger())

    assert code is ExitCode.OK
    assert BETTER in room.kept()
    assert FIRST not in room.kept()
    assert any("small hears it again: " in drawn for drawn in shown)
    assert "again: " not in shown[-1]


def test_both_reviews_are_printed_the_first_one_first(
    room: Room, capsys: Capture
) -> None:
    code = room.hold(Speaker(room.source, has_terminal=False), Larger(), as_json=True)
    done = capsys.readouterr()

    first, second = map(json.loads, done.out.splitlines())
    assert code is ExitCode.OK
    assert first["words"][-1]["text"] == FIRST
    assert second["words"][-1]["text"] == BETTER
    assert "small hears it again. Ctrl-C keeps the first review." in done.err
    assert "Heard again by small: 1 of " in done.err


@pytest.mark.parametrize("key", [Key.ENTER, Key.ESCAPE])
def test_whoever_goes_on_need_not_wait_for_it(
    room: Room, capsys: Capture, key: Key
) -> None:
    held = HeldTranscriber(Larger())
    code = room.hold(Speaker(room.source, lambda _: key), held)

    assert code is ExitCode.OK
    assert "The first review stands." in capsys.readouterr().err
    assert FIRST in room.kept()


def test_ctrl_c_at_the_keys_keeps_the_first_review(room: Room, capsys: Capture) -> None:
    held = HeldTranscriber(Larger())

    def interrupt(speaker: Speaker) -> None:
        speaker.ending.ask(ExitCode.INTERRUPTED)

    code = room.hold(Speaker(room.source, interrupt), held)

    assert code is ExitCode.INTERRUPTED
    assert "The first review stands." in capsys.readouterr().err
    assert FIRST in room.kept()


class Endless:
    """A model during which somebody asks for the end."""

    name = "small"
    language = "en"

    def __init__(self, speaker: Speaker, code: ExitCode) -> None:
        self._speaker = speaker
        self._code = code

    def hear(self, pieces: Sequence[object], *, on_wait: OnWait) -> list[Heard]:
        """Hear for ever, until that is cancelled."""
        del pieces
        self._speaker.ending.ask(self._code)
        while True:
            on_wait(0.0)
            time.sleep(0.01)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (ExitCode.INTERRUPTED, ExitCode.OK),
        (ExitCode.TERMINATED, ExitCode.TERMINATED),
    ],
)
def test_without_keys_a_signal_keeps_the_first_review(
    room: Room, capsys: Capture, asked: ExitCode, code: ExitCode
) -> None:
    speaker = Speaker(room.source, has_terminal=False)

    assert room.hold(speaker, Endless(speaker, asked)) is code
    assert "The first review stands." in capsys.readouterr().err
    assert FIRST in room.kept()


def test_a_larger_model_that_fails_is_said_and_the_first_review_stands(
    room: Room, capsys: Capture
) -> None:
    failing = FailingTranscriber(ModelError("The model is damaged."))

    code = room.hold(Speaker(room.source, has_terminal=False), failing)

    assert code is ExitCode.MODEL
    said = capsys.readouterr().err
    assert "The model is damaged. The first review stands." in said
    assert FIRST in room.kept()


def test_where_there_is_no_larger_model_nothing_is_heard_again(
    room: Room, capsys: Capture
) -> None:
    code = room.hold(Speaker(room.source), None)

    assert code is ExitCode.OK
    said = capsys.readouterr().err
    assert "again" not in said
    assert "The first review" not in said


def test_what_the_larger_model_has_heard_it_does_not_hear_again(
    room: Room, capsys: Capture
) -> None:
    class Same(Larger):
        name = KNOWS.name

    code = room.hold(Speaker(room.source, has_terminal=False), Same())

    assert code is ExitCode.OK
    assert "hears it again" not in capsys.readouterr().err
    assert FIRST in room.kept()
