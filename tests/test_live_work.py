"""What is most worth doing comes first, and no more is spent on it than may be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.listening import ALIGNER, Parrot
from tests.saying import ScriptedTranscriber
from tests.test_cutting import KnownVoice
from voice_star.domain.timeline import Seconds, Span
from voice_star.speech.live_jobs import Dropped, Ears, Follow, Hear, Skim, Tell
from voice_star.speech.live_work import LiveWork
from voice_star.speech.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator


class Watch:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> Seconds:
        """Return the time."""
        return self.now


class Desk:
    """Work on a voice that is known, by a clock that stands still."""

    def __init__(self, voice: list[Span], *, hands_on: bool = False) -> None:
        self.watch = Watch()
        self.spool = Spool()
        ears = Ears(
            ScriptedTranscriber(*["I led it."] * 9),
            ALIGNER,
            KnownVoice(voice),
            skimmer=Parrot("squawk"),
            on_sound=(lambda _take, _span: None) if hands_on else None,
        )
        self.work = LiveWork(ears, self.spool, path=Path("take"), clock=self.watch)

    def speak(self, seconds: Seconds) -> None:
        """Let time and sound go on."""
        self.watch.now += seconds
        self.work.add(np.zeros(round(seconds * 16_000), np.float32))
        self.work.advance()

    def do_next(self) -> object:
        """Do what is to be done next, and return it."""
        job = self.work.next()
        if job is not None:
            self.work.do(job, lambda _share: None)
        return job


@pytest.fixture
def desks() -> Iterator[list[Desk]]:
    """Desks that are cleared in the end."""
    made: list[Desk] = []
    yield made
    for desk in made:
        desk.spool.close()


def test_what_is_being_said_is_skimmed(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 60)])
    desks.append(desk)
    desk.speak(5)

    assert isinstance(desk.do_next(), Skim)
    assert desk.work.text.tentative == ("squawk",)
    assert desk.do_next() is None


def test_after_a_rest_what_is_new_is_skimmed_with_it(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 60)])
    desks.append(desk)
    desk.speak(5)
    desk.do_next()
    desk.speak(1)

    assert desk.do_next() == Skim(Span(0.8, 6.0))


def test_silence_has_the_open_piece_heard_and_told(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 6), Span(9, 60)])
    desks.append(desk)
    desk.speak(6.4)

    assert desk.do_next() == Hear((Span(0.0, 6.2),), is_needed=False)
    assert desk.work.text.tentative == ("I", "led", "it.")
    assert isinstance(desk.do_next(), Tell)
    assert desk.do_next() is None


@pytest.fixture
def just_silent(desks: list[Desk]) -> Desk:
    """A desk at which a piece is heard in a moment, unless the speaker goes on."""
    desk = Desk([Span(1, 6)])
    desks.append(desk)
    desk.speak(6.1)
    return desk


def test_what_will_be_heard_in_full_in_a_moment_is_not_skimmed(
    just_silent: Desk,
) -> None:
    desk = just_silent
    assert desk.work.next() is None

    desk.speak(0.15)

    assert desk.work.next() == Hear((Span(0.0, 6.2),), is_needed=False)


def test_where_no_more_sound_comes_it_is_skimmed_all_the_same(
    just_silent: Desk,
) -> None:
    desk = just_silent
    assert desk.work.next() is None

    desk.watch.now += 0.3  # somebody has paused the recording

    assert isinstance(desk.work.next(), Skim)


def test_once_the_end_is_asked_for_little_is_heard_too(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 3)])
    desks.append(desk)
    desk.speak(3.25)
    assert isinstance(desk.do_next(), Skim)
    assert desk.do_next() is None

    desk.work.is_ending = True

    assert desk.do_next() == Hear((Span(0.0, 3.2),), is_needed=False)


def test_while_the_last_words_are_awaited_all_else_is_done(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 6)], hands_on=True)
    desks.append(desk)
    desk.speak(6.4)
    assert desk.do_next() == Follow(Span(0.0, 6.4))
    desk.work.wind_up()
    desk.speak(0.3)
    desk.work.is_over = True
    desk.work.advance()
    job = desk.work.next()
    assert job == Hear((Span(0.0, 6.2),), is_needed=True)

    desk.work.do(job, lambda _share: desk.work.wind_up())

    assert desk.work.next() is None
    assert desk.work.voice() == (Span(1, 6),)


def test_of_what_was_heard_ahead_only_the_tail_is_left(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 6), Span(6.4, 8)])
    desks.append(desk)
    desk.speak(6.35)
    assert desk.do_next() == Hear((Span(0.0, 6.2),), is_needed=False)
    desk.speak(1.95)
    desk.work.is_ending = True

    assert desk.do_next() == Hear((Span(0.0, 6.2),), is_needed=True)
    assert desk.do_next() == Hear((Span(6.2, 8.2),), is_needed=False)

    desk.work.is_over = True
    desk.work.advance()
    desk.do_next()
    assert [one.piece for one in desk.work.heard] == [Span(0, 6.2), Span(6.2, 8.2)]


def test_closed_pieces_come_before_everything(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 12), Span(14, 20)])
    desks.append(desk)
    desk.speak(15)

    assert desk.do_next() == Hear((Span(0.0, 12.2),), is_needed=True)
    assert desk.work.text.final == ("I", "led", "it.")


def test_what_was_heard_ahead_is_not_heard_again(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 12), Span(14, 20)])
    desks.append(desk)
    desk.speak(12.4)
    ahead = desk.do_next()
    desk.speak(2.6)

    assert ahead == Hear((Span(0.0, 12.2),), is_needed=False)
    assert desk.do_next() == Hear((Span(0.0, 12.2),), is_needed=True)
    assert len(desk.work.heard) == 1


def test_who_has_spent_too_much_waits(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 60)])
    desks.append(desk)
    desk.speak(5)
    job = desk.work.next()
    assert isinstance(job, Skim)

    def take_long(_share: float) -> None:
        desk.watch.now += 60
        raise Dropped

    with pytest.raises(Dropped):
        desk.work.do(job, take_long)
    desk.speak(1)

    assert desk.do_next() is None
    desk.speak(100)
    assert desk.do_next() is not None


def test_before_the_end_nothing_is_skimmed(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 60)])
    desks.append(desk)
    desk.speak(5)
    job = desk.work.next()
    assert job is not None
    assert desk.work.is_wanted(job)

    desk.work.is_ending = True

    assert not desk.work.is_wanted(job)
    assert desk.work.next() is None


def test_work_on_a_piece_that_will_not_come_is_dropped(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 3), Span(4.2, 20)])
    desks.append(desk)
    desk.speak(4.1)
    job = desk.work.next()
    assert job == Hear((Span(0.0, 3.2),), is_needed=False)
    desk.speak(1)
    assert desk.work.is_wanted(job)

    desk.work.is_over = True
    desk.work.advance()

    assert not desk.work.is_wanted(job)


def test_work_on_the_piece_that_comes_is_kept(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 6)])
    desks.append(desk)
    desk.speak(6.4)
    job = desk.work.next()
    assert job is not None

    desk.work.is_over = True
    desk.work.advance()

    assert desk.work.is_wanted(job)


def test_sound_is_handed_on_every_few_seconds(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 60)], hands_on=True)
    desks.append(desk)
    desk.speak(5)

    assert desk.do_next() == Follow(Span(0.0, 5.0))


def test_what_nobody_has_heard_yet_is_the_lag(desks: list[Desk]) -> None:
    desk = Desk([Span(1, 60)])
    desks.append(desk)
    desk.speak(5)

    assert desk.work.lag == pytest.approx(5)
    desk.do_next()
    assert desk.work.lag == 0
