"""Settings are told in words, changed one by one, kept at once, and taken back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_star.domain.appearance import THEMES, Appearance
from voice_star.errors import SettingsError, VoiceStarError
from voice_star.settings import KEYS, Settings, read_settings
from voice_star.settingsfile import values_of
from voice_star.settingskeeper import SettingsKeeper
from voice_star.settingslist import DEFAULTS, SETTINGS


@pytest.fixture
def keeper(tmp_path: Path) -> SettingsKeeper:
    return SettingsKeeper(tmp_path / "new" / "settings.toml")


def test_every_setting_is_told_in_words() -> None:
    assert set(SETTINGS) == set(KEYS)
    for setting in SETTINGS.values():
        assert setting.name
        assert setting.what.endswith(".")
        assert setting.allowed


@pytest.mark.parametrize("key", KEYS)
def test_what_is_shown_can_be_typed(key: str, keeper: SettingsKeeper) -> None:
    setting, value = SETTINGS[key], DEFAULTS[key]
    if value is None or isinstance(value, bool):
        return
    settings = keeper.change(key, setting.meant(setting.typed(value)))
    assert values_of(settings)[key] == value


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("bands.pace", "120-180", (120, 180)),
        ("bands.pace", "120 to 180", (120, 180)),
        ("bands.pace", "[120, 180]", (120, 180)),
        ("bands.long_pause", "2,5", 2.5),
        ("app.countdown", " 30 ", 30),
        ("target", "1:30", 90),
        ("microphone", "[b]USB", "[b]USB"),
    ],
)
def test_what_people_type_is_understood(
    keeper: SettingsKeeper, key: str, typed: str, kept: object
) -> None:
    settings = keeper.change(key, SETTINGS[key].meant(typed))

    assert values_of(settings)[key] == kept
    assert keeper.read() == settings


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("app.theme", "pink", "theme must be dark, light, dark-safe or light-safe"),
        ("app.theme", 3, "must be a name in quotes"),
        ("app.countdown", 500, "countdown must be 0 to 120 seconds"),
        ("app.countdown", float("nan"), "countdown must be 0 to 120 seconds"),
        ("app.focus", "perhaps", "true or false"),
        ("microphone", "", "must be a name in quotes"),
    ],
)
def test_what_makes_no_sense_is_refused(
    keeper: SettingsKeeper, key: str, value: object, told: str
) -> None:
    with pytest.raises(SettingsError, match=told):
        keeper.change(key, value)
    assert not keeper.is_there


@given(st.sampled_from(KEYS), st.text(max_size=20))
def test_whatever_is_typed_is_kept_or_refused(key: str, typed: str) -> None:

    with TemporaryDirectory() as folder:
        keeper = SettingsKeeper(Path(folder) / "settings.toml")
        try:
            settings = keeper.change(key, SETTINGS[key].meant(typed))
        except VoiceStarError:
            assert keeper.read() == Settings()
        else:
            assert keeper.read() == settings


def test_a_value_is_taken_back_and_all_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("# mine\ntarget = 90\n\n[bands]\npace = [1, 2]\nhedges = 3\n")
    keeper = SettingsKeeper(path)

    assert keeper.reset("bands.pace").bands.pace == Settings().bands.pace
    assert keeper.reset("target").bands.target == 120
    assert keeper.reset("model") == keeper.read()

    assert path.read_text() == "# mine\n\n[bands]\nhedges = 3\n"


def test_a_value_over_several_lines_is_left_to_the_user(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    before = "[bands]\npace = [\n1,\n2]\n"
    path.write_text(before)

    with pytest.raises(SettingsError, match="only you should change"):
        SettingsKeeper(path).reset("bands.pace")

    assert path.read_text() == before


def test_taking_back_what_another_leans_on_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[bands]\ntoo_long = 3.0\nfar_too_long = 4.0\n")

    with pytest.raises(SettingsError, match=r"bands\.far_too_long"):
        SettingsKeeper(path).reset("bands.far_too_long")

    assert "far_too_long = 4.0" in path.read_text()


def test_a_file_is_begun_once(keeper: SettingsKeeper) -> None:
    keeper.begin()
    text = keeper.path.read_text()
    keeper.path.write_text(f"{text}# mine\n")
    keeper.begin()

    assert keeper.path.read_text().endswith("# mine\n")
    assert tomllib.loads(text) == {
        "app": {},
        "bands": {},
        "cues": {},
        "keep": {},
    }
    assert keeper.read() == Settings()


def test_a_variable_that_goes_before_is_named(tmp_path: Path) -> None:
    keeper = SettingsKeeper(tmp_path / "s.toml", {"VOICE_STAR_TARGET": "60"})

    assert keeper.change("target", 90).bands.target == 60
    assert keeper.overruled_by("target") == "VOICE_STAR_TARGET"
    assert keeper.overruled_by("model") is None
    assert keeper.overruled_by("bands.pace") is None


@pytest.mark.parametrize("theme", THEMES)
def test_the_screens_are_settled_in_the_file(tmp_path: Path, theme: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'microphone = "USB"\n[app]\ntheme = "{theme}"\nfocus = true\n')

    settings = read_settings(path)

    assert settings.app == Appearance(theme=theme, focus=True)
    assert settings.microphone == "USB"
