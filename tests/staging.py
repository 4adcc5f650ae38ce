"""The app on a stage: of a fixed size, with a speaker and a sound that are known."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import soundfile
from textual.screen import Screen

from tests.listening import ALIGNER, rehearsed
from tests.sounds import fixture_take, fixture_words
from voice_star.analysis.star import StarJudge
from voice_star.audio.filesource import FileSource
from voice_star.audio.playback import Player
from voice_star.audio.voice import find_voice
from voice_star.domain.brief import Brief
from voice_star.domain.timeline import Span
from voice_star.domain.transcript import Transcript
from voice_star.live_session import Helpers
from voice_star.pipeline import review_transcript
from voice_star.settingskeeper import SettingsKeeper
from voice_star.store.attempts import AttemptStore
from voice_star.tui.app import VoiceStarApp
from voice_star.tui.messages import Reviewed
from voice_star.tui.screens.review import ReviewScreen
from voice_star.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from voice_star.audio.source import Source
    from voice_star.domain.attempt import Attempt
    from voice_star.domain.record import Record
    from voice_star.domain.review import Review
    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Seconds

QUESTION = "What accomplishment are you proudest of?"

OTHER = "Tell me about a time you went beyond what was asked of you."
THIRD = "What is your greatest professional accomplishment?"

NOW = datetime(2026, 6, 10, 18, 4, tzinfo=UTC)
"""When the app is looked at: a Wednesday."""

PRACTICE = (
    ("stops-at-actions", 40.0, QUESTION),
    ("rambling", 39.99, OTHER),
    ("understated", 21.0, QUESTION),
    ("stops-at-actions", 9.0, OTHER),
    ("rambling", 3.02, QUESTION),
    ("understated", 3.01, THIRD),
    ("understated", 3.0, QUESTION),
    ("told-as-we", 0.05, THIRD),
    ("strong", 0.04, QUESTION),
)
"""What was practised, and how many days ago; the oldest first."""

PATIENCE = 30.0
"""Seconds after which something that is waited for will not come any more."""

QUICK = 6.0
"""How many times quicker than in life an answer is told."""

NARROW, WIDE = (80, 24), (160, 48)

_S = TypeVar("_S", bound=Screen[Any])


@cache
def judge() -> StarJudge:
    """Return the real judge, loaded once."""
    return StarJudge()


@cache
def reviewed(name: str) -> Review:
    """Return the review of a recording of fixtures/audio, its words known."""
    take = fixture_take(name)
    return review_transcript(
        Transcript(fixture_words(name)),
        voice=find_voice(take),
        judge=judge(),
        take=take,
        brief=Brief(question=QUESTION),
    )


class SilentPlayer(Player):
    """A player that only says what it was asked to play."""

    def __init__(self) -> None:
        super().__init__()
        self.began: list[Seconds] = []
        self.ends: list[Seconds | None] = []
        self.speeds: list[float] = []
        self.moment: Seconds | None = None

    def play(
        self,
        take: Take,
        *,
        start: Seconds,
        end: Seconds | None = None,
        speed: float = 1.0,
    ) -> None:
        """Take note."""
        assert take.has_sound
        self.began.append(start)
        self.ends.append(end)
        self.speeds.append(speed)
        self.moment = start

    def stop(self) -> None:
        """Be silent."""
        self.moment = None

    @property
    def position(self) -> Seconds | None:
        """The moment that was set."""
        return self.moment


class Stage:
    """A workplace in a folder of its own: a file speaks, and who hears knows it.

    Args:
        folder: For takes, and for what is spoken.
        source: What is recorded instead.
    """

    def __init__(
        self, folder: Path, *, source: Callable[[], Source] | None = None
    ) -> None:
        take, knows = rehearsed("understated", Span(0, 12), then=2.0)
        self.spoken = folder / "told.wav"
        soundfile.write(self.spoken, take.pcm, 16_000)
        self.source = FileSource(self.spoken, speed=QUICK)
        self.helpers: Future[Helpers] = Future()
        self.helpers.set_result(Helpers(knows, aligner=ALIGNER, judge=judge()))
        self.player = SilentPlayer()
        self.takes = folder / "takes"
        self.workplace = Workplace(
            self.takes,
            load=lambda: self.helpers,
            source=source or (lambda: self.source),
            player=self.player,
            keeper=SettingsKeeper(folder / "settings.toml"),
            now=lambda: NOW,
        )

    def keep(self, review: Review, *, days: float, story: str | None = None) -> Attempt:
        """Keep an attempt that was made so many days before `NOW`."""
        moment = NOW - timedelta(days=days)
        with AttemptStore(self.takes.parent) as store:
            return store.add(review, moment=moment, story=story)

    def keep_some(self) -> None:
        """Keep a few weeks of practice: three questions, all kinds of answers."""
        for name, days, question in PRACTICE:
            review = replace(reviewed(name), question=question)
            self.keep(review, days=days, story="The handover card")

    def records(self) -> tuple[Record, ...]:
        """Return what is kept."""
        return self.workplace.library.records()

    def make_app(self) -> VoiceStarApp:
        """Return the app, which does not run yet."""
        return VoiceStarApp(self.workplace)

    @asynccontextmanager
    async def app(
        self, size: tuple[int, int] = NARROW
    ) -> AsyncIterator[tuple[VoiceStarApp, Pilot[int]]]:
        """Run the app until the block is left."""
        app = self.make_app()
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield app, pilot

    @asynccontextmanager
    async def review(
        self, name: str = "understated", size: tuple[int, int] = NARROW
    ) -> AsyncIterator[tuple[ReviewScreen, Pilot[int]]]:
        """Run the app on the review of a recording of fixtures/audio."""
        async with self.app(size) as (app, pilot):
            app.post_message(Reviewed(reviewed(name)))
            yield await on_screen(pilot, ReviewScreen), pilot


async def on_screen(pilot: Pilot[int], kind: type[_S]) -> _S:
    """Wait until a screen of a kind is seen; return it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


async def until(pilot: Pilot[int], is_so: Callable[[], object]) -> None:
    """Wait for something, and fail when it does not come."""
    left = PATIENCE
    while not is_so():
        await pilot.pause(0.02)
        left -= 0.02
        assert left > 0, "it did not come"
    await pilot.pause()


async def shown(pilot: Pilot[int], text: str) -> None:
    """Wait until something is seen."""
    await until(pilot, lambda: text in text_of(pilot))


def text_of(pilot: Pilot[int]) -> str:
    """Return what is seen, line by line."""
    app = pilot.app
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 - no other way
    return "\n".join(strip.text.rstrip() for strip in strips)
