"""Settings come from file, environment and command line; mistakes are named."""

from __future__ import annotations

import contextlib
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.domain.cues import CueBounds
from voice_star.domain.lengths import length_of_answer
from voice_star.errors import SettingsError
from voice_star.settings import VARIABLES, Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).parent.parent / "docs" / "command-line.md"


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """A writer of the file of settings."""

    def write(text: str) -> Path:
        path = tmp_path / "settings.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "nowhere.toml") == Settings()


def test_an_empty_file_settles_nothing(written: Callable[[str], Path]) -> None:
    assert read_settings(written("")) == Settings()


def test_a_file_settles_target_model_and_bands(written: Callable[[str], Path]) -> None:
    text = 'target = 90\nmodel = "tiny.en"\n[bands]\nresult = [0.2, 0.35]\nrepeats = 3'

    settings = read_settings(written(text))

    assert settings.model == "tiny.en"
    assert settings.bands == Bands(target=90, result=(0.2, 0.35), repeats=3)


def test_command_line_goes_before_environment_before_file(
    written: Callable[[str], Path],
) -> None:
    path = written('target = 90\nmodel = "a"')
    environ = {"VOICE_STAR_TARGET": "100", "VOICE_STAR_MODEL": "b"}

    from_environment = read_settings(path, environ=environ)
    from_command_line = read_settings(
        path, environ=environ, overrides={"target": 110.0, "model": None}
    )

    assert (from_environment.bands.target, from_environment.model) == (100, "b")
    assert (from_command_line.bands.target, from_command_line.model) == (110, "b")


def test_reviews_are_gentle_where_somebody_wants_that(
    written: Callable[[str], Path],
) -> None:
    assert not Settings().app.gentle
    assert read_settings(written("[app]\ngentle = true")).app.gentle
    with pytest.raises(SettingsError, match="gentle must be true or false"):
        read_settings(written('[app]\ngentle = "yes"'))


def test_cues_are_on_and_can_be_switched_off(written: Callable[[str], Path]) -> None:
    path = written("[cues]\nshow = false\nsilence = 4")

    cues = read_settings(path).cues

    assert Settings().cues.show
    assert (cues.show, cues.silence, cues.setting) == (False, 4, 0.5)


@pytest.mark.parametrize("name", ["show_setting", "show_landing", "show_no_result"])
def test_each_cue_has_a_setting_of_its_own(
    written: Callable[[str], Path], name: str
) -> None:
    cues = read_settings(written(f"[cues]\n{name} = false")).cues

    assert not getattr(cues, name)
    assert replace(cues, **{name: True}) == CueBounds()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("targt = 90", "'targt' is not known; the nearest is target."),
        ("zzz = 90", "'zzz' is not known; the nearest is "),
        ("[bands]\nsituaton = [0.1, 0.2]", "'bands.situaton' is not known; the near"),
        ("[bands]\nsituaton = [0.1, 0.2]", "the nearest is bands.situation."),
        ("result = [0.1, 0.2]", "the nearest is result, which stands under [bands]."),
        ("[bands]\ntarget = 90", "'bands.target' is not known"),
        ('target = "long"', "target: 'long' is no length of time; write 2m, 90s,"),
        ('target = "61m"', "target: '61m' is no length of an answer: aim at 10 sec"),
        ("target = [90]", "target must be a number, not [90]."),
        ("target = 1", "target must be 10 to 3600 seconds."),
        ("target = 9e39", "target must be 10 to 3600 seconds."),
        ("target = true", "target must be a number, not True."),
        ("target = 0", "target must be above 0."),
        ("target = -5", "target must be above 0."),
        ("target = nan", "target must be a finite number."),
        (f"target = 1{'0' * 400}", "target is too large."),
        ("model = 3", "model must be a name in quotes"),
        ('model = " "', "model must be a name in quotes"),
        ("bands = 3", "bands must be a table: write [bands]."),
        ("[bands]\nresult = 0.2", "bands.result must be two numbers"),
        ("[bands]\nresult = [0.2]", "bands.result must be two numbers"),
        ('[bands]\nresult = ["a", "b"]', "bands.result must be a number, not 'a'."),
        ("[bands]\npace = [190, 110]", "pace runs from 190 down to 110"),
        ("[bands]\ntask = [0.2, 0.1]", ", bands.task runs from 0.2 down to 0.1"),
        ("[bands]\ntask = [0.5, 2.0]", ", bands.task is a share of the time"),
        ("[bands]\naction = [0.8, 0.9]", "bands.action and bands.result cannot add"),
        ("[bands]\ntoo_long = 3", "bands.too_long must be below bands.far_too_long."),
        ("[bands]\nlong_setup = 0.7", "must be below bands.far_too_long_setup."),
        ("[bands]\nrepeats = [1, 2]", "bands.repeats must be a number"),
        ("cues = false", "cues must be a table: write [cues]."),
        ("[cues]\nshw = false", "'cues.shw' is not known; the nearest is cues.show."),
        ("[cues]\nshow = 1", "cues.show must be true or false."),
        ('[cues]\nsilence = "3"', "cues.silence must be a number, not '3'."),
        ("[cues]\nsilence = 0", "cues.silence must be a number above 0."),
        ("[cues]\nsure = 2", "cues.sure is a chance and cannot be above 1."),
        ("target = ", "is not TOML: "),
        ("a = 1\na = 2", "is not TOML: "),
    ],
)
def test_a_mistake_is_named_with_its_file(
    written: Callable[[str], Path], text: str, said: str
) -> None:
    path = written(text)

    with pytest.raises(SettingsError) as caught:
        read_settings(path)

    assert str(path) in str(caught.value)
    assert said in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("text", ["2m", "120", "2:00", "2 min", "120.0"])
def test_a_length_is_written_alike_everywhere(
    written: Callable[[str], Path], text: str
) -> None:
    variable = read_settings(Path("no.toml"), environ={"VOICE_STAR_TARGET": text})
    file = read_settings(written(f'target = "{text}"'))

    assert variable.bands.target == file.bands.target == length_of_answer(text) == 120


@pytest.mark.parametrize("text", ["soon", "nan", "-3", "0", "1", "9e39", "61m"])
def test_a_mistake_in_the_environment_is_named_with_its_variable(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(SettingsError, match="VOICE_STAR_TARGET"):
        read_settings(tmp_path / "no.toml", environ={"VOICE_STAR_TARGET": text})


def test_what_cannot_be_read_is_no_crash(tmp_path: Path) -> None:
    bytes_of_no_meaning = tmp_path / "bytes.toml"
    bytes_of_no_meaning.write_bytes(b"\xff\xfe\x00")

    for path in (bytes_of_no_meaning, tmp_path):
        with pytest.raises(SettingsError, match=re.escape(str(path))):
            read_settings(path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbftarget = 90\n")

    assert read_settings(path).bands.target == 90


@given(st.dictionaries(st.text(max_size=12), st.floats() | st.text() | st.booleans()))
def test_whatever_is_said_is_settled_or_refused_in_words(
    overrides: dict[str, object],
) -> None:
    with contextlib.suppress(SettingsError):
        settings = read_settings(Path("no such file"), overrides=overrides)
        assert isinstance(settings, Settings)


def test_the_document_shows_every_setting_with_its_default(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    path = tmp_path / "shown.toml"
    path.write_text(shown, encoding="utf-8")

    bands = read_settings(path, overrides={"target": 120.0}).bands

    assert bands == DEFAULT_BANDS
    assert all(field.name in shown for field in fields(Bands))
    assert all(name in DOCS.read_text("utf-8") for name in VARIABLES.values())
