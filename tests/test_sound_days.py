"""Recordings go after as many days as the settings say; without a word all stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.calling import call
from tests.keeping import NOW, bytes_in, reviewed, sound_file
from voice_star.__main__ import open_app
from voice_star.cli.kept import drop_old_sound
from voice_star.cli.main import run
from voice_star.domain.keeping import Keeping
from voice_star.store.attempts import AttemptStore
from voice_star.store.layout import Layout

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings that keep sound for ten days."""
    path = tmp_path / "settings.toml"
    path.write_text("[keep]\nsound_days = 10\n")
    monkeypatch.setenv("VOICE_STAR_CONFIG", str(path))
    return path


@pytest.fixture
def two(home: Path) -> Path:
    """Attempts of eleven and of nine days ago."""
    now = datetime.now(UTC)
    with AttemptStore(home) as store:
        for word, days in (("zanzibar", 11), ("compiler", 9)):
            sound = sound_file(home.parent / f"{word}.flac", word)
            moment = now - timedelta(days=days)
            store.add(reviewed(word), moment=moment, sound=sound)
    return home


def with_sound(home: Path) -> list[int]:
    with AttemptStore(home) as store:
        return [n for n in store.numbers() if store.recording_of(n) is not None]


@pytest.mark.usefixtures("settled")
def test_old_recordings_go_when_the_history_is_opened_and_that_is_said_once(
    capsys: Capture, two: Path
) -> None:
    first, second = call(capsys, "history"), call(capsys, "history")

    assert with_sound(two) == [2]
    assert first.err.startswith("1 recording from before 20")
    assert first.err.endswith(
        " was deleted, as keep.sound_days says; the reviews stay.\n"
    )
    assert second.err == ""
    assert first.out.count("greatest accomplishm") == 2
    assert b"zanzibar" * 1000 not in bytes_in(Layout(two).recordings)


def test_without_a_word_all_recordings_stay(capsys: Capture, two: Path) -> None:
    done = call(capsys, "history")
    drop_old_sound()

    assert done.err == ""
    assert with_sound(two) == [1, 2]


@pytest.mark.parametrize("text", ["[keep]\nsound_days = -3\n", "[keep]\ndays = 3\n"])
def test_settings_that_make_no_sense_delete_nothing(
    capsys: Capture, two: Path, settled: Path, text: str
) -> None:
    settled.write_text(text)

    call(capsys, "history")

    assert with_sound(two) == [1, 2]


@pytest.mark.usefixtures("settled")
def test_what_cannot_be_done_now_stops_nobody_from_recording(
    capsys: Capture, two: Path
) -> None:
    Layout(two).database.write_bytes(b"none" * 1000)

    drop_old_sound()

    assert "voice-star recover" in capsys.readouterr().err


@pytest.mark.usefixtures("settled")
def test_the_app_begins_with_it(monkeypatch: pytest.MonkeyPatch, two: Path) -> None:
    monkeypatch.setattr("voice_star.__main__._has_screen", lambda: True)
    monkeypatch.setattr("voice_star.tui.start.start", lambda _settings: None)

    run([], bare=open_app)

    assert with_sound(two) == [2]


def test_where_nothing_is_kept_nothing_is_made(home: Path, settled: Path) -> None:
    drop_old_sound()

    assert settled.is_file()
    assert not home.exists()


@pytest.mark.parametrize("days", [-1.0, 0.5, float("nan"), float("inf"), 1e9])
def test_days_that_make_no_sense_are_refused(days: float) -> None:
    with pytest.raises(ValueError, match=r"^sound_days must be a number of days"):
        Keeping(days)


def test_days_are_counted_back_from_now() -> None:
    assert Keeping(2).oldest(NOW) == NOW - timedelta(days=2)
    assert Keeping().oldest(NOW) is None


def test_whoever_settles_it_is_told_what_comes_of_it(
    capsys: Capture, settled: Path, two: Path
) -> None:
    done = call(capsys, "settings", "set", "sound_days", "30")

    assert done.err == (
        f"keep.sound_days = 30 in {settled}\n"
        "Recordings older than 30 days are deleted from now on, when voice-star is "
        "started next.\n"
    )
    assert with_sound(two) == [1, 2]
    assert call(capsys, "settings", "set", "sound_days", "0").err.count("\n") == 1
