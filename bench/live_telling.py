"""An answer told into a microphone, as somebody does who sits at `voice-star record`.

It is played into a virtual microphone and goes its usual way: through PortAudio, the
recorder and the disk, to the same sitting that the command holds. What is drawn is
drawn for nobody. Two keys are pressed: one before the answer, one after its last word.
"""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import time
from concurrent.futures import Future
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from bench.live_answers import KEPT
from voice_star.audio.files import open_take
from voice_star.audio.microphone import Microphone
from voice_star.audio.takes import SOUND
from voice_star.cli.desk import Desk
from voice_star.cli.exit_code import ExitCode
from voice_star.cli.keys import Key
from voice_star.cli.signals import Ending
from voice_star.cli.sitting import Sitting
from voice_star.domain.brief import NO_BRIEF
from voice_star.domain.transcript import Word
from voice_star.studio import Studio, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench.live_answers import Answer
    from bench.microphone import Player, Room
    from bench.recordings import Said
    from voice_star.audio.source import Source
    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Seconds
    from voice_star.joining import Told
    from voice_star.live_session import Helpers
    from voice_star.report.styled import Line

_SCREEN = (80, 24)


@dataclass(frozen=True, slots=True)
class Run:
    """What one answer showed.

    Attributes:
        answer: Which.
        take: As it was recorded.
        wait: From the last sample kept, 0.4 s after the key, until the review is
            written out.
        on_disk: The same, until that sample is on disk: the way of the sound through
            sound server and PortAudio.
        delays: From when each word had been played to when it was shown.
        processor: Seconds of processor for a second of sound.
        lag: The largest that was shown.
        n_dropouts: As counted and shown.
        text: As heard live.
    """

    answer: Answer
    take: Take
    wait: Seconds
    on_disk: Seconds
    delays: tuple[Seconds, ...]
    processor: float
    lag: Seconds
    n_dropouts: int
    text: str


def tell(helpers: Helpers, answer: Answer, room: Room) -> Run:
    """Tell an answer in real time, and watch what is shown."""
    ready: Future[Helpers] = Future()
    ready.set_result(helpers)
    with _home() as home, contextlib.ExitStack() as playing:
        studio = _Watched(Microphone(), folder=home / "takes", load=lambda: ready)
        speaker = _Speaker(
            studio,
            answer,
            begin=lambda: playing.enter_context(room.playing(answer.samples)),
        )
        printed, said = _Printed(), io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said):
            code = Sitting(studio, NO_BRIEF, out=home / SOUND).hold(speaker)
        assert code is ExitCode.OK, said.getvalue()
        take = open_take(home / SOUND)
    began, told = speaker.began, studio.told
    assert told is not None
    words = [word.text for word in told.review.answer.transcript.words]
    seen = [(moment - began, shown) for moment, shown in studio.seen]
    last_kept = speaker.pressed + KEPT
    return Run(
        answer,
        take,
        wait=printed.moment - last_kept,
        on_disk=studio.on_disk - last_kept,
        delays=tuple(
            _delays(answer.words, [*seen, (printed.moment - began, tuple(words))])
        ),
        processor=(printed.processor - speaker.processor) / answer.duration,
        lag=studio.lag,
        n_dropouts=studio.n_dropouts,
        text=told.review.answer.transcript.text(),
    )


@contextlib.contextmanager
def _home() -> Iterator[Path]:
    """Make a data folder for one take: it is taken into the history there."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.dict(os.environ, {"VOICE_STAR_HOME": folder}),
    ):
        yield Path(folder)


class _Watched(Studio):
    """A studio that takes note of what it shows, and when."""

    def __init__(
        self, source: Source, *, folder: Path, load: Callable[[], Future[Helpers]]
    ) -> None:
        super().__init__(source, folder=folder, load=load)
        self.seen: list[tuple[Seconds, tuple[str, ...]]] = []
        self.told: Told | None = None
        self.level = self.lag = self.on_disk = 0.0
        self.n_dropouts = 0

    def view(self) -> View:
        """Return how it goes."""
        view = super().view()
        if not self.seen or view.text.words != self.seen[-1][1]:
            self.seen.append((time.monotonic(), view.text.words))
        self.level = view.recorder.level
        self.lag = max(self.lag, view.lag)
        self.n_dropouts = max(self.n_dropouts, view.recorder.n_dropouts)
        return view

    def review(self, *, within: Seconds | None = None) -> Told | None:
        """Return what was heard."""
        self.on_disk = self.on_disk or time.monotonic()
        self.told = super().review(within=within)
        return self.told


class _Speaker(Desk):
    """Presses the keys: one to begin, one after the answer, one to be done with it.

    Args:
        studio: What is looked at.
        answer: What is told.
        begin: Begins to play it.

    Attributes:
        pressed: When the key was pressed that ends the answer.
        processor: Seconds of processor that this process had taken before.
    """

    def __init__(
        self, studio: _Watched, answer: Answer, *, begin: Callable[[], Player]
    ) -> None:
        super().__init__(Ending(), has_terminal=True)
        self.pressed = self.processor = 0.0
        self._studio = studio
        self._answer = answer
        self._begin = begin
        self._has_started = False
        self._player: Player | None = None

    @property
    def began(self) -> Seconds:
        """When the first sample of the answer was played."""
        assert self._player is not None
        return self._player.began

    @contextlib.contextmanager
    def at_keys(self) -> Iterator[None]:
        """Need no terminal."""
        yield

    def key(self, seconds: Seconds) -> Key | None:
        """Return the next key; None if it is not time for one yet."""
        if self.pressed:
            return Key.ENTER
        if self._has_started:
            return self._tell(seconds)
        if self._studio.level:
            self._has_started = True
            self.processor = time.process_time()
            return Key.SPACE
        time.sleep(seconds)
        return None

    def draw(self, make: Callable[[int, int], Sequence[Line]]) -> None:
        """Draw for nobody."""
        make(*_SCREEN)

    def _tell(self, seconds: Seconds) -> Key | None:
        if self._player is None:
            self._player = self._begin()
        if not self._player.is_known:
            time.sleep(seconds)
            return None
        left = self.began + self._answer.key - time.monotonic()
        time.sleep(max(0.0, min(seconds, left)))
        if left > seconds:
            return None
        self.pressed = time.monotonic()
        return Key.ENTER


class _Printed(io.StringIO):
    """What is printed; the review is all there once its line has been written.

    Attributes:
        moment: When it first was.
        processor: Seconds of processor that this process had taken then.
    """

    moment: Seconds = 0.0
    processor: Seconds = 0.0

    def flush(self) -> None:
        """Take note of the moment."""
        if not self.moment and self.getvalue():
            self.moment, self.processor = time.monotonic(), time.process_time()


def _delays(
    said: Sequence[Said], seen: Sequence[tuple[Seconds, tuple[str, ...]]]
) -> Iterator[Seconds]:
    """Yield how long after its end each word was first to be seen.

    Words that were misheard, and so never seen, are left out.
    """
    said_keys = [Word(word.text).key for word in said]
    first_seen: dict[int, Seconds] = {}
    for moment, shown in seen:
        keys = [Word(text).key for text in shown]
        # Words that are to come cannot stand there; names that come again may.
        n_said = sum(word.span.start < moment for word in said)
        matcher = SequenceMatcher(None, said_keys[:n_said], keys, autojunk=False)
        for block in matcher.get_matching_blocks():
            for index in range(block.a, block.a + block.size):
                first_seen.setdefault(index, moment)
    for index, moment in first_seen.items():
        yield max(0.0, moment - said[index].span.end)
