"""The documents tell of every field, exit code, command and option there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.calling import call
from tests.test_wire import HEARD_AS_JSON
from voice_star.cli.exit_code import ExitCode
from voice_star.domain.answer import Mark, StarPart
from voice_star.domain.review import Severity
from voice_star.domain.transcript import WordKind
from voice_star.places import cache_folder
from voice_star.report.export import EXPORTERS
from voice_star.report.export.csv_table import COLUMNS

DOCS = Path(__file__).parent.parent / "docs"


def fields_of(value: object) -> set[str]:
    """Return the names of all fields within a JSON value."""
    if isinstance(value, dict):
        inner = [fields_of(one) for one in value.values()]
        return set(value).union(*inner)
    if isinstance(value, list):
        return set().union(*(fields_of(one) for one in value))
    return set()


def test_the_form_of_a_review_names_every_field_and_no_other() -> None:
    text = (DOCS / "json.md").read_text("utf-8")
    (form,) = re.findall(r"```\n(.*?)```", text, flags=re.DOTALL)

    assert set(re.findall(r'"(\w+)":', form)) == fields_of(HEARD_AS_JSON)


@pytest.mark.parametrize("kind", [*WordKind, *Severity, *StarPart, *Mark])
def test_the_form_of_a_review_names_every_kind(kind: str) -> None:
    assert f'"{kind}"' in (DOCS / "json.md").read_text("utf-8")


def test_the_parts_of_star_are_four_and_another() -> None:
    assert [part.value for part in StarPart] == [
        "situation",
        "task",
        "action",
        "result",
        "other",
    ]


def test_every_exit_code_is_told() -> None:
    text = (DOCS / "command-line.md").read_text("utf-8")

    told = re.findall(r"^\| (\d+) \|", text, flags=re.MULTILINE)
    assert [int(code) for code in told] == [code.value for code in ExitCode]


@pytest.mark.parametrize("name", [*COLUMNS, *(one.ending for one in EXPORTERS)])
def test_every_format_and_every_column_of_the_table_is_told(name: str) -> None:
    assert f"`{name}`" in (DOCS / "export.md").read_text("utf-8").lower()


@pytest.mark.parametrize(
    "command", ["record", "recover", "devices", "doctor", "review", "model"]
)
def test_every_option_is_told(capsys: pytest.CaptureFixture[str], command: str) -> None:
    text = (DOCS / "command-line.md").read_text("utf-8")

    options = set(re.findall(r"--[a-z]+", call(capsys, command, "--help").out))
    assert f"voice-star {command}" in text
    assert all(option in text for option in options)


def test_the_variables_that_move_things_are_told() -> None:
    text = (DOCS / "command-line.md").read_text("utf-8")

    assert "VOICE_STAR_CACHE" in text
    assert "VOICE_STAR_HOME" in text
    assert cache_folder().is_absolute()


def test_what_shows_that_a_fault_costs_no_take_is_there() -> None:
    table = (DOCS / "recording.md").read_text("utf-8").split("| shown by |")[1]
    table = table.split("\n\n")[0]
    files = set(re.findall(r"`(?:bench/)?(\w+\.py)`", table))
    names = set(re.findall(r"`([a-z_…]+)`", table))

    here = {path.name: path for path in Path(__file__).parent.glob("*.py")}
    bench = {path.name for path in (DOCS.parent / "bench").glob("*.py")}
    tests = "\n".join(here[name].read_text("utf-8") for name in files & set(here))
    assert len(names) > 8
    assert files <= set(here) | bench
    assert [
        name
        for name in names
        if not re.search(f"def test_{name.replace('…', '.*')}", tests)
    ] == []
