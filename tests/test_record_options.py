"""What the options and settings of `voice-star record` come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.calling import call
from voice_star.cli.exit_code import ExitCode
from voice_star.domain.cues import CueBounds
from voice_star.studio import Studio

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the studio of a call was made of; nothing is recorded."""
    options: dict[str, Any] = {}

    class Noted(Studio):
        def __init__(self, *arguments: Any, **others: Any) -> None:  # noqa: ANN401
            options.update(others)
            super().__init__(*arguments, **others)

    monkeypatch.setattr("voice_star.studio.Studio", Noted)
    monkeypatch.setattr("voice_star.cli.sitting.Sitting.hold", lambda *_: ExitCode.OK)
    return options


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of settings, which is not there yet."""
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("VOICE_STAR_CONFIG", str(path))
    return path


def test_cues_are_those_of_the_settings(
    capsys: Capture, made: dict[str, Any], settings: Path
) -> None:
    settings.write_text("[cues]\nshow_landing = false\nsilence = 4")

    assert call(capsys, "record").code == 0
    assert made["cues"] == CueBounds(show_landing=False, silence=4)


@pytest.mark.parametrize("shown", ["true", "false"])
def test_no_cues_goes_before_the_settings(
    capsys: Capture, made: dict[str, Any], settings: Path, shown: str
) -> None:
    settings.write_text(f"[cues]\nshow = {shown}\nsilence = 4")

    assert call(capsys, "record", "--no-cues").code == 0
    assert made["cues"] == CueBounds(show=False, silence=4)


@pytest.mark.parametrize(
    ("arguments", "text", "name"),
    [
        ([], "", None),
        (["--model", "tiny.en"], "", "base"),
        ([], 'model = "tiny.en"', "base"),
        (["--larger-model", "none"], 'model = "tiny.en"', None),
        ([], 'model = "tiny.en"\nlarger_model = "none"', None),
        ([], 'larger_model = "/models/small"', "/models/small"),
        (["--larger-model", "base"], 'larger_model = "none"\nmodel = "a"', "base"),
        (["--model", "base"], 'larger_model = "base"', None),
    ],
)
def test_a_larger_model_hears_again_where_there_is_one(
    capsys: Capture,
    made: dict[str, Any],
    settings: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    text: str,
    name: str | None,
) -> None:
    monkeypatch.setattr("voice_star.speech.models.is_here", lambda *_, **__: True)
    settings.write_text(text)

    assert call(capsys, "record", *arguments).code == 0
    assert (made["larger"].name if made["larger"] else None) == name
