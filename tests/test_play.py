"""A recording is played, from any moment or one part of it, until a key stops it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.calling import call, call_apart
from tests.keeping import NOW, reviewed
from tests.terminals import Terminal
from voice_star.cli import play
from voice_star.cli.keys import Key
from voice_star.domain.timeline import Span
from voice_star.errors import PlaybackError
from voice_star.store.attempts import AttemptStore

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.domain.take import Take
    from voice_star.domain.timeline import Seconds

pytest_plugins = ("tests.microphones",)

Capture = pytest.CaptureFixture[str]


@dataclass
class FakePlayer:
    """Remembers what it was to play; each lasts for two looks at its position."""

    played: list[tuple[float, float]] = field(default_factory=list)
    looks: int = 0
    stops: int = 0

    def play(self, _take: Take, *, start: Seconds, end: Seconds | None = None) -> None:
        """Sound."""
        self.played.append((start, end or 0.0))
        self.looks = 2

    def stop(self) -> None:
        """Be silent."""
        self.stops += 1

    @property
    def position(self) -> Seconds | None:
        """Where it is."""
        self.looks -= 1
        return None if self.looks < 0 else 1.0


@pytest.fixture
def player(monkeypatch: pytest.MonkeyPatch) -> FakePlayer:
    """What stands for a loudspeaker."""
    player = FakePlayer()
    monkeypatch.setattr("voice_star.audio.playback.Player", lambda: player)
    monkeypatch.setattr(play, "_sleep", lambda _seconds: None)
    return player


@pytest.fixture
def kept(home: Path, spoken: Path) -> Path:
    """A data folder with a recording of twelve seconds, and an attempt without."""
    with AttemptStore(home) as store:
        store.add(reviewed(), moment=NOW, sound=spoken)
        store.add(reviewed(), moment=NOW)
    return home


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("arguments", "start"),
    [([], 0), (["--from", "0:07"], 7), (["--from", "3.5"], 3.5)],
)
def test_a_recording_is_played_to_its_end(
    capsys: Capture, player: FakePlayer, arguments: list[str], start: float
) -> None:
    done = call(capsys, "play", "1", *arguments)

    assert (done.code, done.out, done.err) == (0, "", "")
    ((began, ended),) = player.played
    assert began == start
    assert ended == pytest.approx(12, abs=0.01)
    assert player.stops == 1


@pytest.mark.usefixtures("kept")
def test_a_part_is_played_from_its_first_word_to_its_last(
    capsys: Capture, player: FakePlayer
) -> None:
    answer = reviewed().answer
    words = answer.transcript.words

    assert call(capsys, "play", "1", "--part", "task").code == 0

    (segment,) = [one for one in answer.segments if one.part.value == "task"]
    first, last = words[segment.words.start].span, words[segment.words.stop - 1].span
    assert first is not None
    assert last is not None
    ((began, ended),) = player.played
    assert began == pytest.approx(first.start)
    assert ended == pytest.approx(last.end)


@pytest.mark.parametrize("key", [Key.SPACE, Key.ESCAPE])
def test_a_key_stops_it(player: FakePlayer, key: Key) -> None:
    take = reviewed().take
    assert take is not None
    span = Span(0, 5)

    assert not play.sound_stretch(player, take, span, wait=lambda _: key)  # type: ignore[arg-type]
    assert play.sound_stretch(player, take, span, wait=lambda _: Key.OTHER)  # type: ignore[arg-type]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["1", "--from", "0:12.5"], 6, "ends at 0:12: begin before that"),
        (["1", "--part", "other"], 6, "nothing was said for the other"),
        (["2"], 6, "Of attempt 2 no recording is kept."),
        (["3"], 9, "There is no attempt '3'"),
        (["1", "--from", "soon"], 2, "is no moment of a recording"),
        (["1", "--from", "-1"], 2, "is no moment of a recording"),
        (["1", "--from", "1", "--part", "task"], 2, "not allowed with"),
    ],
)
def test_what_cannot_be_played_is_told(
    capsys: Capture, player: FakePlayer, arguments: list[str], code: int, told: str
) -> None:
    done = call(capsys, "play", *arguments)

    assert done.code == code
    assert told in done.err
    assert player.played == []


def test_a_recording_that_is_damaged_is_told(
    capsys: Capture, player: FakePlayer, three: Path
) -> None:
    done = call(capsys, "play", "1")

    assert three.exists()
    assert done.code == 3
    assert done.err.count("\n") == 1
    assert player.played == []


@pytest.mark.usefixtures("kept")
def test_a_machine_without_a_loudspeaker_is_told(
    capsys: Capture, player: FakePlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PlaybackError("Nothing can be played on this machine.")

    monkeypatch.setattr(player, "play", refuse)
    done = call(capsys, "play", "1")

    assert done.code == 6
    assert done.err == "voice-star: Nothing can be played on this machine.\n"
    assert player.stops == 1


@pytest.mark.usefixtures("kept", "server")
def test_a_loudspeaker_that_is_there_is_played_at() -> None:
    done = call_apart("play", "1", "--from", "0:11.5")

    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.usefixtures("kept", "server")
def test_space_stops_it_in_the_terminal(tmp_path: Path) -> None:
    with Terminal("play", "1", out=tmp_path / "out") as terminal:
        terminal.wait_for("/ 0:12 space stops")
        terminal.press(" ")
        assert terminal.ended().code == 0
        assert "0:11 /" not in terminal.text
