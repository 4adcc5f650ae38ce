"""Settings are shown, and changed without touching what else the user wrote."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calling import call
from voice_star.settings import KEYS, Settings, check_document, read_settings
from voice_star.settingsfile import (
    TEMPLATE,
    as_toml,
    value_of,
    values_of,
    with_value,
    without_value,
)

Capture = pytest.CaptureFixture[str]

MINE = """\
# mine
target = 90  # short

[bands]
# slow
pace = [110, 150]

[cues]
show = false
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of settings that the commands use, and that is not there yet."""
    path = tmp_path / "config" / "settings.toml"
    monkeypatch.setenv("VOICE_STAR_CONFIG", str(path))
    for variable in ("VOICE_STAR_TARGET", "VOICE_STAR_MODEL", "VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    return path


@pytest.mark.usefixtures("file")
def test_what_holds_is_shown_as_a_file_that_means_it(capsys: Capture) -> None:
    bare, got = call(capsys, "settings"), call(capsys, "settings", "get")

    document = tomllib.loads(bare.out)
    assert bare.out == got.out
    assert document["target"] == 120
    check_document(document, source="what was shown")
    shown = {
        f"{table}.{key}"
        for table in ("app", "bands", "cues", "keep")
        for key in document[table]
    }
    assert shown == {key for key in KEYS if "." in key}


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("target", "1m30s", "1m30s"),
        ("target", "90", 90),
        ("model", "tiny.en", "tiny.en"),
        ("model", 'a "b" \\', 'a "b" \\'),
        ("bands.pace", "[120, 180]", [120, 180]),
        ("pace", "[120, 180]", [120, 180]),
        ("cues.show", "true", True),
        ("cues.landing", "0.9", 0.9),
    ],
)
@pytest.mark.parametrize("before", [None, MINE, TEMPLATE])
def test_a_value_is_set_and_all_else_stays(
    capsys: Capture, file: Path, before: str | None, key: str, value: str, kept: object
) -> None:
    if before is not None:
        file.parent.mkdir()
        file.write_text(before)

    done = call(capsys, "settings", "set", key, value)

    assert done.code == 0
    text = file.read_text("utf-8")
    table, _, name = ("bands." + key if key == "pace" else key).rpartition(".")
    document = tomllib.loads(text)
    assert (document[table] if table else document)[name] == kept
    gone = set((before or "").splitlines()) - set(text.splitlines())
    assert all(line.startswith(name) for line in gone)
    assert file.stat().st_mode & 0o777 == 0o600
    read_settings(file)


@given(st.text(max_size=30))
def test_whatever_is_given_as_a_value_is_kept_or_refused(said: str) -> None:
    value = value_of(said)
    if isinstance(value, str):
        assert tomllib.loads(f"x = {as_toml(value)}") == {"x": value}


def test_every_value_that_holds_can_be_set(tmp_path: Path) -> None:
    text = MINE
    for key, value in values_of(Settings()).items():
        if value is not None:
            text = with_value(text, key, value_of(as_toml(value)), path=tmp_path)

    document = tomllib.loads(text)
    assert document["bands"]["pace"] == list(Settings().bands.pace)


def test_a_link_to_the_file_stays_one(
    capsys: Capture, file: Path, tmp_path: Path
) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(MINE)
    file.parent.mkdir()
    file.symlink_to(real)

    call(capsys, "settings", "set", "target", "60")

    assert file.is_symlink()
    assert real.read_text() == MINE.replace("target = 90  # short", "target = 60")


@pytest.mark.parametrize(
    ("before", "arguments", "told"),
    [
        (MINE, ["get", "tarqet"], "the nearest is target"),
        (MINE, ["set", "bands.pase", "1"], "the nearest is bands.pace"),
        (MINE, ["set", "target", "soon"], "target"),
        (MINE, ["set", "target", "2026-01-01"], "target"),
        (MINE, ["set", "bands.pace", "fast"], "two numbers"),
        (MINE, ["set", "cues.show", "7"], "true or false"),
        (MINE, ["set", "bands.situation", "[1, 0]"], "situation"),
        ("nonsense", ["set", "target", "60"], "is not TOML"),
        ("tarqet = 3", ["set", "target", "60"], "the nearest is target"),
        ("bands = {}", ["set", "bands.pace", "[120, 180]"], "settings edit"),
        (
            "bands.pace = [\n1,\n2]",
            ["set", "bands.pace", "[120, 180]"],
            "settings edit",
        ),
        (MINE, ["edit"], "No editor is named"),
        (MINE, ["set", "target"], "required: VALUE"),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    capsys: Capture, file: Path, before: str, arguments: list[str], told: str
) -> None:
    file.parent.mkdir()
    file.write_text(before)

    done = call(capsys, "settings", *arguments)

    assert done.code == 2
    assert told in done.err
    assert done.out == ""
    assert file.read_text() == before


@pytest.mark.usefixtures("file")
def test_one_value_and_the_place_are_printed(capsys: Capture, file: Path) -> None:
    assert call(capsys, "settings", "get", "cues.show").out == "true\n"
    assert call(capsys, "settings", "get", "model").out == "\n"
    assert call(capsys, "settings", "path").out == f"{file}\n"
    assert not file.exists()


def test_a_variable_that_goes_before_is_told(
    capsys: Capture, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_STAR_TARGET", "60")

    done = call(capsys, "settings", "set", "target", "90")

    assert file.exists()
    assert "VOICE_STAR_TARGET says otherwise" in done.err


@pytest.mark.parametrize(
    ("editor", "code", "told"),
    [
        ("true", 0, "make sense"),
        ("sh -c 'echo tarqet=1 > \"$0\"'", 2, "the nearest is target"),
        ("false", 2, "ended with 1"),
        ("no-such-editor-anywhere", 2, "could not be started"),
        ("'", 2, "could not be started"),
    ],
)
def test_the_file_is_edited_and_checked(
    capsys: Capture,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    editor: str,
    code: int,
    told: str,
) -> None:
    monkeypatch.setenv("EDITOR", editor)

    done = call(capsys, "settings", "edit")

    assert done.code == code
    assert told in done.err
    assert file.exists() or editor == "'"


def test_a_place_where_nothing_can_be_written_is_told(
    capsys: Capture, file: Path
) -> None:
    file.parent.write_text("no folder")

    done = call(capsys, "settings", "set", "target", "90")

    assert done.code in {2, 6}
    assert done.err.count("\n") == 1


def test_what_is_unset_is_the_usual_again_and_all_else_stays(
    capsys: Capture, file: Path
) -> None:
    file.parent.mkdir()
    file.write_text(MINE)

    done = call(capsys, "settings", "unset", "pace")

    assert done.code == 0
    assert done.err == f"bands.pace is the usual one again: it is no more in {file}\n"
    assert file.read_text() == MINE.replace("pace = [110, 150]\n", "")
    assert call(capsys, "settings", "get", "pace").out == "[110, 190]\n"


def test_a_key_outside_any_table_is_unset(capsys: Capture, file: Path) -> None:
    file.parent.mkdir()
    file.write_text(MINE)

    assert call(capsys, "settings", "unset", "target").code == 0

    assert file.read_text() == MINE.replace("target = 90  # short\n", "")


@pytest.mark.parametrize("key", ["target", "cues.sure"])
def test_what_nobody_set_cannot_be_unset(capsys: Capture, file: Path, key: str) -> None:
    done = call(capsys, "settings", "unset", key)

    assert done.code == 2
    assert f"says nothing of {key}: the usual holds already." in done.err
    assert not file.exists()


def test_what_only_a_person_should_change_is_left(capsys: Capture, file: Path) -> None:
    file.parent.mkdir()
    text = "bands = {pace = [110, 150], repeats = 3}\n"
    file.write_text(text)

    done = call(capsys, "settings", "unset", "bands.pace")

    assert done.code == 2
    assert "voice-star settings edit" in done.err
    assert file.read_text() == text


@given(st.sampled_from(KEYS))
def test_setting_and_unsetting_changes_nothing(key: str) -> None:
    value = values_of(Settings())[key]
    value = "base" if value is None else value
    value = list(value) if isinstance(value, tuple) else value

    text = with_value("", key, value, path=Path("x"))

    assert tomllib.loads(without_value(text, key, path=Path("x"))) in (
        {},
        {key.partition(".")[0]: {}},
    )
