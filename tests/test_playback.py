"""A take sounds from the moment that was asked for, and is silent when it is to be."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.sounds import silence, take_of, tone
from tests.waiting import wait_until
from voice_star.audio.microphone import Microphone
from voice_star.audio.playback import Player
from voice_star.audio.source import Block
from voice_star.errors import PlaybackError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_star.audio.source import SourceEvent

pytest_plugins = ("tests.microphones",)

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs PulseAudio"),
    pytest.mark.usefixtures("server"),
]

TAKE = take_of(np.concatenate([silence(3), tone(3)]))
"""Silent for three seconds, loud for three."""


class Ear:
    """Hears what is played: the loudspeaker of the tests leads to their microphone."""

    def __init__(self) -> None:
        self.peak = 0.0

    def hear(self, event: SourceEvent) -> None:
        """Take note of how loud it is."""
        if isinstance(event, Block):
            peak = float(np.abs(event.pcm.astype(float)).max(initial=0)) / 32_768
            self.peak = max(self.peak, peak)


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear, microphone = Ear(), Microphone()
    microphone.open(ear.hear)
    yield ear
    microphone.close()


@pytest.fixture
def player() -> Iterator[Player]:
    player = Player()
    yield player
    player.stop()


def test_a_take_sounds_from_where_it_is_wanted(ear: Ear, player: Player) -> None:
    player.play(TAKE, start=3.5)

    wait_until(lambda: ear.peak > 0.3)
    position = player.position
    assert position is not None
    assert 3.2 < position < 6


def test_it_moves_on_and_ends_with_the_take(player: Player) -> None:
    player.play(TAKE, start=5.0)
    first = player.position
    assert first is not None
    wait_until(lambda: (player.position or 9) > 5.3)

    wait_until(lambda: player.position is None)


def test_it_ends_where_it_is_to_end(ear: Ear, player: Player) -> None:
    player.play(TAKE, start=1.0, end=2.0)
    wait_until(lambda: player.position is None)

    assert ear.peak < 0.01


def test_it_stops_at_once_and_begins_again_elsewhere(player: Player) -> None:
    player.play(TAKE, start=0.0)
    player.stop()
    assert player.position is None

    player.play(TAKE, start=4.0)
    wait_until(lambda: (player.position or 0) > 4.1)


def test_a_machine_that_cannot_play_says_so(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    from voice_star.audio import portaudio

    library = portaudio.load()

    def refuse(**_options: object) -> None:
        raise library.PortAudioError("no device")

    monkeypatch.setattr(library, "OutputStream", refuse)
    with pytest.raises(PlaybackError, match="loudspeaker or headset"):
        player.play(TAKE, start=0.0)
    assert player.position is None


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_it_moves_on_as_fast_as_it_is_played(player: Player, speed: float) -> None:
    player.play(TAKE, start=1.0, speed=speed)
    wait_until(lambda: (player.position or 0) > 1.2)
    first, began = player.position or 0, time.monotonic()
    wait_until(lambda: (player.position or 9) > first + 0.6 * speed)

    assert (player.position or 9) - first == pytest.approx(
        speed * (time.monotonic() - began), rel=0.3
    )


def test_what_is_played_fast_ends_with_the_take(ear: Ear, player: Player) -> None:
    player.play(TAKE, start=4.5, speed=2.0)

    wait_until(lambda: ear.peak > 0.3)
    wait_until(lambda: player.position is None)
